"""Two people at once, on real connections: a tick is never lost and never doubled."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from activities.models import Activity
from checklist.models import Checklist, Step
from tests.factories import ActivityFactory
from tests.helpers import HTMX, client_of

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 500


@pytest.fixture
def at_once():
    """Sends what two clients press at the same moment, each over a database connection of its own."""
    start = Barrier(2)

    def press(client, address, typed):
        start.wait()
        return client.post(address, typed, headers=HTMX)

    def close(_):
        start.wait()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        yield lambda clients, address, typed: list(pool.map(press, clients, [address] * 2, typed))
        list(pool.map(close, range(2)))


def shown_as_done(response, step_id):
    """Whether the answer shows this step as ticked."""
    return f'id="tick-{step_id}" name="to_do"' in response.content.decode()


def test_a_thousand_presses_by_two_people_at_once_leave_what_was_acknowledged(at_once, champion, navigator, calderdale):
    clients = [client_of(champion), client_of(navigator)]
    plan = ActivityFactory(team=calderdale, champion=champion)
    address = reverse("activities:step_mark", args=[plan.pk])
    step_ids = list(Step.objects.of(plan.checklist).values_list("pk", flat=True))
    dice = random.Random(19)
    for _ in range(ROUNDS):
        step_id, wishes = dice.choice(step_ids), [dice.choice(["done", "to_do"]) for _ in range(2)]
        responses = at_once(clients, address, [{wish: step_id} for wish in wishes])
        assert [response.status_code for response in responses] == [200, 200]
        step = Step.objects.get(pk=step_id)
        shown = [shown_as_done(response, step_id) for response in responses]
        assert step.state in wishes
        assert step.is_done in shown
        if wishes[0] == wishes[1]:
            assert shown == [step.is_done] * 2
        else:
            assert step.marked_by == [champion, navigator][wishes.index(step.state)]


def test_one_plan_saved_twice_at_once_is_one_plan(at_once, champion):
    typed = {"description": "Gardening", "date_not_known": "on", "plan_key": str(uuid4())}
    clients = [client_of(champion), client_of(champion)]
    responses = at_once(clients, reverse("activities:activity_plan"), [typed, typed])
    assert len({response.url for response in responses}) == 1
    assert (Activity.objects.count(), Checklist.objects.count()) == (1, 1)


def test_of_two_edits_at_once_one_is_saved_and_the_other_sees_both(at_once, champion, navigator, calderdale):
    plan = ActivityFactory(team=calderdale, champion=champion)
    typed = {"description": plan.description, "date": plan.date.isoformat(), "opened_version": plan.version}
    responses = at_once(
        [client_of(champion), client_of(navigator)],
        reverse("activities:activity_edit", args=[plan.pk]),
        [typed | {"place": "Hall"}, typed | {"place": "Café"}],
    )
    assert sorted(response.status_code for response in responses) == [200, 302]
    assert "This plan was saved while you had it open" in "".join(response.content.decode() for response in responses)
