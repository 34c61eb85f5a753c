"""The shell's own pages: whether the product is alive, and what to do when something went wrong."""

import sys
from errno import EDQUOT, EFBIG, ENOSPC

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from wyfi_coproduction.middleware import page_of_origin
from wyfi_coproduction.readiness import what_is_not_well
from wyfi_coproduction.request_ids import READ_OUT, request_id
from wyfi_coproduction.typed import typed_words

# What a system says where there is no room for a file.
FULL = {ENOSPC, EDQUOT, EFBIG}


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
    code = request_id.get()[:READ_OUT]
    if not passes_by_itself(sys.exception()):
        return HttpResponseServerError(render_to_string("500.html", {"code": code}))
    is_press = request.method == "POST"
    context = {
        "code": code,
        "is_press": is_press,
        "typed": typed_words(request) if is_press and _sent_from_our_own_page(request) else [],
        "page": page_of_origin(request, "Referer") if is_press else request.get_full_path(),
    }
    content = render_to_string("503.html", context)
    return HttpResponse(content, status=503, headers={"Retry-After": "60", "Cache-Control": "private, no-store"})


def passes_by_itself(error) -> bool:
    """Whether nothing is wrong but that the database is away or the disk is full."""
    return isinstance(error, (OperationalError, InterfaceError)) or getattr(error, "errno", None) in FULL
