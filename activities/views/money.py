"""Money of a plan: the sum, the request, and where it is. What is done with the cash stands in `cash`."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, forms, money
from activities.models import Activity, Budget, CashRequest, EstimateLine, LedgerEntry
from activities.money import Cash, Kind, Side, State
from activities.money_querysets import deciders
from checklist.form import Tool
from checklist.models import Step
from teams import trail
from teams.models import User

ROWS_ON_PAPER = 12
MOST_OWN = 50
MONEY_TOOLS = [Tool.ESTIMATE, Tool.CASH_REQUEST, Tool.CASH, Tool.CLAIM_PRINT, Tool.CLAIM_RETURN]


@dataclass
class Desk:
    """The money of one plan, as one person sees it today."""

    activity: Activity
    request: CashRequest
    entries: list[LedgerEntry]
    lines: list[EstimateLine]
    cash: Cash
    holders: list[User]
    sides: set[Side]

    @property
    def address(self):
        return reverse("activities:money_detail", args=[self.activity.pk])

    @property
    def can(self):
        """The moves that are open to this person now."""
        too_late = money.NOT_WHEN_OFF if self.activity.is_called_off else ()
        return {kind.value for kind in Kind if kind not in too_late and money.may(kind, self.cash.state, self.sides)}

    @property
    def is_of_team(self):
        """Whether this person sees the plan too, and not its money alone."""
        return Side.TEAM in self.sides

    @property
    def may_change_estimate(self):
        return self.is_of_team and self.cash.state in money.OPEN_ESTIMATE

    @property
    def total(self):
        return sum((line.total for line in self.lines), money.ZERO)

    @property
    def next_move(self):
        names = [f"{user.name} (standing in)" if user.stands_in else user.name for user in self.holders]
        champion, is_off = self.activity.champion.name, self.activity.is_called_off
        return money.say_next_move(self.cash.state, champion=champion, holders=names, is_off=is_off)

    @property
    def outside(self):
        """That the budget is not for the day of the plan, as where the plan moved, and what can be done."""
        is_off = self.activity.is_called_off
        return "" if is_off else money.say_outside(self.request.outside, self.cash.state)

    @property
    def nobody_left(self):
        return "" if self.holders else money.NOBODY_LEFT

    @property
    def question(self):
        """The newest question, while it waits for an answer."""
        asked = (entry for entry in reversed(self.entries) if entry.kind == Kind.ASKED)
        return next(asked, None) if self.cash.state == State.ASKED else None

    @property
    def spent(self):
        return [entry for entry in self.entries if entry.kind == Kind.SPENT]


def fetch_desk(request, pk) -> Desk:
    """The money of a plan that this user sees, or whose budget they look after; else a 404."""
    activity = _fetch_activity(request.user, pk)
    asked = getattr(activity, "cash_request", None) or CashRequest(activity=activity)
    entries = _entries_of(asked)
    holders = list(deciders(asked, timezone.localdate())) if asked.budget_id else []
    return Desk(
        activity=activity,
        request=asked,
        entries=entries,
        lines=list(activity.estimate_lines.all()),
        cash=money.cash_of(State(asked.state), asked.amount, entries),
        holders=holders,
        sides=actions.sides_of(request.user, activity, holders),
    )


def _fetch_activity(user, pk):
    budget = ("cash_request__budget__holder", "cash_request__budget__team__budget_holder")
    activities = Activity.objects.visible_to(user).with_colleagues().select_related(*budget)
    if activity := activities.filter(pk=pk).first():
        return activity
    plan = ("activity__checklist__template", "activity__champion", "activity__team__budget_holder")
    asked = CashRequest.objects.visible_to(user).with_budget().select_related(*plan)
    return get_object_or_404(asked, activity__pk=pk).activity


def _entries_of(asked):
    """The ledger with who is in it; each entry knows its `net` and `net_vat`, with what put it right."""
    if not asked.pk:
        return []
    by_pk = {}
    for entry in asked.entries.select_related("by", "with_whom", "receipt"):
        entry.net, entry.net_vat = entry.amount, entry.vat
        by_pk[entry.pk] = entry
        if entry.corrects_id:
            # The same objects, so that nothing is fetched for each of them.
            entry.corrects = by_pk[entry.corrects_id]
            entry.corrects.net += entry.amount
            entry.corrects.net_vat = (entry.corrects.net_vat or money.ZERO) + (entry.vat or money.ZERO) or None
    return list(by_pk.values())


@require_safe
def money_detail(request, pk):
    """What a plan needs, where its request is, who has the next move, and the ledger."""
    desk = fetch_desk(request, pk)
    next_steps = _next_steps(desk) if desk.is_of_team else []
    context = {"desk": desk, "activity": desk.activity, "next_steps": next_steps}
    if desk.may_change_estimate:
        context["form"] = _estimate_form(request, desk, next_steps)
    return render(request, "activities/money_detail.html", context)


def _next_steps(desk):
    """The lines of the form about money that are still to do, with their days."""
    steps = Step.objects.to_do().filter(checklist=desk.activity.checklist_id, task__tool__in=MONEY_TOOLS)
    return list(steps.select_related("task").order_by("due_on", "task__position", "pk"))


def _estimate_form(request, desk, next_steps, data=None):
    """The sum as it is saved, asked of the budget in force, for the day on which the form says to get the cash."""
    today = timezone.localdate()
    budgets = list(Budget.objects.visible_to(request.user).of_plan(desk.activity, today))
    get_cash = [step.due_on for step in next_steps if step.task.tool == Tool.CASH and step.due_on]
    form = forms.EstimateForm(
        data,
        activity=desk.activity,
        lines=desk.lines,
        budgets=budgets,
        version=desk.request.version,
        needed_by=desk.request.needed_by or next((day for day in get_cash if day >= today), None),
        today=today,
    )
    if desk.request.budget_id:
        form.initial["budget"] = desk.request.budget_id
    return form


def money_estimate(request, pk):
    """Work out what a plan needs; with the same press, ask for it."""
    desk = fetch_desk(request, pk)
    if not desk.is_of_team:
        raise Http404
    refused = "" if desk.may_change_estimate else why_not(request, desk, Kind.REQUESTED)
    if refused and request.method != "POST":
        return say_why_not(request, desk, refused)
    form = _estimate_form(request, desk, _next_steps(desk), request.POST or None)
    if refused:
        form.keep_typed()
    elif form.is_valid() and _saved(request, desk, form):
        return redirect(desk.address)
    context = {"form": form, "desk": desk, "activity": desk.activity, "refused": refused}
    return render(request, "activities/money_estimate.html", context)


def _saved(request, desk, form):
    """Keep the sum, and ask for it where that was pressed. Return whether that was done."""
    cleaned = form.cleaned_data
    sum_of_it = {"activity": desk.activity, "lines": form.lines, "by": request.user}
    sum_of_it["opened_version"] = cleaned["opened_version"]
    asking = {name: cleaned[name] for name in ("budget", "needed_by", "note")} | {"today": timezone.localdate()}
    try:
        if form.asks:
            actions.ask_for_cash(**sum_of_it, **asking)
            messages.success(request, "Asked. The line “Request cash” is ticked.")
        else:
            actions.save_estimate(**sum_of_it)
            messages.success(request, "The sum is saved, and its line is ticked.")
    except actions.StaleRequest:
        form.reopen(version=desk.request.version)
        return False
    except money.Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def money_decide(request, pk):
    """Say yes, ask a question, or say no with a reason."""
    desk = fetch_desk(request, pk)
    # A question and a "no" are open wherever a "yes" is, and of a plan that is called off too.
    refused = why_not(request, desk, Kind.REFUSED)
    if refused and request.method != "POST":
        return say_why_not(request, desk, refused)
    offers_yes = not (refused or desk.request.why_no_yes)
    form = forms.DecideForm(request.POST or None, version=desk.request.version, offers_yes=offers_yes)
    if refused:
        form.keep_typed()
    elif request.method == "POST" and form.is_valid() and _decided(request, desk, form):
        return redirect("activities:money_list")
    budget = Budget.objects.visible_to(request.user).with_left().filter(pk=desk.request.budget_id).first()
    context = {"form": form, "desk": desk, "activity": desk.activity, "budget": budget, "refused": refused}
    return render(request, "activities/money_decide.html", context)


def _decided(request, desk, form):
    kind, note = Kind(form.cleaned_data["decision"]), form.cleaned_data["note"]
    move = {"activity": desk.activity, "by": request.user, "today": timezone.localdate(), "note": note}
    try:
        if kind == Kind.APPROVED:
            actions.say_yes(opened_version=form.cleaned_data["opened_version"], **move)
        else:
            actions.move_money(kind=kind, **move)
    except actions.StaleRequest:
        form.reopen(version=desk.request.version)
        return False
    except money.Refused as refused:
        form.add_error(None, str(refused))
        return False
    said = {Kind.APPROVED: "You said yes", Kind.ASKED: "Your question is sent", Kind.REFUSED: "You said no"}
    messages.success(request, f"{said[kind]}: {desk.activity.description}.")
    return True


def why_not(request, desk, kind):
    """Why a move is not open to this user, in a plain sentence, or an empty string."""
    try:
        money.check_open(kind, desk.cash.state, desk.sides)
    except money.Refused as refused:
        is_own = desk.request.asked_by_id == request.user.pk and money.may(kind, desk.cash.state, {Side.HOLDER})
        return money.NOT_YOUR_OWN if is_own else str(refused)
    return ""


def say_why_not(request, desk, refused):
    """Say why nothing was changed, where nothing was typed, and lead back to where things stand."""
    messages.info(request, refused)
    return redirect(desk.address)


@require_safe
def money_list(request):
    """What waits for whoever looks after a budget, what they asked for themselves, and what is left in each."""
    today = timezone.localdate()
    outside = CashRequest.objects.decided_by(request.user, today).outside_their_budget(today)
    context = {
        "waiting": CashRequest.objects.waiting_for(request.user, today).with_budget().for_cards(),
        "to_answer": Activity.objects.visible_to(request.user).with_question_about_cash(request.user),
        "outside": outside.with_budget().for_cards(),
        "own": CashRequest.objects.visible_to(request.user).open_of(request.user).for_cards()[:MOST_OWN],
        "budgets": Budget.objects.kept_by(request.user, today).open(today).with_left().select_related("team"),
    }
    return render(request, "activities/money_list.html", context)


@require_safe
def money_print(request, pk):
    """The expenses form on A4: what was planned, what was spent, and room to sign. Blank before anything is spent."""
    desk = fetch_desk(request, pk)
    of_plan = f"Plan {desk.activity.pk}"
    trail.keep_taking_out(by=request.user, what="an expenses form, to print", filters=of_plan, rows=len(desk.spent))
    blank = range(max(0, ROWS_ON_PAPER - len(desk.spent)))
    return render(request, "activities/money_print.html", {"desk": desk, "activity": desk.activity, "blank": blank})


@require_POST
def money_printed(request, pk):
    """Tick that the expenses form is printed."""
    desk = fetch_desk(request, pk)
    if not desk.is_of_team:
        raise Http404
    actions.mark_printed(activity=desk.activity, by=request.user)
    messages.success(request, "Ticked: the expenses form is printed. Take it along.")
    return redirect(desk.address)
