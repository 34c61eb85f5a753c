"""A number for each request, by which whoever reads the logs finds what somebody tells about."""

import logging
import re
import secrets
from contextvars import ContextVar
from time import monotonic

from django.conf import settings

# What a proxy may call a request.
READABLE = re.compile(r"[A-Za-z0-9-]{8,64}")
# So many characters are read out by somebody, and find the request in a day's logs.
READ_OUT = 8
# Asked every few seconds by machines: worth a line only where all is not well.
ASKED_BY_MACHINES = {"healthz", "readyz"}

request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger(__name__)


def numbered_requests(get_response):
    """Give each request its number, send it back, and write one line of it: no address, no person, no words."""

    def middleware(request):
        started, token = monotonic(), request_id.set(_given(request) or secrets.token_hex(8))
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            _write(request, response, monotonic() - started)
            return response
        finally:
            request_id.reset(token)

    return middleware


def _given(request):
    """The number that a proxy of ours gave; a visitor could write this header too."""
    number = request.headers.get("X-Request-ID", "")
    return number if settings.ALLAUTH_TRUSTED_PROXY_COUNT and READABLE.fullmatch(number) else ""


def _write(request, response, seconds):
    match = request.resolver_match
    if match and match.view_name in ASKED_BY_MACHINES and response.status_code < 400:
        return
    extra = {"request": request, "status_code": response.status_code, "ms": round(seconds * 1000)}
    log.info("Answered", extra=extra)
