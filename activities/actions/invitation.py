"""What is written down of asking somebody to come. Doing again what was done already changes nothing."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from activities.models import Asking
from activities.participation import Invitation
from beneficiaries.profile import Asked
from teams import trail
from teams.keeping import keep_once


@transaction.atomic
def write_asking(*, parts, part_id: int, how: Asked, on: date, by) -> None:
    """Keep that one of these people was asked. What they said already stays; asked in two ways is two rows."""
    part = parts.on_the_plan().filter(pk=part_id).select_for_update(of=("self",)).first()
    if part is None:
        return
    keep_once(Asking(participation=part, how=how, on=on, by=by), participation=part, how=how, on=on)
    trail.update(parts.filter(pk=part_id, invitation=Invitation.NOT_ASKED), invitation=Invitation.INVITED)


@transaction.atomic
def take_asking_back(*, parts, part_id: int, asking_id: int) -> None:
    """Undo that. Whoever was not asked in another way, and has not answered, is not asked."""
    Asking.objects.filter(participation__in=parts.filter(pk=part_id), pk=asking_id).delete()
    _back_to_asked(parts.filter(pk=part_id, invitation=Invitation.INVITED))


@transaction.atomic
def write_answer(*, parts, part_id: int, answer: Invitation, on: date) -> None:
    """Keep what one of these people said, and since when. `INVITED` takes their answer back."""
    part = parts.on_the_plan().filter(pk=part_id)
    if answer == Invitation.INVITED:
        trail.update(part, invitation=Invitation.INVITED, answered_on=None)
        _back_to_asked(part)
    else:
        trail.update(part.exclude(invitation=answer), invitation=answer, answered_on=on)


def _back_to_asked(part):
    """Of whoever has no answer, say whether they were asked at all."""
    unasked = part.filter(~Exists(Asking.objects.filter(participation=OuterRef("pk"))))
    trail.update(unasked, invitation=Invitation.NOT_ASKED)
