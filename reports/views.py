"""The report: one page, at one address that holds what it is of."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from reports.forms import ReportForm
from reports.periods import offered
from reports.report import report
from reports.scope import Scope
from reports.small_numbers import Level
from teams.models import Team


@require_safe
def report_detail(request):
    """The figures of a period for teams that the user sees. Filters that cannot be read get a sentence."""
    today, starts = timezone.localdate(), settings.PROJECT_YEAR_STARTS
    teams = Team.objects.visible_to(request.user)
    form = ReportForm(request.GET, teams=teams, today=today, starts=starts)
    context = {"form": form, "has_teams": teams.exists(), "offered": _offered(request, today, starts)}
    if form.is_valid() and context["has_teams"]:
        context |= _figures(request.user, form.cleaned_data, teams, today)
    return render(request, "reports/report_detail.html", context)


def _figures(user, chosen, teams, today):
    scope = Scope(user, tuple(chosen["teams"] or teams), chosen["period"], today)
    level = Level(chosen["numbers"] or Level.ALL)
    return {"scope": scope, "tables": report(scope, level), "level": level, "is_whole": level == Level.ALL}


def _offered(request, today, starts):
    """What can be chosen with one press: `(words, address)`, each keeping what else was chosen."""
    kept = [(name, value) for name in ("teams", "numbers") for value in request.GET.getlist(name)]
    return [
        (words, "?" + urlencode([("first", period.first), ("last", period.last), *kept]))
        for words, period in offered(today, starts=starts)
    ]
