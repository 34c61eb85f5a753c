"""A long file: how far it is, and then the file, for whoever asked for it and for nobody else."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.exports import TYPES
from reports.making import call_worker
from reports.models import Export
from reports.named import FIGURE_OF
from reports.rows import ROWS_OF
from teams.trail import keep_taking_out


def _own(request):
    return Export.objects.visible_to(request.user).not_expired(timezone.now())


@require_safe
def export_detail(request, key):
    """How far it is. Where whoever worked on it has gone, somebody else is called."""
    export = get_object_or_404(_own(request), key=key)
    if not export.is_over:
        call_worker(_own(request).filter(key=key))
    template = "reports/_export.html" if request.htmx else "reports/export_detail.html"
    return render(request, template, {"export": export, "title": FIGURE_OF[export.figure].title})


@require_safe
def export_file(request, key):
    """The file itself."""
    export = get_object_or_404(_own(request).exclude(file=""), key=key)
    try:
        file = export.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    what = f"{ROWS_OF[export.figure].name} as {export.format}"
    keep_taking_out(by=request.user, what=what, filters=export.filters, rows=export.rows_done)
    name = f"{export.figure}.{export.format}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[export.format])
