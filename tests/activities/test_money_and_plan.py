"""What becomes of cash, a booking and a signature when their plan is moved, copied or called off."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from activities import actions
from activities.assessments import assessment_of
from activities.models import Activity, Booking, CashRequest, LedgerEntry
from activities.money import State
from checklist.form import Tool
from tests.activities.money_moves import address, ask, cash, hand_over, left, move_plan, press, say_yes, ticked
from tests.factories import BudgetFactory, VenueFactory
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked(plan, champion):
    """The plan has a place, of which all is known, and it is booked."""
    venue, made = VenueFactory(name="Hall"), {"activity": Activity.objects.with_colleagues().get(), "by": champion}
    actions.choose_venue(**made, venue=venue, room=None, opened_version=plan.version)
    actions.save_booking(**made, booking=Booking(venue=venue, state="booked"), opened_version=0)
    plan.refresh_from_db()


@pytest.mark.parametrize("days", [10, -10, -30])
def test_the_day_by_which_cash_is_needed_moves_with_the_plan(plan, champion, days):
    needed_by = plan.date - timedelta(days=2)
    ask(plan, champion, needed_by=needed_by)
    move_plan(plan, max(TODAY, plan.date + timedelta(days=days)))
    asked = cash(plan)
    assert asked.needed_by == max(TODAY, needed_by + timedelta(days=max(days, -21)))
    assert (asked.state, asked.amount) == (State.REQUESTED, Decimal("84.50"))
    move_plan(plan, None)
    assert cash(plan).needed_by is None


def test_a_copy_begins_without_the_cash_the_booking_and_the_signature_and_a_move_keeps_them(
    plan, champion, coordinator, lead_navigator, booked, signed
):
    hand_over(plan, champion, coordinator)
    send = {"date": f"{plan.date + timedelta(days=7)}", "opened_version": plan.version}
    client_of(champion).post(reverse("activities:activity_copy", args=[plan.pk]), send)
    copy = Activity.objects.exclude(pk=plan.pk).get()
    assert not CashRequest.objects.filter(activity=copy).exists() and not copy.estimate_lines.exists()
    assert not Booking.objects.filter(activity=copy).exists() and assessment_of(copy) is None
    assert ticked(copy) == {Tool.VENUE: champion}
    before = list(LedgerEntry.objects.values())
    assert {Tool.CASH, Tool.RISK, Tool.BOOKING} <= set(ticked(plan))
    move_plan(plan, plan.date + timedelta(days=7))
    assert {Tool.CASH, Tool.RISK} <= set(ticked(plan)) and Tool.BOOKING not in ticked(plan)
    assert list(LedgerEntry.objects.values()) == before and cash(plan).state == State.HANDED_OVER


def test_of_a_plan_that_is_called_off_the_page_says_how_the_budget_gets_its_money_back(plan, champion, coordinator):
    ask(plan, champion)
    say_yes(plan, coordinator)
    actions.call_off_activity(activity=plan, learned="Rain", by=champion)
    page = text_of(client_of(champion).get(address(plan)))
    assert "This plan is called off. Ruby Oyelaran can press “It is not needed after all”" in page
    assert "Hand over the cash" not in page
    press(champion, plan, "withdraw")
    assert left(plan) == 500


NO_YES = 'value="approved"'


def test_of_a_plan_that_is_called_off_nobody_is_offered_to_say_yes(plan, champion, coordinator):
    ask(plan, champion)
    actions.call_off_activity(activity=plan, learned="Rain", by=champion)
    for name in ("activities:money_list", "activities:money_decide"):
        page = text_of(client_of(coordinator).get(reverse(name, args=[plan.pk] if "decide" in name else [])))
        assert "This plan is called off." in page and NO_YES not in page, name
    press(coordinator, plan, "decide", decision="refused", note="Called off", opened_version="1")
    assert cash(plan).state == State.REFUSED


def test_a_plan_moved_out_of_its_budgets_days_says_so_to_its_team_and_to_the_holder(
    plan, champion, coordinator, budget
):
    """Asked from the next budget, it is put right."""
    ask(plan, champion)
    say_yes(plan, coordinator)
    pages = [(champion, address(plan)), (coordinator, reverse("activities:money_list"))]
    assert not any("This budget is for" in text_of(client_of(user).get(page)) for user, page in pages)
    move_plan(plan, budget.ends_on + timedelta(days=3))
    assert all("This budget is for" in text_of(client_of(user).get(page)) for user, page in pages)
    press(champion, plan, "withdraw")
    later = BudgetFactory(
        team=plan.team, starts_on=budget.ends_on + timedelta(days=1), ends_on=budget.ends_on + timedelta(days=90)
    )
    plan.refresh_from_db()
    ask(plan, champion, budget=later)
    say_yes(plan, coordinator)
    assert not any("This budget is for" in text_of(client_of(user).get(page)) for user, page in pages)


def test_a_request_that_its_budget_no_longer_pays_for_is_not_offered_a_yes(plan, champion, coordinator, budget):
    ask(plan, champion)
    move_plan(plan, budget.ends_on + timedelta(days=3))
    for page in (reverse("activities:money_list"), address(plan, "decide")):
        shown = text_of(client_of(coordinator).get(page))
        assert "This budget is for" in shown and NO_YES not in shown
    assert "Change the sum and ask another budget." in text_of(client_of(champion).get(address(plan)))
