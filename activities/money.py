"""Cash for an activity: what may happen to a request, who has the next move, what is missing. Pure, no database.

Every move is one entry of the ledger. `RULES` says from which state and by whom a move is allowed; `take` makes it, or
refuses it in a plain sentence.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from django.db import models
from django.utils.text import get_text_list

from activities.pounds import say_pounds
from activities.rules import say_when

ZERO = Decimal("0.00")


class What(models.TextChoices):
    """What money is needed for, in the form's words and order."""

    REFRESHMENTS = "refreshments", "Refreshments"
    TRAVEL = "travel", "Travel"
    RENT = "rent", "Rent for room"
    EQUIPMENT = "equipment", "Equipment"
    INCENTIVES = "incentives", "Incentives"
    REWARD_CARD = "reward_card", "Reward card"


class State(models.TextChoices):
    """Where a request for cash is."""

    ESTIMATE = "estimate", "Not asked for yet"
    REQUESTED = "requested", "Asked for"
    ASKED = "asked", "A question to answer"
    APPROVED = "approved", "Yes, to be handed over"
    REFUSED = "refused", "No"
    HANDED_OVER = "handed_over", "Handed over"
    RETURNED = "returned", "Brought back"
    CLOSED = "closed", "Settled"


class Kind(models.TextChoices):
    """What an entry of the ledger says."""

    REQUESTED = "requested", "Asked for"
    ASKED = "asked", "Question"
    ANSWERED = "answered", "Answer"
    APPROVED = "approved", "Yes"
    REFUSED = "refused", "No"
    WITHDRAWN = "withdrawn", "Not needed after all"
    HANDED_OVER = "handed_over", "Handed over"
    SPENT = "spent", "Spent"
    RETURNED = "returned", "Brought back"
    CORRECTED = "corrected", "Put right"
    CLOSED = "closed", "Settled"


class Side(Enum):
    """On which side of the desk somebody is: the plan's team, or whoever looks after the budget. Some are on both."""

    TEAM = "team"
    HOLDER = "holder"


@dataclass(frozen=True)
class Rule:
    """From which states a move is allowed, on which side of the desk, and where it leads."""

    states: frozenset[State]
    sides: frozenset[Side]
    to: State


def _rule(states, sides, to):
    return Rule(frozenset(states), frozenset(sides), to)


_TEAM, _HOLDER, _EITHER = [Side.TEAM], [Side.HOLDER], list(Side)
_WITH_CASH = [State.HANDED_OVER, State.RETURNED, State.CLOSED]
RULES = {
    Kind.REQUESTED: _rule([State.ESTIMATE, State.REQUESTED, State.ASKED, State.REFUSED], _TEAM, State.REQUESTED),
    Kind.ASKED: _rule([State.REQUESTED], _HOLDER, State.ASKED),
    Kind.ANSWERED: _rule([State.ASKED], _TEAM, State.REQUESTED),
    Kind.APPROVED: _rule([State.REQUESTED, State.ASKED], _HOLDER, State.APPROVED),
    Kind.REFUSED: _rule([State.REQUESTED, State.ASKED], _HOLDER, State.REFUSED),
    Kind.WITHDRAWN: _rule([State.REQUESTED, State.ASKED, State.APPROVED], _TEAM, State.ESTIMATE),
    Kind.HANDED_OVER: _rule([State.APPROVED], _EITHER, State.HANDED_OVER),
    Kind.SPENT: _rule([State.HANDED_OVER], _TEAM, State.HANDED_OVER),
    # Once nothing is missing; until then the request stays where it is.
    Kind.RETURNED: _rule([State.HANDED_OVER], _EITHER, State.RETURNED),
    Kind.CLOSED: _rule([State.RETURNED], _HOLDER, State.CLOSED),
    # What was settled balanced to the penny, so whatever is put right there opens it again.
    Kind.CORRECTED: _rule(_WITH_CASH, _EITHER, State.HANDED_OVER),
}
# The sum can be worked on by itself here; while somebody is deciding, only by asking again.
OPEN_ESTIMATE = frozenset({State.ESTIMATE, State.REFUSED})
# Somebody who looks after the budget has the next move, and can make it at a desk.
WAITING = frozenset({State.REQUESTED, State.RETURNED})
# No cash was given out yet.
NOT_DRAWN = frozenset(State) - {*_WITH_CASH}
# Promised, and not settled yet.
OPEN_PROMISE = frozenset({State.APPROVED, State.HANDED_OVER, State.RETURNED})
# What counts against a budget.
PROMISED = frozenset({State.APPROVED, *_WITH_CASH})
# What two people do together, one of whom looks after the budget.
HAND_TO_HAND = frozenset({Kind.HANDED_OVER, Kind.RETURNED})
# What nobody starts for a plan that is called off.
NOT_WHEN_OFF = frozenset({Kind.REQUESTED, Kind.ANSWERED, Kind.APPROVED, Kind.HANDED_OVER})
NOT_YOUR_OWN = "You asked for this yourself, so somebody else says yes and checks it. That keeps you safe too."
ONE_LOOKS_AFTER_IT = "One of the two has to look after the budget. Choose somebody from the list."
CHOOSE_ANOTHER = "Choose another budget, or ask an admin."
TOO_MUCH_VAT = "The VAT is more than the whole amount. Check both."
IS_OFF = "This plan is called off. Put it back on first."


class Refused(Exception):
    """A move that the rules do not allow, in a plain sentence. Nothing was changed."""


@dataclass(frozen=True)
class Cash:
    """A request for cash: its state, what was asked for, and what became of it. `spent` and `returned` are net."""

    state: State = State.ESTIMATE
    asked: Decimal = ZERO
    drawn: Decimal = ZERO
    spent: Decimal = ZERO
    returned: Decimal = ZERO

    @property
    def missing(self) -> Decimal:
        """What was handed over, and is neither spent nor brought back yet."""
        return self.drawn - self.spent - self.returned

    @property
    def is_drawn(self) -> bool:
        return self.state in _WITH_CASH

    @property
    def sentence(self) -> str:
        """What was drawn and what became of it, or what is missing."""
        drawn, spent, returned, missing = map(say_pounds, (self.drawn, self.spent, self.returned, self.missing))
        if not self.missing:
            return f"Drawn {drawn} = spent {spent} + returned {returned}."
        return f"Drawn {drawn}. Spent {spent}, returned {returned}. {missing} is still to be written down."


def cash_of(state: State, asked: Decimal, entries: Iterable) -> Cash:
    """Add up the entries of a ledger. Those that put another right come with it as `corrects`."""
    sums = dict.fromkeys([Kind.HANDED_OVER, Kind.SPENT, Kind.RETURNED], ZERO)
    for entry in entries:
        kind = entry.corrects.kind if entry.kind == Kind.CORRECTED else entry.kind
        if kind in sums:
            sums[kind] += entry.amount
    return Cash(state, asked, *sums.values())


def may(kind: Kind, state: State, sides: Collection[Side]) -> bool:
    """Whether a move is open in a state to somebody on these sides of the desk."""
    rule = RULES[kind]
    return state in rule.states and not rule.sides.isdisjoint(sides)


def check_open(kind: Kind, state: State, sides: Collection[Side]) -> None:
    """Raise Refused where a move is not open in a state to somebody on these sides of the desk."""
    rule = RULES[kind]
    if state not in rule.states:
        raise Refused(f"Nothing was changed. By now this is: {state.label}.")
    if rule.sides.isdisjoint(sides):
        raise Refused("This is for somebody else to do. The page says who.")


def take(
    kind: Kind,
    cash: Cash,
    *,
    sides: Collection[Side],
    beside: Collection[Side] = (),
    amount: Decimal = ZERO,
    vat: Decimal = ZERO,
    corrects: Kind | None = None,
    left: Decimal = ZERO,
    is_off: bool = False,
) -> Cash:
    """Make a move and return the request as it is then. Raises Refused.

    `amount` is what is asked for, spent or brought back, or by how much an entry of the kind `corrects` changes, and
    `vat` by how much the VAT in it does. `beside` are the sides of the second person when cash changes hands. `left` is
    what is left in the budget.
    """
    check_open(kind, cash.state, sides)
    if kind in HAND_TO_HAND and not (beside and Side.HOLDER in {*sides, *beside}):
        raise Refused(ONE_LOOKS_AFTER_IT)
    if is_off and kind in NOT_WHEN_OFF:
        raise Refused(IS_OFF)
    if problem := _amount_problem(kind, cash, amount, vat, left):
        raise Refused(problem)
    after = replace(_add(corrects or kind, cash, amount), state=RULES[kind].to)
    if after.missing < 0:
        raise Refused(f"{say_pounds(cash.missing)} of the cash is left to write down. Check the amount.")
    if kind == Kind.RETURNED and after.missing:
        return replace(after, state=cash.state)
    return after


def _amount_problem(kind, cash, amount, vat, left):
    """What is wrong with the amount of a move, in a plain sentence, or an empty string."""
    if kind == Kind.REQUESTED and amount <= 0:
        return "There is nothing to ask for yet. Fill in how many, and how much each costs."
    if kind == Kind.APPROVED and cash.asked > left:
        return f"Only {say_pounds(left)} is left in this budget. You can ask a question, or say no."
    if kind == Kind.SPENT and amount <= 0:
        return "Write an amount above nothing."
    if kind == Kind.RETURNED and amount < (Decimal("0.01") if cash.missing else ZERO):
        return "Write how much comes back."
    if kind == Kind.CORRECTED and not (amount or vat):
        return "That is what it says already."
    return ""


def _add(kind, cash, amount):
    if kind == Kind.REQUESTED:
        return replace(cash, asked=amount)
    if kind == Kind.HANDED_OVER:
        return replace(cash, drawn=cash.asked)
    if kind == Kind.SPENT:
        return replace(cash, spent=cash.spent + amount)
    if kind == Kind.RETURNED:
        return replace(cash, returned=cash.returned + amount)
    return cash


def period_problem(first: date, last: date, *, plan_day: date | None, today: date) -> str:
    """Return why a budget for these days cannot pay for a plan, or an empty string. Without a date, today counts."""
    if first <= (plan_day or today) <= last:
        return ""
    when = f"The plan is on {say_when(plan_day)}." if plan_day else "The plan has no date yet, so today counts."
    return f"This budget is for {say_when(first)} to {say_when(last)}. {when}"


# What puts right that a plan is on a day for which its budget does not pay, as far as it can be.
OUTSIDE_NEXT = {
    State.REQUESTED: "Change the sum and ask another budget.",
    State.ASKED: "Change the sum and ask another budget.",
    State.APPROVED: "Press “It is not needed after all”, then ask a budget for that day.",
    State.HANDED_OVER: "The cash is out already, so tell whoever looks after this budget.",
    State.RETURNED: "Whoever settles it should know.",
}


def say_outside(problem: str, state: State) -> str:
    """Say the `problem` that a budget has with the day of its plan, and what the plan's team can do; empty for none."""
    return f"{problem} {OUTSIDE_NEXT[state]}" if problem and state in OUTSIDE_NEXT else ""


NEXT_MOVES = {
    State.ESTIMATE: (Side.TEAM, "{} asks for the cash when the sum is right."),
    State.REQUESTED: (Side.HOLDER, "{} says yes, asks a question, or says no."),
    State.ASKED: (Side.TEAM, "{} answers the question."),
    State.APPROVED: (Side.HOLDER, "{} hands over the cash."),
    State.REFUSED: (Side.TEAM, "{} can change the sum and ask again."),
    State.HANDED_OVER: (Side.TEAM, "{} writes down what is spent, keeps the receipts, and brings back the rest."),
    State.RETURNED: (Side.HOLDER, "{} checks the receipts and settles it."),
}
NOBODY_LEFT = "Nobody else can decide on this yet. Ask an admin to name a budget holder."


def say_next_move(state: State, *, champion: str, holders: list[str], is_off: bool = False) -> str:
    """Who has the next move, and what it is. `holders` look after the budget now, apart from whoever asked."""
    if is_off and state in RULES[Kind.WITHDRAWN].states:
        return (
            f"This plan is called off. {champion} can press “It is not needed after all”, so the budget has it again."
        )
    if state not in NEXT_MOVES:
        return "Everything is settled. Nobody has to do anything more."
    side, words = NEXT_MOVES[state]
    if side == Side.HOLDER and not holders:
        return NOBODY_LEFT
    return words.format(champion if side == Side.TEAM else get_text_list(holders, "or"))


def say_how_ready(state: State, asked: Decimal) -> tuple[str, bool]:
    """How the money of a plan stands in a few words, and whether it is there."""
    pounds = say_pounds(asked)
    words = {
        State.ESTIMATE: "worked out, not asked for yet",
        State.REQUESTED: f"{pounds} asked for",
        State.ASKED: "a question to answer",
        State.APPROVED: f"yes to {pounds}, not handed over yet",
        State.REFUSED: "not agreed",
    }
    return f"Money: {words.get(state, f'{pounds} is there')}", state not in words
