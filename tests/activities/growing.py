"""Grows what pages show, and counts the queries that it then takes to show them."""

from datetime import timedelta
from functools import partial

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import Activity, Participation, PlanChange
from beneficiaries.models import Beneficiary
from checklist.models import Checklist, Step, Task, Template
from tests.helpers import TODAY, client_of

ROWS = [10, 1000]
EVERYBODY = "the navigators, the lead navigator, the budget holder, the beneficiaries, the venue"


def grow(champion, navigator, team, number):
    """Plan `number` activities over two weeks, each with two tasks, three steps, a person and a navigator."""
    template = Template.objects.current()
    people = Beneficiary.objects.bulk_create(
        Beneficiary(reference=f"CAL-{1000 + row}", team=team) for row in range(number)
    )
    Beneficiary.navigators.through.objects.bulk_create(
        Beneficiary.navigators.through(beneficiary=person, user=navigator) for person in people
    )
    checklists = Checklist.objects.bulk_create(
        Checklist(template=template, planned_on=TODAY - timedelta(days=7)) for _ in range(number)
    )
    plans = Activity.objects.bulk_create(
        Activity(
            description=f"Cook and eat {row}", team=team, champion=champion, checklist=checklist,
            date=TODAY + timedelta(days=row % 14),
        )
        for row, checklist in enumerate(checklists)
    )  # fmt: skip
    Participation.objects.bulk_create(
        Participation(activity=plan, beneficiary=person)
        for plan, person in zip(plans * 2, people + people[::-1], strict=True)
    )
    Activity.navigators.through.objects.bulk_create(
        Activity.navigators.through(activity=plan, user=navigator) for plan in plans
    )
    write_tasks(checklists)
    return plans[0]


def write_tasks(checklists):
    tasks = Task.objects.bulk_create(
        Task(checklist=checklist, position=position, area="venue", text=f"Task {position}", speak_to=EVERYBODY)
        for checklist in checklists
        for position in range(2)
    )
    Step.objects.bulk_create(
        Step(task=task, checklist=task.checklist, stage=stage, due_on=TODAY + timedelta(days=days))
        for task in tasks
        for stage, days in (("weeks_before", -1), ("on_day", 1), ("after", 10))
    )


def grow_one(plan, champion, number):
    """Give one plan `number` tasks of its own, and as many turns in its life."""
    tasks = Task.objects.bulk_create(
        Task(checklist=plan.checklist, position=row, area="venue", text="Mine", speak_to=EVERYBODY, added_by=champion)
        for row in range(number)
    )
    Step.objects.bulk_create(Step(task=task, checklist=plan.checklist, stage="on_day") for task in tasks)
    Activity.objects.filter(pk=plan.pk).update(version=number)
    PlanChange.objects.bulk_create(PlanChange(activity=plan, what="moved", by=champion) for _ in range(number))


def queries_of(ask):
    # A process looks this up once, whoever asks first.
    ContentType.objects.get_for_models(*apps.get_models())
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    assert response.status_code == 200
    return len(queries)


def queries_of_pages(user, names, *args):
    """The queries of each of these pages, which this user opens one by one, each as the first since signing in."""
    return {name: queries_of(partial(client_of(user).get, reverse(name, args=args))) for name in names}
