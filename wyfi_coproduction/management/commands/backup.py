"""Make a backup, and let go of the oldest."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from wyfi_coproduction.backup import NotPossible, make_backup, rotate
from wyfi_coproduction.rotation import Keep

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Write the database and every uploaded file into one encrypted file in BACKUP_DIR, and let go of the oldest."

    def handle(self, **options):
        folder, now = Path(settings.BACKUP_DIR), timezone.now()
        key = settings.BACKUP_PUBLIC_KEY
        try:
            made = make_backup(folder=folder, public_key=key, now=now, connection=connection, storage=default_storage)
        except NotPossible as error:
            log.error("No backup was made.")
            raise CommandError(f"No backup was made. {error}") from error
        gone = rotate(folder, Keep(*settings.BACKUP_KEEP), now=now)
        log.info("A backup was made: %d files. Older ones taken away: %d.", made.files, gone)
        self.stdout.write(
            f"{made.path}: the database and {made.files} uploaded files, {made.path.stat().st_size:,} bytes."
        )
        self.stdout.write(f"Older backups taken away: {gone}. Copy this one, with its .sha256, to another place.")
