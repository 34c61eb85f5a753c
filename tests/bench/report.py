"""How long the report over five years takes: counted anew, and when it is looked at again."""

import time
from datetime import timedelta

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Participation
from tests.bench.asking import signed_in_factory, time_one
from tests.bench.years import DAYS, build_years

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
    print(f"  counted anew {min(cold):.2f} s, {len(queries)} queries; looked at again {min(again) * 1000:.0f} ms\n")
