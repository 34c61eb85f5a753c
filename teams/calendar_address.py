"""The private address of somebody's calendar. It is signed, so that nothing secret is kept in the database."""

from django.core.signing import BadSignature, Signer
from django.db.models import F

from teams.models import User

SALT = "teams.calendar_address"


def token_of(user: User) -> str:
    """The part of the address that nobody can guess. It changes with `calendar_number`, and with nothing else."""
    return _signer().sign(f"{user.pk}-{user.calendar_number}")


def owner_of(token: str) -> User | None:
    """Whose address this is; None where it is nobody's, was renewed, or its owner can no longer sign in."""
    try:
        pk, number = _signer().unsign(token).split("-")
    except BadSignature:
        return None
    return User.objects.active().filter(pk=pk, calendar_number=number).first()


def renew_address(*, user: User) -> None:
    """Give somebody a new address. Every earlier one leads nowhere from now on."""
    User.objects.filter(pk=user.pk).update(calendar_number=F("calendar_number") + 1)


def _signer():
    # A colon, the usual separator, would be written as %3A by some calendars.
    return Signer(salt=SALT, sep=".")
