"""The report: one page, at one address that holds what it is of."""

from django.conf import settings
from django.http import FileResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from reports.exports import as_csv, as_json, as_xlsx
from reports.forms import ReportForm
from reports.periods import offered
from reports.report import report
from reports.scope import Scope
from reports.small_numbers import Level
from teams.models import Team

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def report_detail(request):
    """The figures of a period for teams that the user sees. Filters that cannot be read get a sentence."""
    today, starts = timezone.localdate(), settings.PROJECT_YEAR_STARTS
    teams = Team.objects.visible_to(request.user)
    form = ReportForm(request.GET, teams=teams, today=today, starts=starts)
    context = {"form": form, "has_teams": teams.exists(), "offered": _offered(request, today, starts)}
    if form.is_valid() and context["has_teams"]:
        context |= _figures(request.user, form.cleaned_data, teams, today)
        if file := form.cleaned_data["format"]:
            return _file(file, context["tables"], context["scope"])
        context["files"] = _files(request)
    return render(request, "reports/report_detail.html", context)


def _figures(user, chosen, teams, today):
    scope = Scope(user, tuple(chosen["teams"] or teams), chosen["period"], today)
    level = Level(chosen["numbers"] or Level.ALL)
    return {"scope": scope, "tables": report(scope, level), "level": level, "is_whole": level == Level.ALL}


def _file(file, tables, scope):
    """The same figures for a spreadsheet or another tool."""
    if file == "json":
        return JsonResponse(as_json(tables, scope))
    name = f"report-{scope.period.first}-to-{scope.period.last}.{file}"
    if file == "xlsx":
        return FileResponse(as_xlsx(tables), as_attachment=True, filename=name, content_type=XLSX)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(as_csv(tables), content_type="text/csv; charset=utf-8", headers=headers)


def _files(request):
    """This address, once for each file."""
    return {file: f"?{_with(request, format=file)}" for file in ("xlsx", "csv", "json")}


def _with(request, **changed):
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = value
    return asked.urlencode()


def _offered(request, today, starts):
    """What can be chosen with one press: `(words, address)`, each keeping what else was chosen."""
    kept = [(name, value) for name in ("teams", "numbers") for value in request.GET.getlist(name)]
    return [
        (words, "?" + urlencode([("first", period.first), ("last", period.last), *kept]))
        for words, period in offered(today, starts=starts)
    ]
