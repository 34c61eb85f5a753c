"""When people work: patterns, leave and bank holidays. Pure functions: the answer depends on what is passed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby

from django.utils.formats import date_format
from holidays import country_holidays

ONE_DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
IN_WORDS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
# From this many days in a row on, "to" is said between the first and the last.
A_ROW = 3
# Nobody is waited for longer than this: a search over days ends here, in days.
FURTHEST = 400


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """The bank holidays of England in a year, each with its name.

    From the `holidays` library, which keeps them as data: some years have days that no rule foretells.
    """
    return dict(country_holidays("GB", subdiv="ENG", years=year))


def bank_holiday(day: date) -> str:
    """The name of the bank holiday on this day, or an empty string."""
    return bank_holidays(day.year).get(day, "")


def is_general_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday."""
    return day.weekday() in MONDAY_TO_FRIDAY and not bank_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """Return the day that is `count` general working days after `day`, or before it where negative."""
    one_day = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += one_day
        while not is_general_working_day(day):
            day += one_day
    return day


@dataclass(frozen=True)
class Weekdays:
    """The weekdays on which somebody works (Monday is 0), from a day on, and their hours where they said them."""

    starts_on: date
    weekdays: frozenset[int]
    added_at: datetime | None = None
    starts_at: time | None = None
    ends_at: time | None = None


@dataclass(frozen=True)
class Away:
    """A stretch of leave, first and last day included, and who stands in. Why somebody is away is nobody's business."""

    first_day: date
    last_day: date
    deputy: object = None
    added_at: datetime | None = None

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(eq=False)
class Calendar:
    """The days on which one person works.

    Where nobody has said which weekdays those are, they are Monday to Friday. Nobody works on a bank holiday or on
    leave. `besides` are days on which they come in although it is a day off.
    """

    patterns: tuple[Weekdays, ...] = ()
    leave: tuple[Away, ...] = ()
    besides: frozenset[date] = frozenset()
    _known: dict[date, bool] = field(default_factory=dict, repr=False)

    def pattern_on(self, day: date) -> Weekdays | None:
        """The pattern in force on a day; None where nobody has said one."""
        in_force = [pattern for pattern in self.patterns if pattern.starts_on <= day]
        return max(in_force, key=lambda pattern: pattern.starts_on, default=None)

    def weekdays_on(self, day: date) -> frozenset[int]:
        """The weekdays of the pattern in force on a day."""
        pattern = self.pattern_on(day)
        return pattern.weekdays if pattern else MONDAY_TO_FRIDAY

    def leave_on(self, day: date) -> Away | None:
        """The leave that this person is on that day, if any."""
        return next((away for away in self.leave if away.covers(day)), None)

    def works_on(self, day: date) -> bool:
        """Whether this person works on a day."""
        works = self._known.get(day)
        if works is None:
            is_usual = day.weekday() in self.weekdays_on(day) and not bank_holiday(day)
            works = self._known[day] = (is_usual or day in self.besides) and not self.leave_on(day)
        return works

    def plus(self, *days: date) -> "Calendar":
        """This calendar with days on which this person comes in besides: the day of their own activity."""
        return Calendar(self.patterns, self.leave, self.besides | set(days))

    def next_leave(self, day: date) -> Away | None:
        """The leave that this person is on, or that comes next after a day."""
        ahead = [away for away in self.leave if away.last_day >= day]
        return min(ahead, key=lambda away: away.first_day, default=None)

    def stands_in(self, day: date):
        """The deputy whom this person named for a day, or None."""
        return next((away.deputy for away in self.leave if away.covers(day) and away.deputy), None)

    def has_news_since(self, moment: datetime) -> bool:
        """Whether leave or a pattern was added at or after a moment."""
        return any(entry.added_at and entry.added_at >= moment for entry in (*self.patterns, *self.leave))

    def as_known_before(self, moment: datetime) -> "Calendar":
        """This calendar without what was added at or after a moment."""

        def older(entries):
            return tuple(entry for entry in entries if entry.added_at is None or entry.added_at < moment)

        return Calendar(older(self.patterns), older(self.leave), self.besides)


def last_day_together(calendars: Iterable[Calendar], *, on_or_before: date, not_before: date) -> date | None:
    """The last day on which all of these people work, from `not_before` to `on_or_before`; None where there is none."""
    return _first_together(calendars, on_or_before, -ONE_DAY, (on_or_before - not_before).days)


def next_day_together(calendars: Iterable[Calendar], *, on_or_after: date) -> date | None:
    """The first day on which all of these people work, from a day on; None where there is none for a year."""
    return _first_together(calendars, on_or_after, ONE_DAY, FURTHEST)


def _first_together(calendars, day, one_day, reach):
    calendars = list(calendars)
    for _ in range(min(reach, FURTHEST) + 1):
        for calendar in calendars:
            if not calendar.works_on(day):
                break
        else:
            return day
        day += one_day
    return None


def say_weekdays(weekdays: frozenset[int]) -> str:
    """Say weekdays as people do: "Mondays to Wednesdays and Fridays", "every day"; "no day" where there is none."""
    if weekdays == EVERY_DAY:
        return "every day"
    said = []
    # In a row of days, each is as far from its place among them all.
    for _, row in groupby(enumerate(sorted(weekdays)), key=lambda placed: placed[1] - placed[0]):
        names = [IN_WORDS[weekday] for _, weekday in row]
        said += [f"{names[0]} to {names[-1]}"] if len(names) >= A_ROW else names
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]])) or "no day"


def say_away(away: Away) -> str:
    """Say when somebody is away: "from Monday 26 to Friday 30 October 2026", "on Monday 26 October 2026"."""
    first, last = away.first_day, away.last_day
    if first == last:
        return f"on {date_format(first)}"
    if first.year != last.year:
        return f"from {date_format(first)} to {date_format(last)}"
    return f"from {date_format(first, 'l j' if first.month == last.month else 'l j F')} to {date_format(last)}"
