"""What is written down of asking others along. Doing again what was done already changes nothing."""

from django.db import transaction

from activities.actions.tool import tick_line, untick_line
from activities.models import OtherGuest
from activities.others import Answer
from checklist.form import Tool
from teams import trail
from teams.keeping import keep_once


@transaction.atomic
def ask_along(*, guest: OtherGuest, by) -> OtherGuest:
    """Keep that somebody else was asked along, and tick that line of the form. Asked twice is kept once."""
    guest.by = by
    kept = keep_once(guest, activity=guest.activity, who=guest.who, name=guest.name)
    tick_line(activity=guest.activity, tool=Tool.INVITE, by=by)
    return kept


def write_others_answer(*, guests, guest_id: int, answer: Answer) -> None:
    """Keep what one of these guests said. `ASKED` takes their answer back."""
    trail.update(guests.filter(pk=guest_id), answer=answer)


@transaction.atomic
def take_guest_off(*, activity, guests, guest_id: int) -> None:
    """One of these guests was not asked after all. Where nobody is left, that line of the form is to do again."""
    gone, _ = guests.filter(pk=guest_id).delete()
    if gone and not guests.exists():
        untick_line(activity=activity, tool=Tool.INVITE)
