"""Put a backup in place."""

import logging
from getpass import getpass
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from wyfi_coproduction.backup import NotPossible, restore_backup

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Put a backup into an empty database, with its uploaded files. Stop the product first."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="The backup: planner-….tar.age")
        parser.add_argument(
            "--key-file", type=Path, help="Holds the private key. Without it you are asked, so that no disk keeps it."
        )
        parser.add_argument("--replace", action="store_true", help="Put it in the place of what the database holds.")

    def handle(self, *, path, key_file, replace, **options):
        key = key_file.read_text() if key_file else getpass("Private key: ")
        try:
            put_back = restore_backup(
                path, private_key=key, replace=replace, connection=connection, storage=default_storage
            )
        except NotPossible as error:
            log.error("A backup was not restored.")
            raise CommandError(str(error)) from error
        log.warning("A backup was restored: %d files.", put_back.files)
        made_at = timezone.localtime(put_back.made_at)
        self.stdout.write(f"Restored: the database of {made_at:%d %B %Y, %H:%M}, and {put_back.files} uploaded files.")
        self.stdout.write("Now run: manage.py migrate, createcachetable. Erase again whoever was erased since then.")
