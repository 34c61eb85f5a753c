"""Takes away files that belong to nothing."""

import re
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from activities.models import Upload

# By then whatever a file was brought for is saved, or was given up.
AFTER = timedelta(days=1)
# How `where_kept` names files: nothing else that may lie in the same place is touched.
FOLDER, FILE = re.compile(r"[0-9a-f]{2}"), re.compile(r"[0-9a-f]{32}\.[a-z]{3}")


class Command(BaseCommand):
    help = "Delete files without a row, which a page that could not be saved leaves behind. Run it once a day."

    def handle(self, *args, **options):
        before, taken_away = timezone.now() - AFTER, 0
        kept = set(Upload.objects.values_list("file", flat=True))
        for name in stored_names():
            if name not in kept and default_storage.get_modified_time(name) < before:
                default_storage.delete(name)
                taken_away += 1
        self.stdout.write(f"Took away files that belong to nothing: {taken_away}.")


def stored_names():
    """The names of all files that were ever kept."""
    # There is no folder before the first file.
    with suppress(FileNotFoundError):
        for folder in filter(FOLDER.fullmatch, default_storage.listdir("")[0]):
            yield from (f"{folder}/{file}" for file in filter(FILE.fullmatch, default_storage.listdir(folder)[1]))
