"""Plans as entries of a calendar (RFC 5545). Pure: the same plan gives the same bytes, whenever it is asked for.

A beneficiary is named in an entry only where it `names_people`: neither by us nor in what somebody typed.
"""

import re
from collections.abc import Container, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone
from icalendar.enums import STATUS, TRANSP

from beneficiaries.references import leave_out

NAME = "Activity planner"
# A fixed name: the same plan is the same entry, whatever the product is called where it is served.
HOST = "activity-planner.wy-fi"
LONDON = ZoneInfo("Europe/London")
# When the clocks change, for calendars that do not know. The library's own has the one in March an hour late.
CLOCKS = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)
NOT_WRITTEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def calendar_of(entries: Iterable[Event], **properties) -> bytes:
    """A calendar with these entries, as the bytes that are sent."""
    calendar = Calendar.new(
        name=NAME, prodid=f"-//{HOST}//{NAME}//EN", subcomponents=[_clocks(), *entries], **properties
    )
    # It would be another one each time, and some programs take it for the UID of every entry.
    del calendar["UID"]
    return calendar.to_ical()


@cache
def _clocks():
    return Timezone.from_ical(CLOCKS)


def entry_of_plan(
    activity, *, stamp: datetime, site: str, names_people: bool = False, known: Container[str] = ()
) -> Event:
    """The entry of a plan that has a date. It stays one entry when the plan moves: SEQUENCE grows with its version.

    Without a start time it is all day, without an end one hour. `stamp` is when the plan last took a turn. A plan whose
    people are named comes with them as `people`; otherwise `known` are references that may be typed without a dash. One
    that is called off says so in its first words too: some calendars show no STATUS.
    """
    off = activity.is_called_off
    named = [person.reference for person in activity.people if not person.is_gone] if names_people else []
    people = f"With {', '.join(named)}" if named else ""
    say = partial(_say, names_people=names_people, known=known)
    link = f"{site}{activity.get_absolute_url()}"
    entry = Event.new(
        uid=f"activity-{activity.pk}@{HOST}",
        stamp=stamp.astimezone(UTC),
        sequence=activity.version - 1,
        summary=say(f"Called off: {activity.description}" if off else activity.description),
        location=say(activity.place) or None,
        description=_with_link(say(f"{activity.purpose}\n\n{people}".strip()), link),
        url=link,
        status=STATUS.CANCELLED if off else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if off else TRANSP.OPAQUE,
    )
    _set_times(entry, activity)
    return entry


def typed_in(activity) -> tuple[str, ...]:
    """What somebody typed that stands in the entry of a plan."""
    return activity.description, activity.place, activity.purpose


def _say(words, *, names_people, known):
    """Words without what breaks a line in some calendars and not in others, as pasted text may hold."""
    words = NOT_WRITTEN.sub("", "\n".join(words.splitlines()))
    words = words if names_people else leave_out(words, known)
    # The library would write a typed \N as a line break, so a joiner that nobody sees stands between the two.
    return words.replace(r"\N", "\\\u2060N")


def _with_link(words, link):
    return f"{words}\n\n{link}" if words else link


def _set_times(entry, activity):
    if activity.starts_at is None:
        _set_all_day(entry, activity.date)
        return
    starts = datetime.combine(activity.date, activity.starts_at, LONDON)
    entry.add("dtstart", starts)
    ends = activity.ends_at and datetime.combine(activity.date, activity.ends_at, LONDON)
    # In the hour that is left out in March, an end can fall on or before the start.
    if ends and ends.astimezone(UTC) > starts.astimezone(UTC):
        entry.add("dtend", ends)
    else:
        entry.add("duration", ONE_HOUR)


def _set_all_day(entry, day):
    entry.add("dtstart", day)
    entry.add("dtend", day + ONE_DAY)


def entry_of_talk(
    talk, *, key: str, stamp: datetime, site: str, names_people: bool, known: Container[str] = ()
) -> Event:
    """An all-day entry on the day by which to speak to somebody about a step. It blocks no time.

    A day that moves makes it another entry, as nothing counts how often it moved. `key` tells people apart, and is not
    to be read from the entry.
    """
    step, day = talk.step, talk.speak_by.day
    say = partial(_say, names_people=names_people, known=known)
    link = f"{site}{talk.activity.get_absolute_url()}"
    entry = Event.new(
        uid=f"speak-{step.pk}-{uuid5(NAMESPACE_OID, f'{key} {day}')}@{HOST}",
        stamp=stamp.astimezone(UTC),
        summary=say(f"Speak to {talk.who.name}: {step.task.text} ({talk.activity.description})"),
        description=_with_link(say(talk.sentence), link),
        url=link,
        status=STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )
    _set_all_day(entry, day)
    return entry
