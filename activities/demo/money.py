"""Money in the demo: a budget for each team, and requests for cash in every state. All of it is made up."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from activities.actions import ask_for_cash, bring_back, move_money, save_estimate, say_yes, write_spent
from activities.models import Activity, Budget, CashRequest
from activities.money import Kind, What
from teams.models import Role, Team, User
from teams.working_days import add_working_days

HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class Spent:
    """Something that was bought."""

    what: What
    amount: str
    supplier: str
    no_receipt: str = "Kept in the blue folder"


@dataclass(frozen=True)
class Cash:
    """What a plan needs, and how far its money has come: one move on each working day up to today."""

    plan: str
    lines: dict[What, tuple[int, str]]
    moves: tuple[Kind, ...] = ()
    note: str = ""
    question: str = ""
    spent: tuple[Spent, ...] = ()


ASKED = (Kind.REQUESTED,)
GIVEN = (*ASKED, Kind.APPROVED, Kind.HANDED_OVER)
CASH = [
    Cash(
        "Cook and eat: soup and flatbread",
        {What.REFRESHMENTS: (5, "4.50"), What.RENT: (1, "20.00")},
        (*GIVEN, Kind.SPENT),
        spent=(Spent(What.RENT, "20.00", "The Lantern Rooms"),),
    ),
    Cash(
        "Museum trip by train",
        {What.TRAVEL: (6, "8.20"), What.REFRESHMENTS: (6, "5.00")},
        ASKED,
        note="Group tickets are cheaper if we buy them a week before.",
    ),
    Cash(
        "Recovery market-place: our stall",
        {What.EQUIPMENT: (1, "34.00"), What.TRAVEL: (3, "4.00")},
        (*ASKED, Kind.ASKED),
        question="Could we borrow the tablecloths from the Hub?",
    ),
    Cash(
        "Tea and dominoes",
        {What.REFRESHMENTS: (4, "3.50"), What.INCENTIVES: (1, "6.00")},
        (*GIVEN, Kind.SPENT, Kind.SPENT, Kind.RETURNED, Kind.CLOSED),
        spent=(
            Spent(What.REFRESHMENTS, "12.40", "The Copper Kettle"),
            Spent(What.INCENTIVES, "6.00", "Corner shop", "The till had no paper"),
        ),
    ),
    Cash("Allotment morning", {What.EQUIPMENT: (4, "6.25")}, (*ASKED, Kind.APPROVED)),
    Cash(
        "Board games in the daytime",
        {What.REFRESHMENTS: (4, "3.00")},
        (*GIVEN, Kind.SPENT, Kind.RETURNED),
        spent=(Spent(What.REFRESHMENTS, "9.85", "Church hall kitchen"),),
    ),
    Cash(
        "Lunch club at the corner café",
        {What.REWARD_CARD: (3, "25.00")},
        (*ASKED, Kind.REFUSED),
        question="A card each week is more than the budget has. Lunch itself is fine: please ask for that.",
    ),
    Cash("Seed swap in the spring", {What.TRAVEL: (4, "5.20")}),
]


def give_money(*, today):
    """Give each team a budget, and let the plans ask for some of it."""
    for team in Team.objects.all():
        Budget.objects.create(
            name="Activities", team=team, starts_on=today - HALF_A_YEAR, ends_on=today + HALF_A_YEAR, amount=1200
        )
    holder = User.objects.filter(memberships__role=Role.COORDINATOR).first()
    for cash in CASH:
        plan = Activity.objects.with_colleagues().get(description=cash.plan)
        _Story(cash, plan, holder).tell(today)


class _Story:
    """The money of one plan, told move by move."""

    def __init__(self, cash, plan, holder):
        self.cash, self.plan, self.holder = cash, plan, holder
        self.lines = {what: (quantity, Decimal(each)) for what, (quantity, each) in cash.lines.items()}
        self.to_buy = iter(cash.spent)

    def tell(self, today):
        if not self.cash.moves:
            save_estimate(activity=self.plan, lines=self.lines, opened_version=0, by=self.plan.champion)
        for place, kind in enumerate(self.cash.moves, start=1):
            to_go = len(self.cash.moves) - place
            written = self._make(kind, add_working_days(today, -to_go))
            morning = datetime.combine(written.day, time(10, 20), timezone.get_current_timezone())
            written.at = min(morning, timezone.now())
            written.save(update_fields=["at"])

    def _make(self, kind, day):
        by = self.holder if kind in (Kind.ASKED, Kind.APPROVED, Kind.REFUSED, Kind.CLOSED) else self.plan.champion
        move = {"activity": self.plan, "by": by, "today": day}
        if kind == Kind.REQUESTED:
            budget = self.plan.team.budgets.get()
            needed_by = self.plan.date and max(day, self.plan.date - timedelta(days=1))
            asking = {"lines": self.lines, "budget": budget, "needed_by": needed_by, "note": self.cash.note}
            return ask_for_cash(opened_version=0, **asking, **move)
        if kind == Kind.APPROVED:
            asked = CashRequest.objects.get(activity=self.plan)
            return say_yes(opened_version=asked.version, **move)
        if kind == Kind.SPENT:
            bought = next(self.to_buy)
            fields = {"what": bought.what, "supplier": bought.supplier, "no_receipt": bought.no_receipt}
            return write_spent(amount=Decimal(bought.amount), key=uuid4(), **fields, **move)
        if kind == Kind.RETURNED:
            rest = sum(quantity * each for quantity, each in self.lines.values())
            rest -= sum(Decimal(bought.amount) for bought in self.cash.spent)
            return bring_back(amount=rest, key=uuid4(), with_whom=self.holder, **move)
        second = {"with_whom": self.holder} if kind == Kind.HANDED_OVER else {"note": self.cash.question}
        return move_money(kind=kind, **second, **move)
