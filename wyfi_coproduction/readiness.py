"""Whether what the product stands on is well: its database, the migrations, room on the disk, the mail server."""

import shutil
import smtplib
from pathlib import Path
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.mail import get_connection
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

# In seconds. A mail server that is well greets sooner.
GREETS_WITHIN = 2
MEGABYTE = 1024 * 1024


class Remembered:
    """Looks at something at most once in so many seconds, and by one at a time, however often it is asked."""

    def __init__(self, look, *, seconds):
        self.look, self.seconds = look, seconds
        self.looking, self.is_well, self.until = Lock(), False, 0.0

    def __call__(self) -> bool:
        if monotonic() >= self.until and self.looking.acquire(blocking=False):
            try:
                self.is_well = self.look()
                self.until = monotonic() + self.seconds
            finally:
                self.looking.release()
        return self.is_well


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def migrations_are_applied() -> bool:
    """Whether this code has the schema that it was written for."""
    try:
        executor = MigrationExecutor(connection)
    except Error:
        return False
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def disk_has_room() -> bool:
    """Whether there is room for what people bring, and for a database in a file."""
    return all(shutil.disk_usage(folder).free >= settings.DISK_FREE_MB * MEGABYTE for folder in _folders())


def _folders():
    kept = [Path(default_storage.location)] if isinstance(default_storage, FileSystemStorage) else []
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        kept.append(Path(connection.settings_dict["NAME"]).parent)
    # A folder comes into being with the first file in it.
    return [next(path for path in (folder, *folder.parents) if path.exists()) for folder in kept]


def mail_server_greets() -> bool:
    """Whether somebody greets there. Nothing is sent, and nobody signs in; other ways of sending have no server."""
    backend = get_connection()
    kind = getattr(backend, "connection_class", None)
    if kind is None:
        return True
    try:
        with kind(backend.host, backend.port, local_hostname="localhost", timeout=GREETS_WITHIN):
            return True
    except (OSError, smtplib.SMTPException):
        return False


# In the order in which they are said: without the first, the second says nothing.
PARTS = {
    "database": Remembered(database_answers, seconds=2),
    "migrations": Remembered(migrations_are_applied, seconds=15),
    "disk": Remembered(disk_has_room, seconds=5),
    "mail": Remembered(mail_server_greets, seconds=30),
}


def what_is_not_well() -> str:
    """The first part that is not well, in one word; empty where all are."""
    return next((name for name, is_well in PARTS.items() if not is_well()), "")
