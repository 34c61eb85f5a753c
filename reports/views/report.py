"""The report: one page, at one address that holds what it is of."""

from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from reports.asked import address_of, read
from reports.charts import chart_of
from reports.exports import CSV, XLSX, as_csv, as_json, as_xlsx
from reports.headlines import headlines
from reports.kept import counted
from reports.models import Export
from reports.named import FIGURE_OF
from reports.periods import offered
from reports.report import for_readers
from reports.rows import ROWS_OF
from reports.tables import Table
from teams.trail import keep_taking_out

FILES = ("xlsx", "csv", "json")
MOST_LONG_FILES = 10


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it: its table, its chart, and the address of what it counts, where there is one."""

    table: Table
    chart: SafeString
    rows: str


@require_safe
def report_detail(request):
    """The figures of a period for teams that the user sees. Filters that cannot be read get a sentence."""
    asked = read(request)
    context = {"asked": asked, "form": asked.form, "offered": _offered(request)}
    if asked.scope:
        is_again = "again" in request.GET
        every_table, counted_at = counted(asked.scope, again=is_again)
        if is_again:
            return redirect(request.path + address_of(request, again=None))
        tables = for_readers(every_table, asked.level)
        if (file := asked.form.cleaned_data["format"]) in FILES:
            return file_of(file, tables, asked)
        context |= {"scope": asked.scope, "tables": tables, "figures": shown(request, asked, tables)}
        context |= {"headlines": headlines(tables, asked.scope.period), "files": files(request)}
        context |= {"counted_at": timezone.localtime(counted_at), "again": address_of(request, again="1")}
        context |= {"pack": reverse("reports:pack_detail") + address_of(request), "long_files": _long_files(request)}
    return render(request, "reports/report_detail.html", context)


def shown(request, asked, tables):
    """Each figure with its chart. What it counts is only opened where every number is shown."""
    query = address_of(request)
    return [
        Shown(
            table,
            chart_of(table),
            reverse("reports:rows_list", args=[table.key]) + query if asked.is_whole and table.key in ROWS_OF else "",
        )
        for table in tables
    ]


def file_of(file, tables, asked):
    """The same figures for a spreadsheet or another tool, with an entry in the trail."""
    scope = asked.scope
    keep_figures_taken_out(file, tables, asked)
    if file == "json":
        return JsonResponse(as_json(tables, scope))
    name = f"report-{scope.period.first}-to-{scope.period.last}.{file}"
    if file == "xlsx":
        return FileResponse(as_xlsx(tables), as_attachment=True, filename=name, content_type=XLSX)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(as_csv(tables), content_type=CSV, headers=headers)


def keep_figures_taken_out(file, tables, asked):
    """Who took figures out is in the trail, with how many lines of them."""
    rows = sum(len(table.all_rows) for table in tables)
    keep_taking_out(by=asked.scope.user, what=f"figures as {file}", filters=asked.said, rows=rows)


def files(request):
    """This address, once for each file."""
    return {file: address_of(request, format=file) for file in FILES}


def _long_files(request):
    """One's own long files that wait, are being made or can be opened: `(what it is of, the file)`."""
    own = Export.objects.visible_to(request.user).not_expired(timezone.now()).filter(has_failed=False)
    return [(FIGURE_OF[export.figure].title, export) for export in own[:MOST_LONG_FILES]]


def _offered(request):
    """What can be chosen with one press: `(words, address)`, each keeping what else was chosen."""
    kept = [(name, value) for name in ("teams", "numbers") for value in request.GET.getlist(name)]
    return [
        (words, "?" + urlencode([("first", period.first), ("last", period.last), *kept]))
        for words, period in offered(timezone.localdate(), starts=settings.PROJECT_YEAR_STARTS)
    ]
