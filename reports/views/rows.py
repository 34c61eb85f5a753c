"""What a figure counts, row by row, for those who may see it: on a page, as a file, or as a long file."""

from io import BytesIO

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reports.actions import ask_for_export
from reports.asked import address_of, filters_of, read
from reports.exports import TYPES
from reports.making import call_worker
from reports.models import Export
from reports.named import FIGURE_OF, definition_named
from reports.row_files import LINES, MOST_AT_ONCE, MOST_IN_EXCEL, write_xlsx
from reports.rows import ROWS_OF
from reports.tables import Type
from teams.paging import page_of
from teams.trail import keep_taking_out

PER_PAGE = 50
FILES = dict(Export.Format.choices)


@require_safe
def rows_list(request, key):
    """The rows behind the figure `key`, with its filters. Where numbers of few people are hidden, so are the rows."""
    asked, rows = _asked(request, key)
    context = {"asked": asked, "title": FIGURE_OF[key].title, "definition": definition_named(key), "rows": rows}
    context |= {"report": reverse("reports:report_detail") + address_of(request, format=None), "scope": asked.scope}
    if asked.scope and asked.is_whole:
        if (file := asked.form.cleaned_data["format"]) in FILES:
            return _file(request, key, file, asked, context)
        page = page_of(request, rows.find(asked.scope).order_by(*rows.order), per_page=PER_PAGE)
        context |= {"page": page, "lines": [_line(rows, each) for each in page]}
        context["files"] = [(words, address_of(request, format=file)) for file, words in FILES.items()]
    return render(request, "reports/rows_list.html", context)


@require_POST
def export_ask(request, key):
    """Ask for a long file of these rows, and go where it says how far it is."""
    asked, rows = _asked(request, key)
    file = asked.form.cleaned_data.get("format")
    if not asked.scope or not asked.is_whole or file not in FILES:
        return redirect(reverse("reports:rows_list", args=[key]) + address_of(request, format=None))
    number = rows.find(asked.scope).count()
    export = ask_for_export(
        by=request.user, figure=key, filters=filters_of(asked.scope), format=file, rows=number
    )  # fmt: skip
    call_worker(Export.objects.visible_to(request.user).filter(pk=export.pk))
    return redirect(export)


def _asked(request, key):
    if key not in ROWS_OF:
        raise Http404
    return read(request), ROWS_OF[key]


def _line(rows, each):
    """A row as the page says it: where it leads, and each cell with whether it stands on the right."""
    cells = zip(rows.columns, rows.cells(each), strict=True)
    return rows.address(each), [(column.say(cell), column.type == Type.POUNDS) for column, cell in cells]


def _file(request, key, file, asked, context):
    """The rows as a file at once; where they are many, ask first."""
    rows, number = ROWS_OF[key], ROWS_OF[key].find(asked.scope).count()
    if number > MOST_AT_ONCE:
        ask = reverse("reports:export_ask", args=[key]) + address_of(request)
        too_many = file == Export.Format.XLSX and number > MOST_IN_EXCEL
        back = address_of(request, format=None)
        context |= {"number": number, "ask": ask, "is_too_much_for_excel": too_many, "back": back, "file": FILES[file]}
        return render(request, "reports/export_ask.html", context)
    keep_taking_out(by=request.user, what=f"{rows.name} as {file}", filters=asked.said, rows=number)
    name = f"{rows.name}-{asked.scope.period.first}-to-{asked.scope.period.last}.{file}"
    if file == Export.Format.XLSX:
        return FileResponse(_workbook(key, asked.scope), as_attachment=True, filename=name, content_type=TYPES[file])
    pieces = (piece for piece, _ in LINES[file](rows, asked.scope))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=TYPES[file], headers=headers)


def _workbook(key, scope):
    workbook = BytesIO()
    for _ in write_xlsx(workbook, ROWS_OF[key], scope, definition_named(key)):
        pass
    workbook.seek(0)
    return workbook
