"""What is in the way of a plan, a sentence for each thing. It warns, and never blocks. Pure functions, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from hashlib import sha256
from unicodedata import normalize

from django.utils.formats import date_format
from django.utils.text import get_text_list

from activities.rules import say_span
from teams.working_days import IN_WORDS, Calendar, bank_holiday, say_away

# How long something lasts where nobody has said so.
A_PLAN = timedelta(hours=2)
AN_APPOINTMENT = timedelta(hours=1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """A part of a day, from one time after midnight to another. The end itself is free again."""

    start: timedelta
    end: timedelta

    def meets(self, other: "Stretch") -> bool:
        """Whether the two have any time in common: ending at 3 and starting at 3 is none."""
        return self.start < other.end and other.start < self.end


WHOLE_DAY = Stretch(timedelta(), ONE_DAY)


def taken_by_plan(starts_at: time | None, ends_at: time | None) -> Stretch:
    """The time that a plan takes: the whole day without a start, two hours without an end."""
    return _taken(starts_at, ends_at, A_PLAN) if starts_at else WHOLE_DAY


def taken_by_appointment(starts_at: time, ends_at: time | None) -> Stretch:
    """The time that an appointment takes: an hour without an end."""
    return _taken(starts_at, ends_at, AN_APPOINTMENT)


def _taken(starts_at, ends_at, usual):
    start = _since_midnight(starts_at)
    end = _since_midnight(ends_at) if ends_at else start + usual
    return Stretch(start, min(end, ONE_DAY))


def _since_midnight(moment):
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)


def same_place(one: str, other: str) -> bool:
    """Whether two people mean the same place, whatever the case and the spaces in which they typed it."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


@dataclass(frozen=True)
class Spot:
    """Where something is: in words, and in the directory where it was chosen from there."""

    words: str
    venue_id: int | None = None
    room_id: int | None = None

    def is_with(self, other: "Spot") -> bool:
        """Whether both are in one room. What one of them has in words alone is compared by its words."""
        if self.is_known_beside(other):
            return (self.venue_id, self.room_id) == (other.venue_id, other.room_id)
        return same_place(self.words, other.words)

    def is_known_beside(self, other: "Spot") -> bool:
        """Whether both were chosen from the directory."""
        return self.venue_id is not None and other.venue_id is not None


def _plain(place):
    # An accent can be typed as one character or as two.
    return " ".join(normalize("NFC", place).casefold().split())


def on_a_bank_holiday(day: date) -> list[str]:
    """The bank holiday on this day, if it is one."""
    name = bank_holiday(day)
    return [f"{date_format(day)} is a bank holiday: {name}."] if name else []


def of_calendars(calendars: Iterable[tuple[str, Calendar]], day: date) -> list[str]:
    """Who is away on a day, and who does not work on that weekday, from `(name, calendar)` of each."""
    calendars = list(calendars)
    leave = [(name, calendar.leave_on(day)) for name, calendar in calendars]
    away = [f"{name} is away {say_away(their)}." for name, their in leave if their]
    off = [
        name
        for name, calendar in calendars
        if day.weekday() not in calendar.weekdays_on(day) and not calendar.leave_on(day)
    ]
    if off:
        do = "does" if len(off) == 1 else "do"
        away.append(f"{_say_names(off)} {do} not work on {IN_WORDS[day.weekday()]}.")
    return away


def of_appointment(reference: str, word: str, starts_at: time, ends_at: time | None) -> str:
    """Somebody has an appointment at the time. Its word is said unless it says no more than that."""
    about = "" if word.casefold() == "appointment" else f": {word}"
    return f"{reference} has an appointment then{about}, {_say_span(starts_at, ends_at)}."


def of_people(names: list[str], called: str, starts_at: time | None, ends_at: time | None) -> str:
    """These people are on another plan at the time. It is `called` nothing where it is out of sight."""
    if called:
        what = f"{'is' if len(names) == 1 else 'are'} on “{called}” then"
    else:
        what = f"{'has' if len(names) == 1 else 'have'} something else on then"
    return f"{_say_names(names)} {what}, {_say_span(starts_at, ends_at)}."


def of_place(called: str, starts_at: time | None, ends_at: time | None) -> str:
    """Another plan is at this place at the time. It is `called` nothing where it is out of sight."""
    what = f"“{called}” is at this place then" if called else "Another team has something at this place"
    return f"{what}, {_say_span(starts_at, ends_at)}."


def of_room(called: str, starts_at: time | None, ends_at: time | None) -> str:
    """Another plan is in this very room at the time. Of one that is out of sight, only that much is said."""
    what = f"“{called}” is in this room then" if called else "The room is in use then"
    return f"{what}, {_say_span(starts_at, ends_at)}."


def _say_span(starts_at, ends_at):
    return say_span(starts_at, ends_at) if starts_at else "at a time not known yet"


def _say_names(names):
    return get_text_list(names, "and")


def mark_of(clashes: Iterable[str]) -> str:
    """A short text that stands for these clashes and for no others."""
    return sha256("\n".join(clashes).encode()).hexdigest()[:16]
