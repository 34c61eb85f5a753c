"""The private address of somebody's calendar."""

from django.db.models import F

from teams import secret_address
from teams.models import User

SALT = "teams.calendar_address"


def token_of(user: User) -> str:
    """The part of the address that nobody can guess. It changes with `calendar_number`, and with nothing else."""
    return secret_address.sign(user.pk, user.calendar_number, salt=SALT)


def owner_of(token: str) -> User | None:
    """Whose address this is; None where it is nobody's, was renewed, or its owner can no longer sign in."""
    signed = secret_address.read(token, salt=SALT)
    if signed is None:
        return None
    pk, number = signed
    return User.objects.active().filter(pk=pk, calendar_number=number).first()


def renew_address(*, user: User) -> None:
    """Give somebody a new address. Every earlier one leads nowhere from now on."""
    User.objects.filter(pk=user.pk).update(calendar_number=F("calendar_number") + 1)
