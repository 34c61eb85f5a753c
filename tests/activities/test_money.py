"""Money for a plan: worked out, asked for and decided on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from activities import actions, money
from activities.models import Budget, CashRequest, LedgerEntry
from activities.money import Kind, Refused, State, What
from activities.money_querysets import deciders
from checklist.form import Tool
from teams.models import Leave, Role
from tests.activities.money_moves import (
    LINES,
    TYPED,
    address,
    ask,
    bring_back,
    cash,
    hand_over,
    left,
    move,
    move_plan,
    press,
    rows,
    say_yes,
    ticked,
)
from tests.factories import ActivityFactory, BudgetFactory, person
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db


def test_the_whole_way_through_the_pages(plan, champion, coordinator, budget):
    page = text_of(client_of(champion).get(address(plan)))
    assert "Save and ask for" in page and "Get cash" in page
    page = text_of(press(champion, plan, "estimate", **TYPED, ask="yes", budget=budget.pk))
    assert "£84.50</strong> from Activities" in page and "Theo Lindqvist says yes, asks a question, or says no." in page
    assert ticked(plan) == {Tool.ESTIMATE: champion, Tool.CASH_REQUEST: champion}

    version = cash(plan).version
    press(coordinator, plan, "decide", decision="asked", note="Is that for six?", opened_version=version)
    assert "Is that for six?" in text_of(client_of(champion).get(address(plan)))
    for name in ("week", "money_list"):
        page = text_of(client_of(champion).get(reverse(f"activities:{name}")))
        assert address(plan, "answer") in page and "Nothing waits for you" not in page
    press(champion, plan, "answer", note="Yes, and the bus.")
    assert address(plan, "answer") not in text_of(client_of(champion).get(reverse("activities:week")))
    version = cash(plan).version
    page = text_of(press(coordinator, plan, "decide", decision="approved", opened_version=version))
    assert "You said yes: Trip to the industrial museum." in page and "£415.50 left of £500.00" in page

    press(champion, plan, "hand_over", with_whom=coordinator.pk, day=TODAY)
    assert ticked(plan)[Tool.CASH] == champion
    for amount, where in (("60.00", "Corner shop"), ("18.30", "Bus station")):
        press(champion, plan, "spent", amount=amount, what="travel", supplier=where, day=TODAY, no_receipt="Bus")
    page = text_of(client_of(champion).get(address(plan)))
    assert "Drawn £84.50. Spent £78.30, returned £0.00. £6.20 is still to be written down." in page
    page = text_of(press(champion, plan, "bring_back", amount="6.20", with_whom=coordinator.pk, day=TODAY))
    assert "Theo Lindqvist checks the receipts and settles it." in page
    press(champion, plan, "printed")
    page = text_of(press(coordinator, plan, "close"))
    assert "Drawn £84.50 = spent £78.30 + returned £6.20." in page
    assert ticked(plan) == {
        **dict.fromkeys([Tool.ESTIMATE, Tool.CASH_REQUEST, Tool.CASH, Tool.CLAIM_PRINT], champion),
        Tool.CLAIM_RETURN: coordinator,
    }
    paper = text_of(client_of(champion).get(address(plan, "print")))
    assert "Corner shop" in paper and "£84.50" in paper and paper.count("sign)") == 2


class TestAsking:
    def test_it_takes_eight_presses_on_a_phone(self, plan, champion):
        """The link on the plan, a field for each number of three lines, and one press that saves and asks."""
        assert address(plan) in text_of(client_of(champion).get(plan.get_absolute_url()))
        page = client_of(champion).get(address(plan))
        form = page.context["form"]
        assert form.budgets and form["needed_by"].value()
        assert text_of(page).count('name="ask"') == 1
        fields = [name for name in TYPED if name != "opened_version"]
        assert 1 + len(fields) + 1 == 8 <= 12
        press(champion, plan, "estimate", ask="yes", budget=form["budget"].field.choices[0][0], **TYPED)
        assert cash(plan).state == State.REQUESTED and cash(plan).amount == Decimal("84.50")

    def test_saving_alone_asks_nobody(self, plan, champion):
        page = text_of(press(champion, plan, "estimate", **TYPED))
        assert cash(plan).state == State.ESTIMATE and "£84.50" in page
        assert set(ticked(plan)) == {Tool.ESTIMATE}

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({}, "Fill in at least one line."),
            ({"quantity_travel": "6"}, "How much is each? Write it like 4.50."),
            ({"each_travel": "6"}, "How many of these?"),
            ({"quantity_travel": "six", "each_travel": "1"}, "Write a whole number, like 6."),
            ({"quantity_travel": "-6", "each_travel": "1"}, "Write a whole number, like 6."),
            ({"quantity_travel": "1e9", "each_travel": "1"}, "Write a whole number, like 6."),
            ({"quantity_travel": "9" * 30, "each_travel": "1"}, "That is more than 999."),
            ({"quantity_travel": "1", "each_travel": "-4"}, "An amount cannot be below nothing."),
            ({"quantity_travel": "1", "each_travel": "4.505"}, "There are no parts of a penny."),
            ({"quantity_travel": "1", "each_travel": "1e9"}, "We cannot read that as an amount."),
            ({"quantity_travel": "1", "each_travel": "NaN"}, "We cannot read that as an amount."),
            ({"quantity_travel": "1", "each_travel": "9" * 30}, "That is more than £99,999.99."),
            ({"quantity_travel": "999", "each_travel": "5000"}, "All of it together is more than £99,999.99."),
            ({"quantity_travel": "1", "each_travel": "1", "needed_by": "soon"}, "That is not a date we can read."),
            ({"quantity_travel": "1", "each_travel": "1", "needed_by": "2026-10-01"}, "That day has already gone."),
            ({"quantity_travel": "1", "each_travel": "1", "budget": "0"}, "Choose a budget from the list."),
            ({"quantity_travel": "1", "each_travel": "1", "budget": "9" * 30}, "Choose a budget from the list."),
            ({"quantity_travel": "1", "each_travel": "1", "budget": "\0"}, "Choose a budget from the list."),
            ({"quantity_travel": "1", "each_travel": "1", "note": "x" * 301}, "There is room for 300 characters"),
        ],
    )
    def test_what_cannot_be_right_gets_a_sentence_and_is_kept(self, plan, champion, budget, typed, sentence):
        typed = {"budget": budget.pk, "opened_version": "0", "ask": "yes"} | typed
        page = text_of(press(champion, plan, "estimate", **typed))
        assert sentence in page
        assert not CashRequest.objects.exists() and not ticked(plan)
        assert typed.get("each_travel", "") in page

    def test_without_an_open_budget_the_sum_can_be_saved_and_nobody_asked(self, plan, champion, budget):
        budget.ends_on = TODAY - timedelta(days=1)
        budget.save()
        assert "has no open budget yet for" in text_of(client_of(champion).get(address(plan)))
        page = text_of(press(champion, plan, "estimate", **TYPED, ask="yes"))
        assert "No open budget is for this plan yet" in page
        assert "The sum is saved" in text_of(press(champion, plan, "estimate", **TYPED))

    def test_the_budget_of_the_plans_own_day_is_asked_and_no_other(self, plan, champion, coordinator, budget):
        ask(plan, champion)
        next_year = BudgetFactory(
            team=plan.team, name="Next year", starts_on=plan.date + timedelta(days=1), ends_on=budget.ends_on
        )
        typed = TYPED | {"opened_version": cash(plan).version, "ask": "yes", "budget": next_year.pk}
        page = press(champion, plan, "estimate", **typed)
        assert page.context["form"].errors["budget"][0].startswith("This budget is for")
        assert "Next year" not in text_of(page) and 'value="7.50"' in text_of(page)
        with pytest.raises(Refused, match="This budget is for"):
            ask(plan, champion, budget=next_year)
        move_plan(plan, next_year.starts_on)
        plan.refresh_from_db()
        page = text_of(client_of(champion).get(address(plan, "estimate")))
        assert "Next year" in page
        budget.ends_on = plan.date - timedelta(days=1)
        budget.save()
        version = cash(plan).version
        page = text_of(press(coordinator, plan, "decide", decision="approved", opened_version=version))
        assert "This budget is for" in page and "Say no, so that they can ask another one." in page
        assert cash(plan).state == State.REQUESTED
        ask(plan, champion, budget=next_year)
        say_yes(plan, coordinator)

    def test_another_teams_budget_is_not_to_be_asked(self, plan, champion, leeds):
        of_leeds = BudgetFactory(team=leeds)
        page = text_of(press(champion, plan, "estimate", **TYPED, ask="yes", budget=of_leeds.pk))
        assert "Choose a budget from the list." in page

    def test_a_sum_saved_by_somebody_else_meanwhile_is_shown_beside_what_was_typed(self, plan, champion, navigator):
        actions.save_estimate(activity=plan, lines=LINES, opened_version=0, by=navigator)
        page = text_of(press(champion, plan, "estimate", quantity_rent="1", each_rent="20", opened_version="0"))
        assert "Somebody saved this while you had it open." in page and "£84.50" in page and 'value="20"' in page
        assert cash(plan).activity.estimate_lines.count() == 3
        press(champion, plan, "estimate", quantity_rent="1", each_rent="20", opened_version="1")
        assert [line.total for line in plan.estimate_lines.all()] == [20]

    def test_while_somebody_decides_the_sum_changes_only_by_asking_again(self, plan, champion):
        ask(plan, champion)
        version = cash(plan).version
        more = TYPED | {"quantity_rent": "1", "each_rent": "20", "opened_version": version}
        assert "To change it, ask again." in text_of(press(champion, plan, "estimate", **more))
        press(champion, plan, "estimate", **more, ask="yes", budget=cash(plan).budget_id)
        assert cash(plan).amount == Decimal("104.50")

    def test_what_is_not_needed_goes_back_to_the_budget_and_the_line_is_to_do_again(self, plan, champion, coordinator):
        ask(plan, champion)
        say_yes(plan, coordinator)
        press(champion, plan, "withdraw")
        assert left(plan) == 500
        assert set(ticked(plan)) == {Tool.ESTIMATE}

    def test_a_plan_that_is_called_off_is_given_no_cash(self, plan, champion, coordinator):
        ask(plan, champion)
        actions.call_off_activity(activity=plan, learned="Rain", by=champion)
        version = cash(plan).version
        page = text_of(press(coordinator, plan, "decide", decision="approved", opened_version=version))
        assert "This plan is called off." in page and "A yes needs no words." not in page
        assert cash(plan).state == State.REQUESTED


class TestDeciding:
    def test_only_what_is_open_is_offered(self, plan, champion, coordinator):
        ask(plan, champion)
        page = text_of(client_of(coordinator).get(address(plan, "decide")))
        assert "Say yes to £84.50" in page and "A yes needs no words." in page and "Ask a question" in page
        move(plan, Kind.ASKED, coordinator)
        page = text_of(client_of(coordinator).get(address(plan, "decide")))
        assert "Say yes to £84.50" in page and "Ask a question" not in page

    def test_nobody_says_yes_to_their_own_request(self, plan, coordinator):
        ask(plan, coordinator)
        version, before = cash(plan).version, rows()
        assert "Say yes" not in text_of(client_of(coordinator).get(address(plan)))
        response = press(coordinator, plan, "decide", decision="approved", opened_version=version)
        assert money.NOT_YOUR_OWN in text_of(response) and "Say yes" not in text_of(response)
        with pytest.raises(Refused):
            say_yes(plan, coordinator)
        assert rows() == before

    def test_nobody_settles_their_own_request(self, plan, champion, coordinator, hub):
        colleague = person(Role.COORDINATOR, hub)
        ask(plan, coordinator)
        say_yes(plan, colleague)
        move(plan, Kind.HANDED_OVER, coordinator, with_whom=colleague)
        bring_back(plan, champion, colleague, "84.50")
        press(coordinator, plan, "close")
        assert cash(plan).state == State.RETURNED
        press(colleague, plan, "close")
        assert cash(plan).state == State.CLOSED

    @pytest.mark.parametrize("who", ["champion", "navigator", "lead_navigator"])
    def test_whoever_does_not_look_after_the_budget_decides_nothing(self, request, plan, champion, who):
        ask(plan, champion)
        before, version = rows(), cash(plan).version
        for decision in ("approved", "asked", "refused"):
            press(request.getfixturevalue(who), plan, "decide", decision=decision, note="?", opened_version=version)
        assert rows() == before

    def test_a_no_comes_with_its_reason_and_the_line_is_to_do_again(self, plan, champion, coordinator):
        ask(plan, champion)
        page = text_of(press(coordinator, plan, "decide", decision="refused", opened_version=1))
        assert "Write why not, in a line." in page
        press(coordinator, plan, "decide", decision="refused", note="Too near the end of the year.", opened_version=1)
        assert set(ticked(plan)) == {Tool.ESTIMATE}
        page = text_of(client_of(champion).get(address(plan)))
        assert "Too near the end of the year." in page and "can change the sum and ask again" in page

    @pytest.mark.parametrize("decision", ["", "perhaps", "closed"])
    def test_a_decision_that_is_none_gets_a_sentence(self, plan, champion, coordinator, decision):
        ask(plan, champion)
        page = text_of(press(coordinator, plan, "decide", decision=decision, opened_version=1))
        assert "Press “Say yes”, “Ask a question” or “Say no”." in page

    def test_a_yes_is_to_the_amount_that_was_seen(self, plan, champion, coordinator):
        ask(plan, champion)
        ask(plan, champion, lines={What.RENT: (1, Decimal("400.00"))})
        page = text_of(press(coordinator, plan, "decide", decision="approved", opened_version=1))
        assert "Somebody saved this while you had it open." in page and "£400.00" in page
        assert cash(plan).state == State.REQUESTED

    def test_a_budget_never_promises_more_than_there_is(self, plan, champion, coordinator, calderdale):
        hand_over(plan, champion, coordinator)
        second = ActivityFactory(team=calderdale, champion=champion)
        ask(second, champion, lines={What.RENT: (1, Decimal("415.51"))})
        page = text_of(press(coordinator, second, "decide", decision="approved", opened_version=1))
        assert "Only £415.50 is left in this budget." in page
        assert cash(second).state == State.REQUESTED
        bring_back(plan, champion, coordinator, "84.50")
        assert left(plan) == 500
        say_yes(second, coordinator)

    def test_what_waits_for_somebody_stands_on_their_week_and_on_the_page_of_money(self, plan, champion, coordinator):
        week = reverse("activities:week")
        assert "no request waits for you" in text_of(client_of(coordinator).get(week))
        ask(plan, champion)
        assert "1 request for cash waits for you" in text_of(client_of(coordinator).get(week))
        assert "for cash wait" not in text_of(client_of(champion).get(week))
        page = text_of(client_of(coordinator).get(reverse("activities:money_list")))
        assert "Say yes to £84.50" in page and plan.description in page
        page = text_of(client_of(champion).get(reverse("activities:money_list")))
        assert "Nothing waits for you." in page and "Say yes" not in page
        assert f'href="{address(plan)}">{plan.description}</a> <span class="hint">£84.50: asked for</span>' in page
        assert reverse("activities:money_list") in text_of(client_of(champion).get(reverse("teams:account_detail")))


@pytest.fixture
def cast(calderdale, leeds, champion, navigator, lead_navigator, coordinator, outsider):
    """Everybody who may have a part in deciding; Gwen is of another team."""
    return {
        "champion": champion, "navigator": navigator, "lead": lead_navigator, "hub": coordinator, "gwen": outsider,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("holder", "of_team", "asked_by", "away", "decide"),
    [
        (None, None, "champion", {}, {"hub"}),
        (None, "lead", "champion", {}, {"lead"}),
        ("gwen", "lead", "champion", {}, {"gwen"}),
        ("gwen", "lead", "champion", {"gwen": "navigator"}, {"gwen", "navigator"}),
        ("gwen", None, "champion", {"gwen": "champion"}, {"gwen"}),
        (None, "lead", "lead", {}, {"hub"}),
        (None, "lead", "lead", {"lead": "gwen"}, {"hub", "gwen"}),
        (None, "lead", "lead", {"hub": "navigator"}, {"hub", "navigator"}),
        (None, None, "champion", {"hub": "lead"}, {"hub", "lead"}),
        (None, None, "hub", {}, set()),
        ("left", "lead", "champion", {}, {"lead"}),
        ("gwen", None, "champion", {"gwen": "left"}, {"gwen"}),
    ],
)
def test_who_decides_is_the_same_on_every_page(cast, plan, budget, holder, of_team, asked_by, away, decide):
    cast["left"] = person(Role.CHAMPION, plan.team, is_active=False)
    budget.holder, plan.team.budget_holder = cast.get(holder), cast.get(of_team)
    budget.save()
    plan.team.save()
    yesterday = TODAY - timedelta(days=1)
    bystander = next(user for name, user in cast.items() if name not in {*decide, asked_by})
    for user in cast.values():
        Leave.objects.create(user=user, first_day=yesterday, last_day=yesterday, deputy=bystander)
    for who, deputy in away.items():
        Leave.objects.create(user=cast[who], first_day=TODAY, last_day=TODAY, deputy=cast[deputy])
    ask(plan, cast[asked_by])
    asked = CashRequest.objects.with_budget().get()
    assert set(deciders(asked, TODAY)) == {cast[name] for name in decide}
    del cast["left"]
    for name, user in cast.items():
        waits = CashRequest.objects.visible_to(user).waiting_for(user, TODAY).exists()
        assert waits == (name in decide), name
        said = budget.team.budgets.asked_of(user, TODAY).mark_waiting(user, TODAY).values_list("waiting", flat=True)
        assert sum(said) == (name in decide), name


def test_whoever_looks_after_a_budget_elsewhere_sees_the_money_and_not_the_plan(plan, champion, budget, outsider):
    assert client_of(outsider).get(address(plan)).status_code == 404
    budget.holder = outsider
    budget.save()
    ask(plan, champion)
    page = text_of(client_of(outsider).get(address(plan)))
    assert "£84.50" in page and "CAL-010" not in page and f'href="{plan.get_absolute_url()}"' not in page
    assert client_of(outsider).get(plan.get_absolute_url()).status_code == 404
    assert client_of(outsider).get(address(plan, "estimate")).status_code == 404
    say_yes(plan, outsider)
    press(outsider, plan, "hand_over", with_whom=champion.pk, day=TODAY)
    assert cash(plan).state == State.HANDED_OVER


def test_whoever_stands_in_for_a_coordinator_sees_no_more_money_than_they_decide_on(
    plan, champion, coordinator, budget, outsider, lead_navigator, leeds
):
    Leave.objects.create(user=coordinator, first_day=TODAY, last_day=TODAY, deputy=outsider)
    ask(plan, champion)
    assert "£84.50" in text_of(client_of(outsider).get(address(plan)))
    assert list(Budget.objects.kept_by(outsider, TODAY)) == [budget]
    plan.team.budget_holder = lead_navigator
    plan.team.save()
    assert client_of(outsider).get(address(plan)).status_code == 404
    assert not Budget.objects.kept_by(outsider, TODAY).exists()
    assert not LedgerEntry.objects.accounted_by(outsider, TODAY).exists()
    ask(plan, lead_navigator)
    assert "£415.50" not in text_of(client_of(outsider).get(reverse("activities:money_list")))
    assert "£500.00</strong> left" in text_of(client_of(outsider).get(address(plan, "decide")))
    press(outsider, plan, "decide", decision="approved", opened_version=cash(plan).version)
    assert cash(plan).state == State.APPROVED
    assert not Budget.objects.kept_by(outsider, TODAY).exists()


def test_a_deputy_can_be_there_when_cash_is_handed_over(plan, champion, coordinator, outsider):
    ask(plan, champion)
    say_yes(plan, coordinator)
    Leave.objects.create(user=coordinator, first_day=TODAY, last_day=TODAY, deputy=outsider)
    form = client_of(champion).get(address(plan, "hand_over")).context["form"]
    assert set(form.fields["with_whom"].queryset) == {coordinator, outsider}
    press(champion, plan, "hand_over", with_whom=outsider.pk, day=TODAY)
    assert cash(plan).state == State.HANDED_OVER
    entry = cash(plan).entries.last()
    assert (entry.by, entry.with_whom) == (champion, outsider)
