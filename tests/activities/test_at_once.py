"""Two people at once, on real connections: a tick is never lost and never doubled."""

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from activities.models import Activity, MileageRate
from beneficiaries.models import SupportNeeds
from checklist.form import State, Tool
from checklist.models import Checklist, Step
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import HTMX, TODAY, client_of

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
    for_everyone = Step.objects.of(plan.checklist).exclude(task__tool=Tool.UNDERSTOOD)
    step_ids = list(for_everyone.values_list("pk", flat=True))
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


def test_two_navigators_who_answer_at_once_leave_the_line_ticked(at_once, navigator, lead_navigator, calderdale):
    people = [BeneficiaryFactory(team=calderdale, navigators=[navigator]) for _ in range(2)]
    address = "activities:review_answer"
    for _ in range(20):
        plan = ActivityFactory(team=calderdale, beneficiaries=people)
        typed = [
            {f"answer_{each.reference}": "fine", f"planned_for_{each.reference}": "on", "opened_version": 1}
            for each in people
        ]
        clients = [client_of(navigator), client_of(lead_navigator)]
        at_once(clients, reverse(address, args=[plan.pk]), typed)
        understood = Step.objects.filter(checklist=plan.checklist, task__tool=Tool.UNDERSTOOD)
        assert {step.state for step in understood} == {State.DONE}


def test_the_same_days_saved_twice_at_once_are_saved_once(at_once, champion):
    clients = [client_of(champion), client_of(champion)]
    pattern = {"starts_on": TODAY, "weekdays": ["tuesday"]}
    leave = {"first_day": TODAY, "last_day": TODAY}
    for name, typed in (("pattern_change", pattern), ("leave_add", leave)):
        responses = at_once(clients, reverse(f"activities:{name}", args=[champion.pk]), [typed, typed])
        assert {response.status_code for response in responses} <= {200, 302}
    assert (champion.working_patterns.count(), champion.leave.count()) == (1, 1)


def test_an_entry_kept_twice_at_once_is_one_and_taken_back_twice_at_once_is_taken_back_once(
    at_once, champion, calderdale
):
    person = BeneficiaryFactory(team=calderdale)
    plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=[person])
    clients = [client_of(champion), client_of(champion)]
    for _ in range(10):
        typed = {"beneficiary": person.pk, "amount": "4.20", "how": "cash", "on": TODAY, "key": str(uuid4())}
        at_once(clients, reverse("activities:payment_add", args=[plan.pk, "gift"]), [typed, typed])
        kept = plan.payments.get(takes_back=None, taken_back_by=None)
        responses = at_once(clients, reverse("activities:payment_take_back", args=[plan.pk, kept.pk]), [{}, {}])
        assert [response.status_code for response in responses] == [302, 302]
        assert plan.payments.totals() == {"gift": 0}


def test_two_journeys_claimed_at_once_never_share_the_miles_below_the_threshold(at_once, champion, calderdale):
    """Whoever comes second is shown the lower amount, or gets it."""
    plan = ActivityFactory(team=calderdale, champion=champion)
    MileageRate.objects.filter(vehicle="car").update(threshold=10)
    clients = [client_of(champion), client_of(champion)]
    journey = {"miles": "10", "vehicle": "car", "on": TODAY, "journey": "Halifax", "seen": "4.50"}
    for _ in range(10):
        plan.mileageclaims.all().delete()
        at_once(clients, reverse("activities:mileage_claim", args=[plan.pk]), [journey, journey])
        amounts = sorted(plan.mileageclaims.values_list("amount", flat=True), reverse=True)
        assert amounts in ([Decimal("4.50")], [Decimal("4.50"), Decimal("2.50")])


def test_of_two_who_write_what_helps_at_once_one_is_shown_both(at_once, navigator, lead_navigator, calderdale):
    BeneficiaryFactory(reference="CAL-010", team=calderdale, navigators=[navigator])
    clients = [client_of(navigator), client_of(lead_navigator)]
    address = reverse("activities:support_change", args=["CAL-010"])
    typed = [{"helps": f"Words {number}", "opened_version": 0} for number in range(2)]
    responses = at_once(clients, address, typed)
    assert sorted(response.status_code for response in responses) == [200, 302]
    [second] = [response.content.decode() for response in responses if response.status_code == 200]
    assert "Words 0" in second and "Words 1" in second
    assert SupportNeeds.objects.get().version == 1
