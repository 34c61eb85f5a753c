"""What is kept of somebody's answers about photographs, and of where something about their safety is written down."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from beneficiaries.models import Beneficiary, PhotoConsent, SafeguardingPointer
from beneficiaries.photographs import Said, ends_on
from teams import trail
from teams.keeping import keep_once


class StaleAnswer(Exception):
    """Somebody answered after the page was opened, so that a yes may not be what they say now."""


@transaction.atomic
def answer_about_photographs(
    *, person: Beneficiary, use: str, said: Said, months: int = 0, on: date, by, opened_with: int = 0
) -> bool:
    """Keep what somebody answered about one use. What stands already is left as it is; return whether this is new.

    A yes lasts so many `months`; the others last until the next answer. Raises StaleAnswer for a yes on a page that was
    opened with another answer than the newest one (0: none), so that an old page never takes a “no” away.
    """
    # Of two presses at the same moment, the second waits here until the first is kept.
    Beneficiary.objects.select_for_update().get(pk=person.pk)
    newest = PhotoConsent.objects.filter(beneficiary=person, use=use).last()
    until = ends_on(on, months) if said == Said.YES else None
    stands = (newest.said, newest.until) == (said, until) if newest else said == Said.TAKEN_BACK
    if stands or (said == Said.TAKEN_BACK and newest.said != Said.YES):
        return False
    if said == Said.YES and opened_with != (newest.pk if newest else 0):
        raise StaleAnswer
    PhotoConsent.objects.create(beneficiary=person, use=use, said=said, said_on=on, until=until, by=by)
    return True


@transaction.atomic
def point_to_safeguarding(*, pointer: SafeguardingPointer) -> SafeguardingPointer:
    """Keep where it is written down. Sent twice with the same `key` it is kept once."""
    return keep_once(pointer, by=pointer.by, key=pointer.key)


def take_pointer_back(*, pointers, pointer_id: int, by) -> bool:
    """Take back one of these pointers: it is kept, with who and when. Return whether that is new."""
    standing = pointers.filter(pk=pointer_id, taken_back_at__isnull=True)
    return bool(trail.update(standing, taken_back_by=by, taken_back_at=timezone.now()))
