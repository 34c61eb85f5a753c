"""Small words that the tests about money are written in."""

from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from activities import actions, money
from activities.models import Activity, CashRequest, EstimateLine, LedgerEntry
from activities.money import Kind, What
from checklist.form import State as StepState
from checklist.models import Step
from tests.helpers import TODAY, client_of

LINES = {
    What.REFRESHMENTS: (6, Decimal("7.50")),
    What.TRAVEL: (6, Decimal("5.00")),
    What.EQUIPMENT: (1, Decimal("9.50")),
}
TYPED = {
    "quantity_refreshments": "6", "each_refreshments": "7.50", "quantity_travel": "6", "each_travel": "£5",
    "quantity_equipment": "1", "each_equipment": "9.5", "opened_version": "0",
}  # fmt: skip


def address(plan, name="detail", *more):
    return reverse(f"activities:money_{name}", args=[plan.pk, *more])


def press(user, plan, name, *more, **typed):
    return client_of(user).post(address(plan, name, *more), typed, follow=True)


def ask(plan, by, lines=LINES, **fields):
    """Ask for £84.50 from the team's budget."""
    version = CashRequest.objects.filter(activity=plan).values_list("version", flat=True).first() or 0
    fields = {"budget": plan.team.budgets.first(), "needed_by": None, "note": "", "opened_version": version} | fields
    return actions.ask_for_cash(activity=plan, lines=lines, by=by, today=TODAY, **fields)


def say_yes(plan, by, **fields):
    fields = {"opened_version": cash(plan).version} | fields
    return actions.say_yes(activity=plan, by=by, today=TODAY, **fields)


def move(plan, kind, by, **entry):
    return actions.move_money(activity=plan, kind=kind, by=by, today=TODAY, **entry)


def spend(plan, by, amount, **fields):
    fields = {"what": What.TRAVEL, "no_receipt": "Bus", "key": uuid4()} | fields
    return actions.write_spent(activity=plan, amount=Decimal(amount), by=by, today=TODAY, **fields)


def bring_back(plan, by, with_whom, amount, key=None):
    back = {"amount": Decimal(amount), "with_whom": with_whom, "key": key or uuid4()}
    return actions.bring_back(activity=plan, by=by, today=TODAY, **back)


def put_right(plan, by, entry, amount, vat=None):
    right = {"entry": entry, "amount": Decimal(amount), "vat": vat and Decimal(vat), "note": "Misread"}
    return actions.put_right(activity=plan, by=by, today=TODAY, **right)


def move_plan(plan, day):
    """Postpone a plan, or bring it forward."""
    plan = Activity.objects.with_colleagues().get(pk=plan.pk)
    actions.move_activity(activity=plan, opened_version=plan.version, day=day, learned="", by=plan.champion)


def cash(plan):
    return CashRequest.objects.get(activity=plan)


def hand_over(plan, champion, coordinator):
    ask(plan, champion)
    say_yes(plan, coordinator)
    move(plan, Kind.HANDED_OVER, champion, with_whom=coordinator)


def settle(plan, champion, coordinator):
    hand_over(plan, champion, coordinator)
    spend(plan, champion, "78.30")
    bring_back(plan, champion, coordinator, "6.20")
    move(plan, Kind.CLOSED, coordinator)


def ticked(plan):
    """The tools whose lines are done, each with who ticked them."""
    steps = Step.objects.filter(checklist=plan.checklist, state=StepState.DONE).select_related("task", "marked_by")
    return {step.task.tool: step.marked_by for step in steps if step.task.tool}


def rows():
    """Everything that the database holds about money and on the check list."""
    models = (CashRequest, EstimateLine, LedgerEntry, Step)
    return [list(model.objects.order_by("pk").values()) for model in models]


def left(plan):
    return plan.team.budgets.with_left().get().left


def missing(plan):
    asked = CashRequest.objects.filter(activity=plan).first()
    if asked is None:
        return money.ZERO
    return money.cash_of(asked.state, asked.amount, asked.entries.select_related("corrects")).missing


def give_cash(plan, budget, coordinator):
    """The champion of a plan has £100 in their hands, today."""
    today = timezone.localdate()
    asked = {"budget": budget, "needed_by": None, "note": "", "opened_version": 0}
    lines = {What.TRAVEL: (10, Decimal("10.00"))}
    actions.ask_for_cash(activity=plan, lines=lines, by=plan.champion, today=today, **asked)
    version = CashRequest.objects.get(activity=plan).version
    actions.say_yes(activity=plan, by=coordinator, today=today, opened_version=version)
    actions.move_money(activity=plan, kind=Kind.HANDED_OVER, by=plan.champion, today=today, with_whom=coordinator)
