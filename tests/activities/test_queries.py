"""A page costs a fixed number of queries, whatever it lists."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import Activity, Participation, PlanChange
from beneficiaries.models import Beneficiary
from checklist.models import Checklist, Step, Task, Template
from tests.helpers import HTMX, TODAY, client_of

pytestmark = pytest.mark.django_db

ROWS = [10, 1000]


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
        Task(checklist=checklist, position=position, area="venue", text=f"Task {position}")
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
        Task(checklist=plan.checklist, position=position, area="venue", text="Mine", added_by=champion)
        for position in range(number)
    )
    Step.objects.bulk_create(Step(task=task, checklist=plan.checklist, stage="on_day") for task in tasks)
    Activity.objects.filter(pk=plan.pk).update(version=number)
    PlanChange.objects.bulk_create(PlanChange(activity=plan, what="moved", by=champion) for _ in range(number))


def queries_of(ask):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = ask()
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "persona", "queries"),
    [
        ("activities:week", "champion", 8),
        ("activities:week", "navigator", 8),
        ("activities:activity_list", "champion", 6),
        ("activities:review", "navigator", 7),
        ("activities:diary", "champion", 4),
        ("beneficiaries:beneficiary_list", "champion", 5),
        ("activities:activity_plan", "champion", 6),
        ("teams:account_detail", "champion", 4),
    ],
)
def test_a_page_costs_the_same_with_10_and_with_1000_rows(
    request, name, persona, queries, rows, champion, navigator, calderdale
):
    grow(champion, navigator, calderdale, rows)
    client = client_of(request.getfixturevalue(persona))
    assert queries_of(lambda: client.get(reverse(name))) == queries


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("activities:activity_detail", 8),
        ("activities:activity_print", 8),
        ("activities:activity_edit", 10),
        ("activities:activity_move", 4),
        ("activities:activity_call_off", 4),
        ("activities:activity_copy", 4),
        ("activities:task_add", 4),
    ],
)
def test_a_plans_page_costs_the_same_however_long_it_is(name, queries, rows, champion, navigator, calderdale):
    plan = grow(champion, navigator, calderdale, 10)
    grow_one(plan, champion, rows)
    client = client_of(champion)
    assert queries_of(lambda: client.get(reverse(name, args=[plan.pk]))) == queries


@pytest.mark.parametrize("rows", ROWS)
def test_a_persons_page_costs_the_same_however_many_plans_they_are_on(rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    person = Beneficiary.objects.first()
    Participation.objects.bulk_create(
        (Participation(activity=plan, beneficiary=person) for plan in Activity.objects.all()), ignore_conflicts=True
    )
    client = client_of(champion)
    assert queries_of(lambda: client.get(person.get_absolute_url())) == 9


@pytest.mark.parametrize("rows", ROWS)
def test_a_tick_costs_the_same_however_long_the_check_list_is(rows, champion, navigator, calderdale):
    plan = grow(champion, navigator, calderdale, 10)
    grow_one(plan, champion, rows)
    client, address = client_of(champion), reverse("activities:step_mark", args=[plan.pk])
    step = Step.objects.of(plan.checklist).last()
    assert queries_of(lambda: client.post(address, {"done": step.pk}, headers=HTMX)) == 6
