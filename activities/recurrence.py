"""On which days something regular is on. Pure functions, no database.

The rule is the text of RFC 5545 (an RRULE), read by python-dateutil. Days are calendar days here, and times stay on the
clock: what begins at 10.30 begins at 10.30 in summer and in winter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import rrulestr
from django.db.models import TextChoices
from django.utils.dates import WEEKDAYS

from teams.working_days import bank_holiday

IN_RULES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
MOST_DAYS = 400


class Every(TextChoices):
    """How often something comes round. Which day it is follows from its first day."""

    WEEK = "week", "Every week"
    TWO_WEEKS = "two_weeks", "Every two weeks"
    MONTH = "month", "Every month, on the same weekday (the second Friday, for example)"


class Said(TextChoices):
    """What somebody said about one day."""

    ON = "on", "It is on as usual"
    OFF = "off", "It is not on"
    MOVED = "moved", "It is on another day instead"


@dataclass(frozen=True)
class SaidOfDay:
    """A day on which something would be on, and what somebody said about it."""

    day: date
    what: str
    moved_to: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Occurrence:
    """One time that something regular comes round. `day` is the day by its rule, `on` the day on which it is."""

    day: date
    on: date
    said: SaidOfDay | None = None

    @property
    def is_off(self) -> bool:
        return self.said is not None and self.said.what == Said.OFF

    @property
    def is_moved(self) -> bool:
        return self.on != self.day

    @property
    def holiday(self) -> str:
        """The bank holiday that it falls on, while nobody has said whether it is on."""
        return "" if self.said else bank_holiday(self.day)


def rule_of(every: str, first_day: date) -> str:
    """Write how often something comes round as an RRULE: "FREQ=MONTHLY;BYDAY=2FR".

    A day from the 29th on is the last of its weekday: not every month has a fifth.
    """
    if every == Every.WEEK:
        return "FREQ=WEEKLY"
    if every == Every.TWO_WEEKS:
        return "FREQ=WEEKLY;INTERVAL=2"
    return f"FREQ=MONTHLY;BYDAY={_place_in_month(first_day)}{IN_RULES[first_day.weekday()]}"


def every_of(rule: str) -> Every:
    """The other way round: how often a rule that `rule_of` wrote comes round."""
    if rule.startswith("FREQ=MONTHLY"):
        return Every.MONTH
    return Every.TWO_WEEKS if "INTERVAL=2" in rule else Every.WEEK


def _place_in_month(day):
    place = (day.day - 1) // 7 + 1
    return place if place in PLACES else -1


def say_rule(rule: str, first_day: date) -> str:
    """Say a rule as people do: "every Friday", "every two weeks, on Friday", "the second Friday of each month"."""
    weekday, every = WEEKDAYS[first_day.weekday()], every_of(rule)
    if every == Every.WEEK:
        return f"every {weekday}"
    if every == Every.TWO_WEEKS:
        return f"every two weeks, on {weekday}"
    return f"the {PLACES[_place_in_month(first_day)]} {weekday} of each month"


def days_between(rule: str, first_day: date, last_day: date | None, *, first: date, last: date) -> list[date]:
    """The days, from `first` to `last` and both included, on which a rule falls that holds from a first to a last day.

    At most `MOST_DAYS`, so that a rule without an end is no endless list.
    """
    first, last = max(first, first_day), min(last, last_day or last)
    if last < first:
        return []
    moments = rrulestr(rule, dtstart=_midnight(first_day)).xafter(_midnight(first), count=MOST_DAYS, inc=True)
    days = []
    for moment in moments:
        if moment.date() > last:
            break
        days.append(moment.date())
    return days


def _midnight(day):
    return datetime.combine(day, time.min)


def occurrences(
    rule: str, first_day: date, last_day: date | None, said: Iterable[SaidOfDay], *, first: date, last: date
) -> list[Occurrence]:
    """Each time that something regular comes round in a stretch of days, in order of the day on which it is.

    A day that is off is among them and says so. A day that was moved stands where it was moved to.
    """
    about = {each.day: each for each in said}
    falls = set(days_between(rule, first_day, last_day, first=first, last=last))
    moved_here = {day for day, each in about.items() if each.what == Said.MOVED and first <= each.moved_to <= last}
    # What was said of a day counts while the rule still falls on that day.
    falls |= {day for day in moved_here if days_between(rule, first_day, last_day, first=day, last=day)}
    found = (occurrence_on(day, about.get(day)) for day in falls)
    return sorted((each for each in found if first <= each.on <= last), key=lambda each: (each.on, each.day))


def occurrence_on(day: date, said: SaidOfDay | None) -> Occurrence:
    """The time that comes round on a day by its rule, given what was said of that day."""
    return Occurrence(day, said.moved_to if said and said.what == Said.MOVED else day, said)


class DayConverter:
    """A day in an address: 2026-12-04."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return date.fromisoformat(value)

    def to_url(self, value):
        return value.isoformat()
