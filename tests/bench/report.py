"""How long the report over five years takes, counted anew and looked at again, and what memory a long file takes."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Participation
from reports.actions import ask_for_export
from tests.bench.asking import signed_in_factory, time_one
from tests.bench.years import DAYS, build_years
from tests.helpers import address_of_database

# So many activities, each with ten people on it: SQLite is for one team, PostgreSQL for a whole programme.
ACTIVITIES = {"sqlite": 5_000, "postgresql": 100_000}
ROUNDS = 5


def measure_report():
    """Print the best of some rounds: nothing else should be done on the machine meanwhile."""
    began = time.perf_counter()
    coordinator = build_years(ACTIVITIES[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"report: five years written in {time.perf_counter() - began:.0f} s, on {connection.vendor}: ", end="")
    print(f"{Activity.objects.count():,} activities, {Participation.objects.count():,} places")
    factory, handler = signed_in_factory(coordinator), WSGIHandler()
    today = timezone.localdate()
    days = {"first": str(today - timedelta(days=DAYS)), "last": str(today)}

    def look():
        return time_one(handler, factory.get(reverse("reports:report_detail"), days).environ)

    cold, queries = [], []
    with connection.execute_wrapper(lambda execute, *query: queries.append(query[0]) or execute(*query)):
        for _ in range(ROUNDS):
            cache.clear()
            queries.clear()
            cold.append(look())
    cache.clear()
    look()
    again = [look() for _ in range(ROUNDS)]
    print(f"  counted anew {min(cold):.2f} s, {len(queries)} queries; looked at again {min(again) * 1000:.0f} ms")
    _measure_long_file(coordinator, days)


def _measure_long_file(coordinator, days):
    """Ask for every place of the five years as CSV, and let a process of its own make the file, as the product does."""
    export = ask_for_export(by=coordinator, figure="attendance", filters=urlencode(days), format="csv", rows=0)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "wyfi_coproduction.settings",
            "DATABASE_URL": address_of_database(),
            "UPLOADS_DIR": folder,
        }
        memory = _most_memory_of(subprocess.Popen([sys.executable, "manage.py", "make_exports"], env=environment))
    taken = time.perf_counter() - began
    export.refresh_from_db()
    print(f"  {export.rows_done:,} rows as CSV in {taken:.0f} s, with {memory} MB of memory at most\n")


def _most_memory_of(process):
    """In MB. Linux remembers the most that a process had, for as long as it runs."""
    most = 0
    while process.poll() is None:
        with suppress(OSError, IndexError):
            most = int(Path(f"/proc/{process.pid}/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
        time.sleep(0.05)
    return most
