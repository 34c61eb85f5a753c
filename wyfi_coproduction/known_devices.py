"""Devices that somebody signed in on before: a stranger’s guesses never use up the tries of those.

A signed cookie says which accounts signed in on a device, as marks that only this product can make.
"""

import secrets

from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "known_device"
LASTS = 180 * 24 * 60 * 60
# An office's computer; whoever signed in longest ago is forgotten.
MOST_ACCOUNTS = 10


def who_tries(request, email: str) -> str:
    """The name under which tries for an account are counted: a device that it knows has a count of its own."""
    device = _read(request)
    mark = _mark(email)
    return f"{mark} {device['id']}" if mark in device["accounts"] else f"{mark} stranger"


def remember_device(request, response, email: str) -> None:
    """Let the browser keep that this account signed in there."""
    device = _read(request)
    others = [mark for mark in device["accounts"] if mark != _mark(email)]
    device["accounts"] = [*others, _mark(email)][-MOST_ACCOUNTS:]
    value = signing.dumps(device, salt=__name__)
    response.set_cookie(COOKIE, value, LASTS, secure=request.is_secure(), httponly=True, samesite="Lax")


def _read(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=__name__, max_age=LASTS)
    except signing.BadSignature:
        return {"id": secrets.token_urlsafe(12), "accounts": []}


def _mark(email):
    return salted_hmac(__name__, email.strip().lower(), algorithm="sha256").hexdigest()[:20]
