"""The register of a plan: who came, pressed on a phone, one press for each person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from activities import actions, register
from activities.forms import AttendanceForm, EverybodyForm, WhoElseForm
from activities.models import Activity, Participation, WhoElse


@require_safe
def register_detail(request, pk):
    """Everybody who is expected, what was said of each, and who else came."""
    return _page(request, get_object_or_404(Activity.objects.visible_to(request.user), pk=pk))


def _page(request, activity, *, wrong=None, who_else=None):
    parts = list(_parts(request, [activity]).order_by("beneficiary__reference"))
    saved = WhoElse.objects.visible_to(request.user).filter(activity=activity).select_related("changed_by").first()
    swept = EverybodyForm({"undo": request.GET.get("undo", "")})
    context = {
        "activity": activity,
        "today": timezone.localdate(),
        "closed": register.why_closed(activity, today=timezone.localdate()),
        "expected": [part for part in parts if not register.is_folded(part)],
        "folded": [part for part in parts if register.is_folded(part)],
        "count": register.count(parts),
        "wrong": wrong,
        "saved": saved,
        "who_else": who_else or WhoElseForm(saved=saved),
        "undo": swept.cleaned_data["undo"] if swept.is_valid() else None,
    }
    return render(request, "activities/register_detail.html", context)


def _parts(request, plans):
    parts = Participation.objects.visible_to(request.user).filter(activity__in=plans)
    return parts.select_related("beneficiary", "attendance_by")


@require_POST
def register_mark(request, pk):
    """Say of one person whether they came; answer with their row as the database now holds it."""
    plans = Activity.objects.visible_to(request.user).filter(pk=pk)
    form = AttendanceForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _ask_again(request, get_object_or_404(plans), form)
    # The plan comes with its people, so that a press costs little.
    parts = _parts(request, plans).select_related("activity")
    try:
        parts = actions.mark_attendance(parts=parts, by=request.user, today=form.today, **form.mark)
    except actions.RegisterClosed as closed:
        messages.info(request, str(closed))
        return _to_register(request, pk)
    person = form.cleaned_data["person"]
    if not parts:
        get_object_or_404(plans)
    if request.htmx:
        return _answer_in_place(request, pk, parts, person)
    return redirect(f"{_address(pk)}#person-{person}")


def _ask_again(request, activity, form):
    """Answer a press that cannot be kept; what was typed stays beside the person."""
    if not form.is_understood:
        back = {"back": _address(activity.pk), "back_to": "the register"}
        return render(request, "activities/press_not_understood.html", back, status=400)
    if closed := register.why_closed(activity, today=form.today):
        messages.info(request, closed)
        return _to_register(request, activity.pk)
    if not request.htmx:
        return _page(request, activity, wrong=form)
    parts = list(_parts(request, [activity]))
    return _answer_in_place(request, activity.pk, parts, form.cleaned_data["person"], wrong=form)


def _answer_in_place(request, pk, parts, person, **wrong):
    part = next((each for each in parts if each.pk == person), None)
    if part is None:
        return _to_register(request, pk)
    context = {"part": part, "count": register.count(parts), "today": timezone.localdate()}
    return render(request, "activities/_register_marked.html", context | wrong)


@require_POST
def register_everybody(request, pk):
    """Everybody who is left came; or undo that."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = EverybodyForm(request.POST)
    marked = Participation.objects.visible_to(request.user).filter(activity=activity)
    if closed := register.why_closed(activity, today=timezone.localdate()):
        messages.info(request, closed)
    elif "undo" in request.POST:
        at = form.cleaned_data["undo"] if form.is_valid() else None
        number = actions.take_back_the_rest(parts=marked, at=at, by=request.user) if at else 0
        messages.success(request, f"Undone. {_say_people(number)} back to “expected”.")
    else:
        number, at = actions.mark_the_rest_came(parts=marked, by=request.user)
        if number:
            return redirect(f"{_address(activity.pk)}?{urlencode({'undo': at.isoformat()})}#totals")
        messages.info(request, "Nobody was left.")
    return redirect(_address(activity.pk))


def _say_people(number):
    return "1 person is" if number == 1 else f"{number} people are"


@require_POST
def register_others(request, pk):
    """Keep how many guests and new faces came."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    saved = WhoElse.objects.visible_to(request.user).filter(activity=activity).first()
    form = WhoElseForm(request.POST, saved=saved)
    if closed := register.why_closed(activity, today=timezone.localdate()):
        messages.info(request, closed)
        return redirect(_address(activity.pk))
    if form.is_valid():
        try:
            actions.save_words(row=WhoElse(activity=activity), by=request.user, **form.cleaned_data)
        except actions.StaleWords:
            saved = WhoElse.objects.visible_to(request.user).filter(activity=activity).first()
            form = form.reopened(saved=saved)
        else:
            messages.success(request, "Kept.")
            return redirect(_address(activity.pk))
    return _page(request, activity, who_else=form)


def _address(pk):
    return reverse("activities:register_detail", args=[pk])


def _to_register(request, pk):
    """Back to the whole register, also from within a page."""
    return (HttpResponseClientRedirect if request.htmx else redirect)(_address(pk))
