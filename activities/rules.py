"""What may stand in a plan, and how it is said. Pure functions, no database."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from textwrap import shorten

from django.utils import timezone
from django.utils.formats import date_format

from checklist.form import State, Tool

FURTHEST_AHEAD = timedelta(days=2 * 366)
FAR_OFF = "That is more than two years away. Check the year."
NO_DATE = "Date not known yet"
# How far "my week" looks ahead, and how long a finished activity's loose ends stay on it.
NEXT_WEEKS = timedelta(days=14)
LOOSE_ENDS_FOR = timedelta(days=28)
# What helps people is seen by those whose plan it is this long before and after.
SUPPORT_FROM, SUPPORT_UNTIL = timedelta(days=7), timedelta(days=1)
DIARY_YEARS = 20
MOST_SAID = 1000
NAMED_IN_A_SENTENCE = 4
NOT_YOURS = "A navigator ticks this one, in Review."


def date_problem(day: date, *, today: date) -> str:
    """Return what is wrong with a day to plan for, in a plain sentence, or an empty string."""
    if day < today:
        return "That day has already gone. Choose today or a later day."
    if day > today + FURTHEST_AHEAD:
        return FAR_OFF
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


def say_span(starts_at: time, ends_at: time | None) -> str:
    """Say how long something lasts: "1pm to 3pm", "from 1pm"."""
    return say_times(starts_at, ends_at) if ends_at else f"from {say_time(starts_at)}"


def say_when(day: date | None, starts_at: time | None = None, ends_at: time | None = None) -> str:
    """Say when an activity is: "Friday 31 October 2026, 1.30pm to 3pm"."""
    return ", ".join(filter(None, [date_format(day) if day else NO_DATE, say_times(starts_at, ends_at)]))


def say_times(starts_at: time | None, ends_at: time | None) -> str:
    """Say a start with its end, as far as they are known: "1.30pm to 3pm", "1.30pm", or nothing."""
    return " to ".join(say_time(moment) for moment in (starts_at, ends_at) if moment)


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


def start_of(day: date) -> datetime:
    """The first moment of a day here."""
    return timezone.make_aware(datetime.combine(day, time.min))


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


def days_of(month: date) -> tuple[date, date]:
    """The first and the last day of the month that begins on this day."""
    return month, month_after(month) - timedelta(days=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def group_by_day(activities: Iterable) -> dict[date, list]:
    """Activities by their date; they come in order of date."""
    return {day: list(group) for day, group in groupby(activities, key=lambda activity: activity.date)}


def say_changes(before, after, people_before: set[str], people_after: set[str]) -> str:
    """Say what is different in a plan for those who come, a line for each thing: time, place, people.

    The date is left out: a plan that moved keeps its two dates as dates.
    """
    lines = [
        f"{label}: {old or 'not known yet'} before, {new or 'not known yet'} now."
        for label, old, new in (
            ("Time", say_times(before.starts_at, before.ends_at), say_times(after.starts_at, after.ends_at)),
            ("Place", before.place, after.place),
        )
        if old != new
    ]
    if joined := sorted(people_after - people_before):
        lines.append(f"Joined: {', '.join(joined)}.")
    if left := sorted(people_before - people_after):
        lines.append(f"Left: {', '.join(left)}.")
    return "\n".join(lines)[:MOST_SAID]


def say_moved(moved: list, *, today: date) -> str:
    """Say how much has a new day, with a plan that moved or with somebody's leave, and what has become late by it."""
    if not moved:
        return ""
    late = [step.task.text for step in moved if has_become_late(step, today=today)]
    one = len(moved) == 1
    said = "One thing to do has a new day." if one else f"{len(moved)} things to do have new days."
    if not late:
        return f"{said} Nothing is late by it."
    rest = f" and {len(late) - NAMED_IN_A_SENTENCE} more" if len(late) > NAMED_IN_A_SENTENCE else ""
    named = ", ".join(f"“{shorten(text, 60, placeholder=' …')}”" for text in late[:NAMED_IN_A_SENTENCE])
    return f"{said} Late now: {named}{rest}."


def has_become_late(step, *, today: date) -> bool:
    """Whether a step that moved (`was_due_on`) was still to come before, and is late now."""
    is_late = step.due_on is not None and step.due_on < today
    return is_late and (step.was_due_on is None or step.was_due_on >= today)


def may_tick(tool: str, state: str, *, is_navigator: bool) -> bool:
    """Whether somebody may set a step of a line with this tool to a state.

    That support needs and risks are understood is for a navigator to say. Not needed and to do are for everyone.
    """
    return is_navigator or tool != Tool.UNDERSTOOD or state != State.DONE


def is_ahead(activity, *, today: date) -> bool:
    """Whether a plan is still to be made ready: it is on, and has not been."""
    return not activity.is_called_off and (activity.date is None or activity.date >= today)


def support_days(day: date) -> tuple[date, date]:
    """The first and the last day on which those whose plan it is see what helps people: a week before, a day after."""
    return day - SUPPORT_FROM, day + SUPPORT_UNTIL


def is_support_shared(activity, *, today: date) -> bool:
    """Whether those whose plan it is see today what helps the people on it. Of a called-off plan nobody does."""
    if activity.is_called_off or activity.date is None:
        return False
    first, last = support_days(activity.date)
    return first <= today <= last


def say_when_support_opens(day: date | None, *, today: date) -> str:
    """Say from when those whose plan it is will see what helps people; nothing where that has begun."""
    if day is None:
        return "Once this plan has a date, you can see this from a week before."
    first, _ = support_days(day)
    return f"You can see this from {date_format(first)}." if today < first else ""
