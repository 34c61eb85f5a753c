"""The shell's own pages: whether the product is alive, and what to do when something went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wyfi_coproduction.middleware import page_of_origin
from wyfi_coproduction.typed import typed_words


@require_safe
@login_not_required
def healthz(request):
    """Say that this process answers. It says nothing else, so that anybody may ask."""
    return HttpResponse("ok", content_type="text/plain")


def stale_page(request, reason=""):
    """Answer a form whose security token ran out, and give back what was typed so that it can be copied."""
    context = {
        "typed": typed_words(request) if _sent_from_our_own_page(request) else [],
        "page": page_of_origin(request, "Referer"),
    }
    return render(request, "stale_page.html", context, status=403)


def _sent_from_our_own_page(request):
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
