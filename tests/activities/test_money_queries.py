"""Money costs a fixed number of queries however much was written down."""

import pytest
from django.urls import reverse

from activities.models import Activity, CashRequest, EstimateLine, LedgerEntry
from activities.money import Kind, What
from activities.money import State as CashState
from tests.activities.growing import grow, queries_of
from tests.factories import BudgetFactory
from tests.helpers import TODAY, client_of

pytestmark = pytest.mark.django_db


def grow_ledger(plan, champion, coordinator, number):
    """Ask for cash with a full sum, and write `number` entries: what was spent, and each put right once."""
    budget = BudgetFactory(team=plan.team, amount=5000)
    EstimateLine.objects.bulk_create(EstimateLine(activity=plan, what=what, quantity=6, each=5) for what in What)
    asked = CashRequest.objects.create(
        activity=plan, budget=budget, amount=3000, asked_by=champion, state=CashState.HANDED_OVER
    )
    told = {"request": asked, "by": champion, "day": TODAY}
    LedgerEntry.objects.create(**told, kind=Kind.HANDED_OVER, amount=3000, with_whom=coordinator)
    spent = LedgerEntry.objects.bulk_create(
        LedgerEntry(**told, kind=Kind.SPENT, amount=5, what=What.TRAVEL, number=row, no_receipt="Bus")
        for row in range(number // 2)
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(**told, kind=Kind.CORRECTED, amount=1, corrects=entry) for entry in spent
    )


@pytest.mark.parametrize("rows", [10, 500])
@pytest.mark.parametrize(
    ("name", "state", "persona", "queries"),
    [
        ("detail", CashState.HANDED_OVER, "champion", 8),
        ("detail", CashState.REFUSED, "champion", 10),
        ("estimate", CashState.REQUESTED, "champion", 10),
        ("decide", CashState.REQUESTED, "coordinator", 9),
        ("hand_over", CashState.APPROVED, "champion", 9),
        ("spent", CashState.HANDED_OVER, "champion", 7),
        ("bring_back", CashState.HANDED_OVER, "champion", 9),
        ("print", CashState.HANDED_OVER, "champion", 8),
    ],
)
def test_money_costs_the_same_however_much_was_written_down(
    request, name, state, persona, queries, rows, champion, navigator, coordinator, calderdale
):
    plan = grow(champion, navigator, calderdale, 10)
    grow_ledger(plan, champion, coordinator, rows)
    CashRequest.objects.update(state=state)
    client, address = client_of(request.getfixturevalue(persona)), reverse(f"activities:money_{name}", args=[plan.pk])
    assert queries_of(lambda: client.get(address)) == queries


@pytest.mark.parametrize("rows", [10, 500])
def test_what_waits_and_what_is_left_cost_the_same_however_much_is_asked(
    rows, champion, navigator, coordinator, calderdale
):
    grow(champion, navigator, calderdale, rows)
    budget = BudgetFactory(team=calderdale)
    CashRequest.objects.bulk_create(
        CashRequest(activity=plan, budget=budget, amount=5, asked_by=champion, state=CashState.REQUESTED)
        for plan in Activity.objects.all()
    )
    client = client_of(coordinator)
    assert queries_of(lambda: client.get(reverse("activities:money_list"))) == 9
