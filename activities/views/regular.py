"""Regular activities: what is on again and again, what is said of one day, and a plan for that day."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from activities import actions
from activities.forms import PlanForm, RegularDayForm, RegularForm
from activities.forms.plan import offer
from activities.models import Activity, RegularActivity, RegularDay
from activities.rules import DIARY_YEARS
from activities.views.activity import save_plan
from teams.models import Team


def regular_add(request, team_pk):
    """Add something that a team does, or goes along to, again and again."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=team_pk)
    form = RegularForm(request.POST or None, user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        actions.add_regular(regular=form.instance, every=form.cleaned_data["every"], team=team, by=request.user)
        messages.success(request, f"Saved. It is on {form.instance.says_when}.")
        return redirect(_month_of(team.pk, form.instance.first_day))
    return render(request, "activities/regular_add.html", {"form": form, "team": team})


def _month_of(team_pk, day):
    return f"{reverse('activities:noticeboard_month', args=[team_pk])}?month={day:%Y-%m}"


def regular_edit(request, pk):
    """Change something regular. Where somebody else saved first, show both and ask."""
    regulars = RegularActivity.objects.visible_to(request.user)
    regular = get_object_or_404(regulars, pk=pk)
    team_pk, today = regular.team_id, timezone.localdate()
    form = RegularForm(request.POST or None, instance=regular, user=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        opened = {"every": form.cleaned_data["every"], "opened_version": form.cleaned_data["opened_version"]}
        try:
            actions.change_regular(regular=form.instance, **opened)
        except actions.StaleRegular:
            form = form.reopened(regular=get_object_or_404(regulars, pk=pk))
        else:
            messages.success(request, f"Your changes are saved. It is on {regular.says_when}.")
            return redirect("activities:noticeboard_month", team_pk)
    return render(request, "activities/regular_edit.html", {"form": form, "regular": regular, "team_pk": team_pk})


def regular_day(request, pk, day):
    """Say of one day that it is on as usual, not on, or on another day."""
    regular, occurrence = _fetch_day(request, pk, day)
    said = RegularDay.objects.visible_to(request.user).filter(regular=regular, day=day).first()
    form = RegularDayForm(request.POST or None, instance=said, day=day, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("what", "moved_to", "why")}
        actions.say_of_day(regular=regular, day=day, by=request.user, **told)
        messages.success(request, "Saved. The noticeboard follows.")
        return redirect(_month_of(regular.team_id, told["moved_to"] or day))
    context = {"form": form, "regular": regular, "day": day, "occurrence": occurrence}
    return render(request, "activities/regular_day.html", context | {"back": _month_of(regular.team_id, day)})


def regular_plan(request, pk, day):
    """Make a plan for one day of something regular. The day is not offered again."""
    regular, occurrence = _fetch_day(request, pk, day)
    made = Activity.objects.visible_to(request.user).filter(regular=regular, regular_day=day).first()
    if made and request.method != "POST":
        messages.info(request, "There is a plan for that day already. Here it is.")
        return redirect(made)
    form = PlanForm.of(request, instance=_begun(regular, occurrence))
    if form.is_valid() and form.is_all_right():
        return save_plan(request, form)
    context = {"form": form, "offer": offer(form, request.user), "regular": regular, "day": day}
    return render(request, "activities/regular_plan.html", context)


def _fetch_day(request, pk, day):
    """The regular activity and its time on that day, or a 404 where it is out of sight or not due then."""
    regular = get_object_or_404(RegularActivity.objects.visible_to(request.user), pk=pk)
    if abs(day.year - timezone.localdate().year) > DIARY_YEARS:
        raise Http404
    said = RegularDay.objects.visible_to(request.user).filter(regular=regular, day=day).first()
    occurrence = regular.occurrence_of(day, said)
    if occurrence is None:
        raise Http404
    return regular, occurrence


def _begun(regular, occurrence):
    """A plan with what is known of it."""
    names = ("description", "kind", "place", "starts_at", "ends_at", "team")
    known = {name: getattr(regular, name) for name in names}
    return Activity(date=occurrence.on, regular=regular, regular_day=occurrence.day, **known)
