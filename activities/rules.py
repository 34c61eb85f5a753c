"""What may stand in a plan, and how it is said. Pure functions, no database."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.formats import date_format

FURTHEST_AHEAD = timedelta(days=2 * 366)
NO_DATE = "Date not known yet"
# How far "my week" looks ahead, and how long a finished activity's loose ends stay on it.
NEXT_WEEKS = timedelta(days=14)
LOOSE_ENDS_FOR = timedelta(days=28)
DIARY_YEARS = 20


def date_problem(day: date, *, today: date) -> str:
    """Return what is wrong with a day to plan for, in a plain sentence, or an empty string."""
    if day < today:
        return "That day has already gone. Choose today or a later day."
    if day > today + FURTHEST_AHEAD:
        return "That is more than two years away. Check the year."
    return ""


def times_problem(starts_at: time | None, ends_at: time | None) -> str:
    """Return what is wrong with a start and an end, in a plain sentence, or an empty string."""
    if ends_at and not starts_at:
        return "Add a start time too."
    if ends_at and ends_at <= starts_at:
        return "The end is before the start. Check both times."
    return ""


def say_time(moment: time) -> str:
    """Say a time the way people write it: 1.30pm, 2pm, midday."""
    if moment == time(12):
        return "midday"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def say_when(day: date | None, starts_at: time | None = None, ends_at: time | None = None) -> str:
    """Say when an activity is: "Friday 31 October 2026, 1.30pm to 3pm"."""
    said = date_format(day) if day else NO_DATE
    if starts_at:
        said += f", {say_time(starts_at)}"
    if ends_at:
        said += f" to {say_time(ends_at)}"
    return said


@dataclass(frozen=True)
class StepsByDue:
    """Steps to do, sorted into what is late, due this week and coming next."""

    late: list
    this_week: list
    coming: list

    @property
    def anything(self) -> bool:
        return bool(self.late or self.this_week or self.coming)


def sort_by_due(steps: Iterable, *, today: date) -> StepsByDue:
    """Sort steps with a `due_on` by when they are due, each list in the order of the stages.

    Late is before today; this week is up to and with Sunday; coming is after that.
    """
    steps = sorted(steps, key=lambda step: (step.stage_place, step.due_on))
    sunday = today + timedelta(days=6 - today.weekday())
    return StepsByDue(
        late=[step for step in steps if step.due_on < today],
        this_week=[step for step in steps if today <= step.due_on <= sunday],
        coming=[step for step in steps if step.due_on > sunday],
    )


def read_month(text: str, *, today: date) -> date:
    """Return the first day of the month written as "2026-10"; this month where it cannot be read or is far off."""
    try:
        month = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return today.replace(day=1)
    return month if abs(month.year - today.year) <= DIARY_YEARS else today.replace(day=1)


def weeks_of(month: date) -> list[list[date]]:
    """The weeks, Monday to Sunday, that a month touches."""
    return Calendar().monthdatescalendar(month.year, month.month)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def group_by_day(activities: Iterable) -> dict[date, list]:
    """Activities by their date; they come in order of date."""
    return {day: list(group) for day, group in groupby(activities, key=lambda activity: activity.date)}
