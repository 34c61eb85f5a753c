"""The noticeboard on a screen in the office: a page by secret address, and how a team makes that address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from activities import actions
from activities.noticeboard import MOST_IN_A_WEEK, weeks_on_screen
from activities.noticeboard_search import board_of, by_day, entries_between
from activities.screen_address import board_shown_at, screen_token_of
from teams.models import Team

# In seconds.
LOOKS_AGAIN_AFTER = 300


@require_safe
def noticeboard_screen(request, team_pk):
    """The secret address of a team's board, or how to have one."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=team_pk)
    board = board_of(team)
    context = {"team": team, "board": board, "token": screen_token_of(board) if board.has_screen else ""}
    return render(request, "activities/noticeboard_screen.html", context)


@require_POST
def noticeboard_screen_change(request, team_pk):
    """Make the address, make a new one, or switch it off."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=team_pk)
    wanted = request.POST.get("screen")
    if wanted == "on":
        actions.switch_screen(team=team, is_on=True)
        messages.success(request, "Here is the address. Open it on the screen in your office.")
    elif wanted == "new":
        actions.renew_screen(team=team)
        messages.success(request, "Here is the new address. The old one no longer works.")
    elif wanted == "off":
        actions.switch_screen(team=team, is_on=False)
        messages.success(request, "Switched off. The address no longer works.")
    return redirect("activities:noticeboard_screen", team.pk)


@require_safe
@login_not_required
def board_screen(request, token):
    """What is on this week and next, for everybody. A screen cannot sign in, so the address itself is the secret."""
    board = board_shown_at(token)
    if board is None:
        raise Http404
    now = timezone.localtime()
    first, sunday, monday, last = weeks_on_screen(now.date())
    entries = [entry for entry in entries_between(board.team, first, last) if not entry.is_over(now)]
    this_week = [entry for entry in entries if entry.day <= sunday]
    weeks = [_week("This week", this_week), _week("Next week", entries[len(this_week) :])]
    context = {"board": board, "now": now, "weeks": weeks, "monday": monday, "is_still": "still" in request.GET}
    response = render(request, "activities/board_screen.html", context)
    if not context["is_still"]:
        response["Refresh"] = str(LOOKS_AGAIN_AFTER)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _week(title, entries):
    kept = entries[:MOST_IN_A_WEEK]
    return {"title": title, "days": by_day(kept), "left_out": len(entries) - len(kept), "number": len(kept)}
