"""What a figure counts, row by row, for those who may see it."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.asked import address_of, read
from reports.figures import FIGURES
from reports.rows import ROWS_OF
from reports.tables import Type, definition_of
from teams.paging import page_of

PER_PAGE = 50
FIGURE_OF = {figure.__name__: figure for figure in FIGURES}


@require_safe
def rows_list(request, key):
    """The rows behind the figure `key`, with its filters. Where numbers of few people are hidden, so are the rows."""
    if key not in ROWS_OF:
        raise Http404
    asked, rows, figure = read(request), ROWS_OF[key], FIGURE_OF[key]
    context = {"asked": asked, "title": figure.title, "definition": definition_of(figure), "rows": rows}
    context |= {"report": reverse("reports:report_detail") + address_of(request), "scope": asked.scope}
    if asked.scope and asked.is_whole:
        page = page_of(request, rows.find(asked.scope).order_by(*rows.order), per_page=PER_PAGE)
        context |= {"page": page, "lines": [_line(rows, each) for each in page]}
    return render(request, "reports/rows_list.html", context)


def _line(rows, each):
    """A row as the page says it: where it leads, and each cell with whether it stands on the right."""
    cells = zip(rows.columns, rows.cells(each), strict=True)
    return rows.address(each), [(column.say(cell), column.type == Type.POUNDS) for column, cell in cells]
