"""Measures and prints the median server time of each page, and how many bare pages that is worth."""

import statistics
from itertools import cycle

from django.db import connection
from django.test.runner import DiscoverRunner
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from checklist.models import Step
from tests.bench.asking import CSRF_TOKEN, ROUNDS, measure, signed_in_factory
from tests.bench.data import build
from tests.bench.finding import measure_finding
from tests.bench.report import measure_report
from tests.bench.schedule import measure_schedule


def main():
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure_schedule()
        measure_and_print(build())
        measure_finding()
        measure_report()
    finally:
        runner.teardown_databases(databases)


def measure_and_print(champion):
    pages = make_pages(champion)
    times = measure(pages)
    bare = statistics.median(times["bare page"])
    print(f"{connection.vendor}, {Activity.objects.count()} activities, {ROUNDS} requests each, in milliseconds")
    print(f"{'':16}{'median':>8}{'p95':>8}{'bare pages':>12}")
    for name, taken in times.items():
        median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:16}{median * 1000:8.2f}{p95 * 1000:8.2f}{median / bare:12.2f}")


def make_pages(champion):
    """Return what makes one request for each page, by the page's name."""
    factory = signed_in_factory(champion)
    activity = Activity.objects.coming(timezone.localdate()).first()
    steps = Step.objects.filter(checklist=activity.checklist_id).values_list("pk", flat=True)
    marks = cycle([(word, step) for step in steps for word in ("done", "to_do")])

    def tick():
        word, step = next(marks)
        address = reverse("activities:step_mark", args=[activity.pk])
        return factory.post(address, {word: step}, headers={"HX-Request": "true", "X-CSRFToken": CSRF_TOKEN})

    return {
        "bare page": lambda: factory.get(reverse("bare")),
        # The same without the site's base template, for who wants the stricter yardstick.
        "its table alone": lambda: factory.get(reverse("table_alone")),
        "tick": tick,
        "activity list": lambda: factory.get(reverse("activities:activity_list")),
        "activity page": lambda: factory.get(activity.get_absolute_url()),
        "who to speak to": lambda: factory.get(reverse("activities:speak_to_list")),
    }
