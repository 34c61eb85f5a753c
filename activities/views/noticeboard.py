"""Noticeboard: a month of a team's regular and coming activities, its poster, and whom people can ask."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, noticeboard, rules
from activities.forms import BoardForm
from activities.models import Activity
from activities.noticeboard_search import board_of, by_day, entries_between, names_in, things_between
from teams.models import Team

PAPERS = {"a4": "A4", "a3": "A3"}


@require_safe
def noticeboard_own(request):
    """Lead to the board of one's own team; of several, to the first."""
    teams = Team.objects.visible_to(request.user)
    team = teams.filter(pk__in=request.user.team_ids).first()
    if team is None:
        messages.error(request, "You are not in a team yet. Ask an admin to add you to one.")
        return redirect("activities:week")
    return redirect("activities:noticeboard_month", team.pk)


@require_safe
def noticeboard_month(request, team_pk):
    """What is on the board in the month that `?month=2026-10` names, or in this month, and what is done to it."""
    teams = list(Team.objects.visible_to(request.user))
    team = next((each for each in teams if each.pk == team_pk), None)
    if team is None:
        raise Http404
    month = _month(request)
    found = things_between(team, *rules.days_of(month))
    context = {
        "team": team,
        "teams": teams,
        "today": timezone.localdate(),
        "month": month,
        "board": board_of(team),
        "days": by_day(found),
        "regulars": {each.regular.pk: each.regular for each in found if each.regular}.values(),
        "earlier": rules.month_before(month),
        "later": rules.month_after(month),
    }
    return render(request, "activities/noticeboard_month.html", context)


def _month(request):
    return rules.read_month(request.GET.get("month", ""), today=timezone.localdate())


@require_safe
def noticeboard_poster(request, team_pk):
    """The month as a poster, on one sheet of A4 or A3."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=team_pk)
    month, paper = _month(request), request.GET.get("paper")
    entries = entries_between(team, *rules.days_of(month))
    lines, left_out = noticeboard.in_lines(entries, today=timezone.localdate())
    context = {
        "team": team,
        "month": month,
        "board": board_of(team),
        "lines": lines,
        "left_out": left_out,
        "size": noticeboard.size_of(len(lines)),
        "paper": paper if paper in PAPERS else "a4",
        "papers": PAPERS,
    }
    return render(request, "activities/noticeboard_poster.html", context)


def noticeboard_ask(request, team_pk):
    """Whom people can ask. Where somebody else saved first, show both and ask."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=team_pk)
    form = BoardForm(request.POST or None, instance=board_of(team))
    if request.method == "POST" and form.is_valid():
        asked = {"ask": form.cleaned_data["ask"], "opened_version": form.cleaned_data["opened_version"]}
        try:
            actions.change_board(team=team, **asked)
        except actions.StaleBoard:
            form = form.reopened(board=board_of(team))
        else:
            messages.success(request, "Saved. The poster says it from now on.")
            return redirect("activities:noticeboard_month", team.pk)
    return render(request, "activities/noticeboard_ask.html", {"form": form, "team": team})


@require_POST
def board_mark(request, pk):
    """Show a plan on the noticeboard, or take it off."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    if request.POST.get("show") != "yes":
        actions.take_off_board(activity=activity)
        messages.success(request, "It is off the noticeboard.")
        return redirect(activity)
    try:
        actions.put_on_board(activity=activity)
    except actions.NotForTheBoard as error:
        messages.warning(request, str(error))
        return redirect(activity)
    messages.success(request, "It is on the noticeboard.")
    if names := names_in(activity):
        messages.warning(request, f"Its words hold “{names[0]}”. Is that somebody’s name? Then change the words.")
    return redirect(activity)
