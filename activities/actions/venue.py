"""What is done to places and to what is known of them."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from activities.actions.tool import tick_line, untick_line
from activities.actions.upload import keep_upload
from activities.models import Activity, Room, Venue, VenueFact
from activities.models.venue import DETAILS
from activities.uploads import CleanFile
from activities.venue_facts import Answer, is_all_known, stamp
from activities.venue_search import findings_of
from checklist.form import Tool
from teams import trail


@dataclass(frozen=True)
class FactAnswer:
    """An answer, the number that was measured, and the stamp of what was saved when the form was opened."""

    answer: str
    number: int | None
    shown: str


class StaleVenue(Exception):
    """Somebody else changed the place after it was opened."""


class StaleFacts(Exception):
    """Somebody else answered the same questions after the form was opened: the first argument names them."""


class RoomThere(Exception):
    """The venue has a room of this name already."""


@transaction.atomic
def change_venue(*, venue: Venue, opened_version: int) -> None:
    """Save an edited place. Raises StaleVenue where somebody else changed it since `opened_version`."""
    row = Venue.objects.filter(pk=venue.pk, version=opened_version)
    if not row.update(version=F("version") + 1):
        raise StaleVenue
    venue.save(update_fields=DETAILS)


@transaction.atomic
def keep_risk_assessment(*, venue: Venue, file: CleanFile, by, today: date) -> None:
    """Keep a place's own risk assessment. Whoever brought it has seen it, and the facts say so."""
    trail.update(Venue.objects.filter(pk=venue.pk), risk_assessment_file=keep_upload(file=file, by=by))
    seen = {"answer": Answer.YES, "checked_by": by, "checked_on": today}
    VenueFact.objects.update_or_create(venue=venue, room=None, name="risk_assessment", defaults=seen)


def add_room(*, venue: Venue, name: str) -> Room:
    """Add a room. Raises RoomThere where the venue has one of this name."""
    try:
        with transaction.atomic():
            return Room.objects.create(venue=venue, name=name)
    except IntegrityError as error:
        raise RoomThere from error


@transaction.atomic
def save_facts(
    *,
    venue: Venue,
    room: Room | None,
    answers: dict[str, FactAnswer],
    by,
    today: date,
    activity: Activity | None = None,
) -> None:
    """Write what was found out about a venue, or about one of its rooms, as checked today by this person.

    Where a plan is in hand, and is here, its line about finding out is ticked once all that its group needs is known.
    Raises StaleFacts, and writes nothing, where somebody else gave another answer to the same questions meanwhile.
    """
    Venue.objects.select_for_update().get(pk=venue.pk)
    saved = {fact.name: fact for fact in VenueFact.objects.filter(venue=venue, room=room)}
    if stale := [name for name, given in answers.items() if _is_stale(given, saved.get(name))]:
        raise StaleFacts(stale)
    new, known = [], []
    for name, given in answers.items():
        fact = saved.get(name) or VenueFact(venue=venue, room=room, name=name)
        fact.answer, fact.number = given.answer, given.number
        fact.checked_by, fact.checked_on = by, today
        (known if fact.pk else new).append(fact)
    VenueFact.objects.bulk_create(new)
    VenueFact.objects.bulk_update(known, ["answer", "number", "checked_by", "checked_on"])
    if activity and activity.venue_id == venue.pk:
        tick_when_known(activity=activity, by=by, today=today)


def _is_stale(given, fact):
    return stamp(fact) not in (given.shown, stamp(given))


def tick_when_known(*, activity: Activity, by, today: date, had_another: bool = False) -> None:
    """Tick the line about finding out, where all that the group needs to know of the chosen place is known.

    Where the plan `had_another` place before, and not all is known of this one, it is to be done again.
    """
    if activity.venue_id and is_all_known(findings_of(activity, today=today)):
        tick_line(activity=activity, tool=Tool.VENUE, by=by)
    elif had_another:
        untick_line(activity=activity, tool=Tool.VENUE)
