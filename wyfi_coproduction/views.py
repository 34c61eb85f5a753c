"""The shell's own pages: whether the product is alive, and what to do when something went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from wyfi_coproduction.middleware import page_of_origin
from wyfi_coproduction.readiness import what_is_not_well
from wyfi_coproduction.request_ids import READ_OUT, request_id
from wyfi_coproduction.typed import typed_words


@require_safe
@login_not_required
def healthz(request):
    """Say that this process answers. It says nothing else, so that anybody may ask."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request):
    """Say whether all that the product stands on is well, else which part is not, in one word."""
    part = what_is_not_well()
    return HttpResponse(part or "ready", status=503 if part else 200, content_type="text/plain")


def stale_page(request, reason=""):
    """Answer a form whose security token ran out, and give back what was typed so that it can be copied."""
    context = {
        "typed": typed_words(request) if _sent_from_our_own_page(request) else [],
        "page": page_of_origin(request, "Referer"),
    }
    return render(request, "stale_page.html", context, status=403)


def _sent_from_our_own_page(request):
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def broken(request):
    """Say that something went wrong, with a code that finds it in the logs. It needs nothing that may be broken too."""
    return HttpResponseServerError(render_to_string("500.html", {"code": request_id.get()[:READ_OUT]}))
