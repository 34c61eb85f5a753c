"""Addresses that nobody can guess, for what cannot sign in. They are signed, so nothing secret is in the database."""

from django.core.signing import BadSignature, Signer


def sign(pk: int, number: int, *, salt: str) -> str:
    """The part of the address that nobody can guess. Another `number` makes another address, and nothing else does."""
    return _signer(salt).sign(f"{pk}-{number}")


def read(token: str, *, salt: str) -> tuple[str, str] | None:
    """The row and the number that an address was signed for; None where nobody signed it."""
    try:
        pk, number = _signer(salt).unsign(token).split("-")
    except BadSignature:
        return None
    return pk, number


def _signer(salt):
    # A colon, the usual separator, would be written as %3A by some browsers and calendars.
    return Signer(salt=salt, sep=".")
