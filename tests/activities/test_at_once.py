"""Two people at once, on real connections: a tick is never lost and never doubled."""

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from activities.actions import ask_for_cash, ask_for_signature, move_money, say_yes, write_spent
from activities.models import Activity, CashRequest, MileageRate, RiskAssessment, Venue
from activities.money import State as CashState
from activities.money import What
from beneficiaries.models import SupportNeeds
from checklist.form import State, Tool
from checklist.models import Checklist, Step
from teams.models import Role
from tests.factories import ActivityFactory, BeneficiaryFactory, BudgetFactory, HazardFactory, person
from tests.helpers import HTMX, TODAY, client_of

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 500


@pytest.fixture
def at_once_each():
    """Sends what two clients press at the same moment, each over a database connection of its own."""
    start = Barrier(2)

    def press(client, address, typed):
        start.wait()
        return client.post(address, typed, headers=HTMX)

    def close(_):
        start.wait()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        yield lambda clients, addresses, typed: list(pool.map(press, clients, addresses, typed))
        list(pool.map(close, range(2)))


@pytest.fixture
def at_once(at_once_each):
    """The same, where both press at one address."""
    return lambda clients, address, typed: at_once_each(clients, [address] * 2, typed)


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


def test_whoever_is_asked_while_they_are_taken_off_a_plan_is_never_lost(at_once_each, champion, navigator, calderdale):
    """Either they were asked first, and that is kept; or they were off it first, and nobody was asked."""
    robin = BeneficiaryFactory(team=calderdale)
    clients = [client_of(champion), client_of(navigator)]
    for _ in range(20):
        plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin])
        part = plan.participations.get()
        edit = {"description": "Tea", "date": plan.date.isoformat(), "opened_version": 1, "clash_reason": "So be it"}
        asking = {"person": part.pk, "how": "card"}
        addresses = [reverse(f"activities:{name}", args=[plan.pk]) for name in ("activity_edit", "invitation_mark")]
        edited, _ = at_once_each(clients, addresses, [edit, asking])
        assert edited.status_code == 302
        left = [(each.invitation, each.askings.count()) for each in plan.participations.all()]
        assert left in ([], [("withdrawn", 1)])


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


RENT = {What.RENT: (1, Decimal("84.50"))}


def ask(plan, by, budget):
    asking = {"lines": RENT, "budget": budget, "needed_by": None, "note": "", "opened_version": 0}
    ask_for_cash(activity=plan, by=by, today=TODAY, **asking)


def test_two_yeses_at_once_never_promise_more_than_the_budget_has(at_once_each, champion, coordinator, calderdale):
    """£84.50 twice, of £100: one is given, the other is told what is left."""
    budget = BudgetFactory(team=calderdale, amount=100)
    clients = [client_of(coordinator), client_of(coordinator)]
    for _ in range(10):
        plans = [ActivityFactory(team=calderdale, champion=champion) for _ in range(2)]
        for plan in plans:
            ask(plan, champion, budget)
        addresses = [reverse("activities:money_decide", args=[plan.pk]) for plan in plans]
        typed = {"decision": "approved", "opened_version": 1}
        responses = at_once_each(clients, addresses, [typed, typed])
        assert sorted(response.status_code for response in responses) == [200, 302]
        assert "Only £15.50 is left in this budget." in "".join(response.content.decode() for response in responses)
        asked = CashRequest.objects.filter(activity__in=plans)
        assert sorted(asked.values_list("state", flat=True)) == [CashState.APPROVED, CashState.REQUESTED]
        asked.update(state=CashState.REFUSED)


def test_the_same_receipt_sent_twice_at_once_is_written_once(at_once, champion, coordinator, calderdale):
    plan = ActivityFactory(team=calderdale, champion=champion)
    ask(plan, champion, BudgetFactory(team=calderdale))
    say_yes(activity=plan, opened_version=1, by=coordinator, today=TODAY)
    move_money(activity=plan, kind="handed_over", by=champion, today=TODAY, with_whom=coordinator)
    typed = {"amount": "5", "what": "travel", "day": TODAY, "no_receipt": "Bus", "key": str(uuid4())}
    clients = [client_of(champion), client_of(champion)]
    responses = at_once(clients, reverse("activities:money_spent", args=[plan.pk]), [typed, typed])
    assert {response.status_code for response in responses} == {302}
    assert plan.cash_request.entries.filter(kind="spent").count() == 1


def test_cash_changes_hands_and_is_settled_once_where_two_press_at_once(at_once, champion, coordinator, calderdale):
    """Each of the two says that it happened, so it is written down once, and the other is told how it is now."""
    budget, clients = BudgetFactory(team=calderdale), [client_of(champion), client_of(coordinator)]
    for _ in range(3):
        plan = ActivityFactory(team=calderdale, champion=champion)
        ask(plan, champion, budget)
        say_yes(activity=plan, opened_version=1, by=coordinator, today=TODAY)
        others = [{"with_whom": coordinator.pk, "day": TODAY}, {"with_whom": champion.pk, "day": TODAY}]
        at_once(clients, reverse("activities:money_hand_over", args=[plan.pk]), others)
        spent = {"amount": Decimal("80.00"), "what": What.RENT, "no_receipt": "Till broken", "key": uuid4()}
        write_spent(activity=plan, by=champion, today=TODAY, **spent)
        back = [{"amount": "4.50", "key": str(uuid4()), **other} for other in others]
        at_once(clients, reverse("activities:money_bring_back", args=[plan.pk]), back)
        at_once([client_of(coordinator)] * 2, reverse("activities:money_close", args=[plan.pk]), [{}, {}])
        moves = ["requested", "approved", "handed_over", "spent", "returned", "closed"]
        assert list(plan.cash_request.entries.values_list("kind", flat=True)) == moves


def test_cash_that_is_taken_back_and_handed_over_at_once_is_one_of_the_two(
    at_once_each, champion, coordinator, calderdale
):
    budget, clients = BudgetFactory(team=calderdale), [client_of(champion), client_of(coordinator)]
    for _ in range(5):
        plan = ActivityFactory(team=calderdale, champion=champion)
        ask(plan, champion, budget)
        say_yes(activity=plan, opened_version=1, by=coordinator, today=TODAY)
        addresses = [reverse(f"activities:money_{name}", args=[plan.pk]) for name in ("withdraw", "hand_over")]
        at_once_each(clients, addresses, [{}, {"with_whom": champion.pk, "day": TODAY}])
        plan.cash_request.refresh_from_db()
        [last] = plan.cash_request.entries.values_list("kind", flat=True)[2:]
        assert (last, plan.cash_request.state) in [("withdrawn", "estimate"), ("handed_over", "handed_over")]


def test_what_two_people_find_out_at_once_about_a_place_is_all_kept(at_once, champion, navigator):
    clients = [client_of(champion), client_of(navigator)]
    for _ in range(10):
        venue = Venue.objects.create(name="Hall")
        address = reverse("activities:venue_facts", args=[venue.pk])
        responses = at_once(clients, address, [{"fact_lift": "yes"}, {"fact_quiet": "no"}])
        assert [response.status_code for response in responses] == [302, 302]
        assert set(venue.facts.values_list("name", "answer")) == {("lift", "yes"), ("quiet", "no")}


def test_of_two_first_bookings_at_once_one_is_saved_and_the_other_is_asked(at_once, champion, navigator, calderdale):
    clients = [client_of(champion), client_of(navigator)]
    for _ in range(10):
        plan = ActivityFactory(team=calderdale, venue=Venue.objects.create(name="Hall"))
        address = reverse("activities:booking_edit", args=[plan.pk])
        typed = [{"state": state, "opened_version": 0} for state in ("asked", "booked")]
        responses = at_once(clients, address, typed)
        assert sorted(response.status_code for response in responses) == [200, 302]
        saved = ["asked", "booked"][[response.status_code for response in responses].index(302)]
        assert plan.booking.state == saved
        ticked = Step.objects.filter(checklist=plan.checklist, task__tool=Tool.BOOKING, state=State.DONE)
        assert ticked.exists() == (saved == "booked")


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


def test_two_lead_navigators_who_sign_at_once_leave_one_signature(at_once, lead_navigator, calderdale):
    clients = [client_of(lead_navigator), client_of(person(Role.LEAD_NAVIGATOR, calderdale))]
    for _ in range(5):
        assessment = HazardFactory(assessment__activity__team=calderdale).assessment
        ask_for_signature(assessment=assessment, review_on=assessment.review_on, by=assessment.made_by)
        opened = RiskAssessment.objects.get(pk=assessment.pk).fingerprint
        address = reverse("activities:risk_sign", args=[assessment.activity_id])
        responses = at_once(clients, address, [{"opened": opened}] * 2)
        assert [response.status_code for response in responses] == [302, 302]
        assert assessment.signatures.count() == 1
