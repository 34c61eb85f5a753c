"""The rules of money: over any sequence of moves the ledger balances, and a refused move changes nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from activities.money import (
    NOT_WHEN_OFF,
    RULES,
    ZERO,
    Cash,
    Kind,
    Refused,
    Side,
    State,
    cash_of,
    may,
    period_problem,
    say_how_ready,
    say_next_move,
    take,
)

PENNIES = st.integers(0, 20_000).map(lambda pence: Decimal(pence) / 100)
SIDES = st.sets(st.sampled_from(Side))
PUT_RIGHT = st.sampled_from([Kind.SPENT, Kind.RETURNED])
BOTH = set(Side)
PLAIN = [kind for kind in Kind if kind != Kind.CORRECTED]
# Where each move leads, said once more and by hand.
WAYS = {
    ("estimate", "requested"), ("requested", "requested"), ("asked", "requested"), ("refused", "requested"),
    ("requested", "asked"), ("requested", "approved"), ("asked", "approved"), ("requested", "refused"),
    ("asked", "refused"), ("requested", "estimate"), ("asked", "estimate"), ("approved", "estimate"),
    ("approved", "handed_over"), ("handed_over", "handed_over"), ("handed_over", "returned"),
    ("returned", "closed"), ("returned", "handed_over"), ("closed", "handed_over"),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    kind: Kind
    amount: Decimal
    corrects: "Entry | None" = None


class AnyMoves(RuleBasedStateMachine):
    """Somebody presses anything, in any order, on any side of the desk, with any amount."""

    def __init__(self):
        super().__init__()
        self.cash, self.entries = Cash(), []

    def press(self, kind, sides, amount, beside=(), left=ZERO, is_off=False, corrects=None):
        before, is_open = self.cash, may(kind, self.cash.state, sides)
        try:
            self.cash = take(
                kind,
                before,
                sides=sides,
                beside=beside,
                amount=amount,
                left=left,
                is_off=is_off,
                corrects=corrects and corrects.kind,
            )
        except Refused as refused:
            assert str(refused)
            assert self.cash is before
            return
        assert is_open
        assert not (is_off and kind in NOT_WHEN_OFF)
        assert (before.state, self.cash.state) in WAYS
        assert kind != Kind.APPROVED or before.asked <= left
        assert kind not in (Kind.HANDED_OVER, Kind.RETURNED) or (beside and Side.HOLDER in sides | beside)
        self.entries.append(Entry(kind, before.asked if kind == Kind.HANDED_OVER else amount, corrects))

    @rule(kind=st.sampled_from(PLAIN), sides=SIDES, beside=SIDES, amount=PENNIES, left=PENNIES, is_off=st.booleans())
    def press_anything(self, kind, sides, beside, amount, left, is_off):
        self.press(kind, sides, amount, beside, left, is_off)

    @rule(amount=PENNIES)
    def get_the_cash(self, amount):
        for kind in (Kind.REQUESTED, Kind.APPROVED, Kind.HANDED_OVER):
            self.press(kind, BOTH, amount, BOTH, left=amount)

    @rule()
    def bring_back_and_settle(self):
        self.press(Kind.RETURNED, BOTH, self.cash.missing, BOTH)
        self.press(Kind.CLOSED, BOTH, ZERO)

    @rule(number=st.integers(0, 50), amount=PENNIES, sides=SIDES)
    def put_right(self, number, amount, sides):
        found = [entry for entry in self.entries if entry.kind in (Kind.SPENT, Kind.RETURNED)]
        if found:
            entry = found[number % len(found)]
            net = entry.amount + sum(each.amount for each in self.entries if each.corrects is entry)
            self.press(Kind.CORRECTED, sides, amount - net, corrects=entry)

    @invariant()
    def the_ledger_says_the_same_as_the_request(self):
        assert cash_of(self.cash.state, self.cash.asked, self.entries) == self.cash

    @invariant()
    def drawn_is_spent_and_returned_and_what_the_page_says_is_missing(self):
        cash = self.cash
        assert cash.drawn == cash.spent + cash.returned + cash.missing
        assert min(cash.drawn, cash.spent, cash.returned, cash.missing) >= 0
        assert cash.drawn == (cash.asked if cash.is_drawn else 0)

    @invariant()
    def what_is_settled_balances_to_the_penny(self):
        if self.cash.state in (State.RETURNED, State.CLOSED):
            assert self.cash.missing == 0


TestAnyMoves = AnyMoves.TestCase
TestAnyMoves.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_one_way_through_it_all_leads_from_the_sum_to_settled():
    cash, given = Cash(), Decimal("84.50")
    for kind, amount in [
        (Kind.REQUESTED, given), (Kind.ASKED, ZERO), (Kind.ANSWERED, ZERO), (Kind.APPROVED, ZERO),
        (Kind.HANDED_OVER, ZERO), (Kind.SPENT, Decimal("60.00")), (Kind.SPENT, Decimal("18.30")),
        (Kind.RETURNED, Decimal("6.20")), (Kind.CLOSED, ZERO),
    ]:  # fmt: skip
        cash = take(kind, cash, sides=BOTH, beside=BOTH, amount=amount, left=given)
    assert cash.state == State.CLOSED
    assert cash.sentence == "Drawn £84.50 = spent £78.30 + returned £6.20."


def test_what_is_missing_is_said():
    cash = Cash(State.HANDED_OVER, *[Decimal("84.50")] * 2, Decimal("60.00"), Decimal("5.00"))
    assert cash.sentence == "Drawn £84.50. Spent £60.00, returned £5.00. £19.50 is still to be written down."


def test_less_than_all_of_the_rest_leaves_it_open():
    cash = Cash(State.HANDED_OVER, *[Decimal("10.00")] * 2)
    back = partial(take, Kind.RETURNED, cash, sides=BOTH, beside=BOTH)
    assert back(amount=Decimal("4.00")).state == State.HANDED_OVER
    assert back(amount=Decimal("10.00")).state == State.RETURNED


YEAR = (date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("plan_day", "today", "said"),
    [
        (YEAR[0], date(2026, 3, 2), ""),
        (YEAR[1], date(2027, 4, 2), ""),
        (date(2026, 3, 31), YEAR[0], "The plan is on Tuesday 31 March 2026."),
        (date(2027, 4, 1), YEAR[1], "The plan is on Thursday 1 April 2027."),
        (None, YEAR[0], ""),
        (None, date(2026, 3, 31), "The plan has no date yet, so today counts."),
    ],
)
def test_a_budget_pays_for_what_is_on_its_days_whenever_it_is_asked(plan_day, today, said):
    problem = period_problem(*YEAR, plan_day=plan_day, today=today)
    assert problem == (said and f"This budget is for Wednesday 1 April 2026 to Wednesday 31 March 2027. {said}")


@pytest.mark.parametrize("kind", [Kind.ASKED, Kind.APPROVED, Kind.REFUSED, Kind.CLOSED])
def test_only_whoever_looks_after_the_budget_decides_and_settles(kind):
    assert RULES[kind].sides == {Side.HOLDER}


@pytest.mark.parametrize("state", State)
def test_every_state_says_who_has_the_next_move_and_what_it_is(state):
    said = say_next_move(state, champion="Ruby Oyelaran", holders=["Theo Lindqvist", "Moira Tindall"])
    named = "Ruby Oyelaran" in said or "Theo Lindqvist or Moira Tindall" in said
    assert named == (state != State.CLOSED)
    assert all(len(sentence.split()) <= 25 for sentence in said.split("."))


@pytest.mark.parametrize("state", [State.REQUESTED, State.RETURNED])
def test_where_nobody_is_left_to_decide_it_says_whom_to_ask(state):
    assert "Ask an admin" in say_next_move(state, champion="Ruby", holders=[])


@pytest.mark.parametrize("state", State)
def test_money_is_ready_once_it_is_handed_over(state):
    words, is_ready = say_how_ready(state, Decimal("84.50"))
    assert is_ready == (state in (State.HANDED_OVER, State.RETURNED, State.CLOSED))
    assert words.startswith("Money: ")
