"""Making long files: asking for one starts a process that works on what waits, and a page says how far it is."""

import logging
import subprocess
import sys
from datetime import timedelta
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files import File
from django.http import QueryDict
from django.utils import timezone

from reports.asked import read_filters
from reports.models import Export
from reports.named import definition_named
from reports.row_files import write_rows
from reports.rows import ROWS_OF

KEPT_FOR = timedelta(hours=24)
log = logging.getLogger(__name__)


class TakenOver(Exception):
    """Somebody else works on it: this process was silent for too long."""


def call_worker(exports) -> None:
    """Start a process of its own for these, if they wait and none was started just now. No web worker is held by it."""
    if exports.call(timezone.now()):
        command = [sys.executable, settings.BASE_DIR / "manage.py", "make_exports"]
        subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True)


def make_waiting() -> int:
    """Make every file that waits; return how many were made. One that cannot be made says so on its page."""
    made = 0
    while export := Export.objects.claim(timezone.now()):
        try:
            _make(export)
            made += 1
        except TakenOver:
            continue
        except Exception:
            log.exception("The export %s could not be made", export.key)
            Export.objects.unfinished().filter(key=export.key).update(has_failed=True)
    return made


def take_away_expired() -> int:
    """Delete the files that have expired, with their rows; return how many there were."""
    expired = list(Export.objects.expired(timezone.now()))
    for export in expired:
        export.file.delete(save=False)
        export.delete()
    return len(expired)


def _make(export):
    """Write the file from the beginning, as whoever asked may see it now."""
    asked, rows = read_filters(QueryDict(export.filters), export.by), ROWS_OF[export.figure]
    if not asked.scope or not asked.is_whole or not export.by.is_active:
        raise PermissionError("Whoever asked may not see these rows any more.")
    with TemporaryFile() as file:
        for number in write_rows(export.format, file, rows, asked.scope, definition_named(export.figure)):
            _say_how_far(export, number)
        file.seek(0)
        export.file.save("", File(file), save=False)
    ready = {"file": export.file.name, "expires_at": timezone.now() + KEPT_FOR}
    if not Export.objects.filter(key=export.key, worked_at=export.worked_at).update(**ready):
        export.file.delete(save=False)
        raise TakenOver


def _say_how_far(export, number):
    now, done = timezone.now(), export.rows_done + number
    mine = Export.objects.filter(key=export.key, worked_at=export.worked_at)
    if not mine.update(worked_at=now, rows_done=done):
        raise TakenOver
    export.worked_at, export.rows_done = now, done
