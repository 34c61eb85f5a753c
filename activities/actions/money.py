"""What is done with money. Each move is one entry of the ledger, and refused moves leave everything as it was."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Sum

from activities import money
from activities.actions.tool import tick_line, untick_line
from activities.actions.upload import keep_upload
from activities.models import Activity, Budget, CashRequest, EstimateLine, LedgerEntry
from activities.money import Kind, Side, State, What
from activities.money_querysets import deciders
from activities.pounds import PENNY
from activities.uploads import CleanFile
from checklist.form import Tool
from teams import trail

# Which line of the form a move does, and which it makes something to do again.
TICKED = {Kind.REQUESTED: Tool.CASH_REQUEST, Kind.HANDED_OVER: Tool.CASH, Kind.CLOSED: Tool.CLAIM_RETURN}
UNTICKED = {Kind.REFUSED: Tool.CASH_REQUEST, Kind.WITHDRAWN: Tool.CASH_REQUEST, Kind.CORRECTED: Tool.CLAIM_RETURN}

Lines = dict[What, tuple[int, Decimal]]


class StaleRequest(Exception):
    """Somebody else changed the request, or the sum, after it was opened."""


@transaction.atomic
def save_estimate(*, activity: Activity, lines: Lines, opened_version: int, by) -> CashRequest:
    """Keep what a plan needs, as `{what: (how many, each)}`, and tick that line of the form.

    Raises StaleRequest, and Refused where the sum is no longer open to change by itself.
    """
    request = _claim(activity, opened_version)
    if request.state not in money.OPEN_ESTIMATE:
        raise money.Refused("Somebody may be deciding on this sum right now. To change it, ask again.")
    _write_lines(activity, lines)
    request.save()
    tick_line(activity=activity, tool=Tool.ESTIMATE, by=by)
    return request


@transaction.atomic
def ask_for_cash(
    *,
    activity: Activity,
    lines: Lines,
    budget: Budget,
    needed_by: date | None,
    note: str,
    opened_version: int,
    by,
    today: date,
) -> LedgerEntry:
    """Keep what a plan needs and ask for all of it. Raises StaleRequest, and Refused as `money.take` does."""
    request = _claim(activity, opened_version)
    if problem := budget.problem_with(activity, today=today):
        raise money.Refused(f"{problem} {money.CHOOSE_ANOTHER}")
    _write_lines(activity, lines)
    tick_line(activity=activity, tool=Tool.ESTIMATE, by=by)
    total = sum((quantity * each for quantity, each in lines.values()), money.ZERO)
    request.budget, request.needed_by, request.asked_by = budget, needed_by, by
    return _move(activity, request, Kind.REQUESTED, by=by, today=today, amount=total, note=note)


def _claim(activity, opened_version):
    """The plan's request, made where there is none, locked, and with its next version."""
    CashRequest.objects.get_or_create(activity=activity)
    request = _locked(activity)
    if request.version != opened_version:
        raise StaleRequest
    request.version += 1
    return request


def _locked(activity):
    return CashRequest.objects.select_for_update().get(activity=activity)


def _write_lines(activity, lines):
    activity.estimate_lines.all().delete()
    EstimateLine.objects.bulk_create(
        EstimateLine(activity=activity, what=what, quantity=quantity, each=each)
        for what, (quantity, each) in lines.items()
    )


@transaction.atomic
def move_money(*, activity: Activity, kind: Kind, by, today: date, **entry) -> LedgerEntry:
    """Make any of the moves that need no more than an entry: ask, answer, say no, take back, hand over, settle.

    Raises Refused.
    """
    request = _locked(activity)
    request.version += 1
    return _move(activity, request, kind, by=by, today=today, **entry)


@transaction.atomic
def say_yes(*, activity: Activity, opened_version: int, by, today: date, note: str = "") -> LedgerEntry:
    """Say yes to the amount that was seen. The budget is locked, so that two at once never promise more than there is.

    Raises StaleRequest where another amount is asked for by now, and Refused.
    """
    request = _claim(activity, opened_version)
    # Locked by itself first: a row that is summed up cannot be.
    Budget.objects.select_for_update().filter(pk=request.budget_id).first()
    budget = Budget.objects.with_left().filter(pk=request.budget_id).first()
    left = budget.left if budget else money.ZERO
    if budget and (problem := budget.problem_with(activity, today=today)):
        raise money.Refused(f"{problem} Say no, so that they can ask another one.")
    return _move(activity, request, Kind.APPROVED, by=by, today=today, left=left, note=note)


@transaction.atomic
def write_spent(
    *,
    activity: Activity,
    amount: Decimal,
    what: What,
    key: UUID,
    by,
    today: date,
    receipt: CleanFile | None = None,
    **entry,
) -> LedgerEntry:
    """Write down what was spent, with a number for its receipt. Sent twice, it is written once. Raises Refused."""
    request = _locked(activity)
    if already := request.entries.filter(key=key).first():
        return already
    number = (request.entries.aggregate(Max("number"))["number__max"] or 0) + 1
    spent = {"amount": amount, "what": what, "key": key, "number": number, "receipt": receipt}
    return _move(activity, request, Kind.SPENT, by=by, today=today, **spent, **entry)


@transaction.atomic
def bring_back(*, activity: Activity, amount: Decimal, key: UUID, by, today: date, **entry) -> LedgerEntry:
    """Write down what comes back. Once nothing is missing, the budget holder has the next move. Raises Refused."""
    request = _locked(activity)
    if already := request.entries.filter(key=key).first():
        return already
    return _move(activity, request, Kind.RETURNED, by=by, today=today, amount=amount, key=key, **entry)


@transaction.atomic
def put_right(
    *, activity: Activity, entry: LedgerEntry, amount: Decimal, note: str, by, today: date, vat: Decimal | None = None
) -> LedgerEntry:
    """Say what an entry should have said. It stays as it is; the difference is an entry of its own. Raises Refused."""
    request = _locked(activity)
    if vat and vat > amount:
        raise money.Refused(money.TOO_MUCH_VAT)
    net, net_vat = net_of(entry)
    more = {"amount": amount - net, "vat": (vat or money.ZERO) - net_vat or None}
    return _move(activity, request, Kind.CORRECTED, by=by, today=today, corrects=entry, note=note, **more)


def net_of(entry: LedgerEntry) -> tuple[Decimal, Decimal]:
    """The amount of an entry and the VAT in it, with everything that put it right."""
    corrections = entry.corrections.aggregate(amount=Sum("amount"), vat=Sum("vat"))
    net = entry.amount + (corrections["amount"] or money.ZERO)
    net_vat = (entry.vat or money.ZERO) + (corrections["vat"] or money.ZERO)
    return net.quantize(PENNY), net_vat.quantize(PENNY)


def _move(
    activity, request, kind, *, by, today, amount=money.ZERO, left=money.ZERO, corrects=None, receipt=None, **entry
):
    entries = request.entries.select_related("corrects")
    before = money.cash_of(State(request.state), request.amount, entries)
    deciding, with_whom = list(deciders(request, today)), entry.get("with_whom")
    after = money.take(
        kind,
        before,
        sides=sides_of(by, activity, deciding),
        beside=sides_of(with_whom, activity, deciding) if with_whom not in (None, by) else (),
        amount=amount,
        vat=entry.get("vat") or money.ZERO,
        corrects=corrects and Kind(corrects.kind),
        left=left,
        is_off=activity.is_called_off,
    )
    request.state, request.amount = after.state, after.asked
    request.save()
    said = before.asked if kind == Kind.HANDED_OVER else amount
    # Kept only now that nothing is refused any more, so that no file is left over.
    entry = {"day": today, "key": uuid4(), "receipt": receipt and keep_upload(file=receipt, by=by)} | entry
    written = request.entries.create(kind=kind, amount=said, corrects=corrects, by=by, **entry)
    _tick(activity, kind, by)
    return written


def sides_of(user, activity: Activity, deciding) -> set[Side]:
    """On which sides of the desk somebody is for a plan, of whose request those `deciding` decide."""
    sides = {Side.TEAM} if user.is_coordinator or activity.team_id in user.team_ids else set()
    return sides | {Side.HOLDER} if user in deciding else sides


def _tick(activity, kind, by):
    if kind in TICKED:
        tick_line(activity=activity, tool=TICKED[kind], by=by)
    if kind in UNTICKED:
        untick_line(activity=activity, tool=UNTICKED[kind])


def needed_by_follows(*, activity: Activity, old_date: date | None, today: date) -> None:
    """Move the day by which cash is needed as far as its plan moved. Of a plan without a date there is none."""
    waiting = CashRequest.objects.filter(activity=activity, needed_by__isnull=False, state__in=money.NOT_DRAWN)
    request = waiting.first()
    if request is None or old_date is None:
        return
    day = activity.date and max(today, request.needed_by + (activity.date - old_date))
    trail.update(waiting, needed_by=day)


def mark_printed(*, activity: Activity, by) -> int:
    """Tick that the expenses form is printed."""
    return tick_line(activity=activity, tool=Tool.CLAIM_PRINT, by=by)
