"""Makes the people of a try, and counts afterwards what is there. Run as a program: it has the database to itself.

python -m tests.chaos.world make            writes who there is, as JSON
python -m tests.chaos.world count SAVED     reads what people were told is saved; writes what was found, as JSON
"""

import json
import sys
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402

from activities.models import Activity, LedgerEntry, Message, Upload  # noqa: E402
from checklist.models import Step  # noqa: E402
from teams.models import Role  # noqa: E402
from tests.activities.money_moves import give_cash  # noqa: E402
from tests.conftest import write_what_is_shipped  # noqa: E402
from tests.factories import PASSWORD, ActivityFactory, BudgetFactory, TeamFactory, person  # noqa: E402

CLIENTS = 8
# Listens for tables being made, and fills them with what is shipped.
__all__ = ["write_what_is_shipped"]


def make() -> list[dict]:
    """Eight champions, each with £100 in their hands."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    team = TeamFactory(name="Calderdale")
    budget = BudgetFactory(team=team, amount=5_000)
    coordinator = person(Role.COORDINATOR, TeamFactory(name="The Hub"))
    made = []
    for number in range(CLIENTS):
        champion = person(Role.CHAMPION, team, email=f"champion{number}@test.example")
        plan = ActivityFactory(team=team, champion=champion)
        give_cash(plan, budget, coordinator)
        made.append({"email": champion.email, "password": PASSWORD, "money_plan": plan.get_absolute_url()})
    return made


def times_found(kind, key, *more) -> int:
    """How often something that somebody was told is saved is there."""
    if kind == "plan":
        return Activity.objects.filter(description=more[0]).count()
    if kind == "tick":
        return Step.objects.filter(pk=key, state="done", marked_by__isnull=False).count()
    if kind == "money":
        return LedgerEntry.objects.filter(key=key).count()
    if kind == "message":
        return Message.objects.filter(key=key).count()
    place, version = more
    plan = Activity.objects.get(pk=key)
    # Each save makes one version more.
    return plan.version - version + 1 if plan.place == place else 0


def half_made() -> list[str]:
    """What is there in part only."""
    plans = Activity.objects.annotate(lines=Count("checklist__steps")).values_list("description", "lines")
    usual = Counter(lines for _, lines in plans).most_common(1)[0][0]
    wrong = [f"{name} has {lines} lines" for name, lines in plans if lines != usual]
    twice = LedgerEntry.objects.filter(number__isnull=False).values("request", "number").annotate(times=Count("pk"))
    wrong += [f"A receipt's number is there twice: {each}" for each in twice.filter(times__gt=1)]
    wrong += [f"No file for {upload.pk}" for upload in Upload.objects.all() if not is_whole(upload)]
    if connection.vendor == "sqlite":
        connection.check_constraints()
        with connection.cursor() as cursor:
            wrong += [said for (said,) in cursor.execute("PRAGMA integrity_check") if said != "ok"]
    return wrong


def is_whole(upload):
    try:
        with upload.file.open() as file:
            return file.read().endswith(b"%%EOF\n")
    except FileNotFoundError:
        return False


def count(saved) -> dict:
    found = [times_found(*each) for each in saved]
    return {
        "acknowledged": len(saved),
        "found": sum(times > 0 for times in found),
        "lost": found.count(0),
        "doubled": sum(times > 1 for times in found),
        "half_made": half_made(),
    }


if __name__ == "__main__":
    said = make() if sys.argv[1] == "make" else count(json.loads(Path(sys.argv[2]).read_text()))
    print(json.dumps(said))
