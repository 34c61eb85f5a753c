"""Files that people brought, for whoever sees what they belong to."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.models import Upload
from teams import trail

# Nothing in a file may run, fetch or be framed, whatever a browser takes it for. The style is the browser's own: it
# shows a picture on a page that it makes itself.
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@require_safe
def upload_open(request, key):
    """A picture in the browser, a PDF to save."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), key=key)
    try:
        file = upload.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    paid = [payment.beneficiary for payment in upload.payments.select_related("beneficiary")]
    trail.keep_reading_of_all(by=request.user, of=paid, what="a receipt of what was paid to them")
    headers = {"Content-Security-Policy": NOTHING_RUNS}
    return FileResponse(file, as_attachment=upload.kind == Upload.Kind.PDF, headers=headers)
