"""What is done with cash: handed over, spent, brought back, put right, settled. Each is a move of the ledger."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activities import actions, money
from activities.forms import AnswerForm, BringBackForm, CorrectForm, HandOverForm, SpentForm
from activities.money import Kind
from activities.money_querysets import second_people
from activities.views.money import fetch_desk, say_why_not, why_not


def money_answer(request, pk):
    """Answer the budget holder's question."""
    desk, answer = fetch_desk(request, pk), partial(actions.move_money, kind=Kind.ANSWERED)
    return _step(request, desk, Kind.ANSWERED, answer, AnswerForm)


def money_hand_over(request, pk):
    """Write down who handed the cash to whom."""
    desk, hand_over = fetch_desk(request, pk), partial(actions.move_money, kind=Kind.HANDED_OVER)
    return _step(request, desk, Kind.HANDED_OVER, hand_over, HandOverForm, **_two_people(request.user, desk))


def money_spent(request, pk):
    """Write down what was spent, with its receipt."""
    return _step(request, fetch_desk(request, pk), Kind.SPENT, actions.write_spent, SpentForm)


def money_bring_back(request, pk):
    """Bring back receipts and what is left of the cash."""
    desk = fetch_desk(request, pk)
    given = _two_people(request.user, desk) | {"missing": desk.cash.missing}
    return _step(request, desk, Kind.RETURNED, actions.bring_back, BringBackForm, **given)


def money_correct(request, pk, entry_pk):
    """Put an entry right, by another one."""
    desk = fetch_desk(request, pk)
    entry = next((entry for entry in desk.entries if entry.pk == entry_pk and entry.can_be_put_right), None)
    if entry is None:
        raise Http404
    put_right = partial(actions.put_right, entry=entry)
    return _step(request, desk, Kind.CORRECTED, put_right, CorrectForm, entry=entry)


def _two_people(user, desk):
    """Who can be the second when cash changes hands, and who it likely is: somebody from the other side."""
    other_side = [desk.activity.champion] if user in desk.holders else desk.holders
    likely = next((each.pk for each in other_side if each != user), None)
    return {"people": second_people(desk.activity, desk.holders, beside=user), "likely": likely}


def _step(request, desk, kind, action, form_class, **given):
    """A page with one form for one move: show it, make the move, or say why not."""
    refused, today = why_not(request, desk, kind), timezone.localdate()
    if refused and request.method != "POST":
        return say_why_not(request, desk, refused)
    form = form_class(request.POST or None, request.FILES or None, today=today, **given)
    if refused:
        form.keep_typed()
    elif request.method == "POST" and form.is_valid():
        try:
            action(activity=desk.activity, by=request.user, today=today, **form.cleaned_data)
        except money.Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, form.done)
            if form.thought:
                messages.warning(request, form.thought)
            return redirect(desk.address)
    context = {"form": form, "desk": desk, "activity": desk.activity, "refused": refused}
    return render(request, "activities/money_step.html", context)


@require_POST
def money_withdraw(request, pk):
    """Say that the cash is not needed after all."""
    return _press(request, pk, Kind.WITHDRAWN, "Taken back. The budget has it again, and you can ask anew.")


@require_POST
def money_close(request, pk):
    """Settle it: the receipts and the rest are all here."""
    return _press(request, pk, Kind.CLOSED, "Settled. Thank you: the line “Return completed forms” is ticked.")


def _press(request, pk, kind, done):
    desk = fetch_desk(request, pk)
    if refused := why_not(request, desk, kind):
        return say_why_not(request, desk, refused)
    try:
        actions.move_money(activity=desk.activity, kind=kind, by=request.user, today=timezone.localdate())
        messages.success(request, done)
    except money.Refused as refused:
        messages.info(request, str(refused))
    return redirect(desk.address)
