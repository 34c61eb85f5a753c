"""When each stage of a plan is due, and by when to speak to somebody. Pure: answers depend on what is passed in."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from checklist.form import Stage
from teams.working_days import (
    ONE_DAY,
    Calendar,
    add_working_days,
    last_day_together,
    next_day_together,
)


@dataclass(frozen=True)
class Offsets:
    """How far each stage lies from the activity: `weeks_before` in days, the other two in working days."""

    weeks_before: int = 14
    days_before: int = 3
    after: int = 2


def due_days(
    *, activity_date: date | None, planned_on: date, offsets: Offsets, champion: Calendar
) -> dict[Stage, date | None]:
    """Return the day by which each stage is best done; None where the activity has no date yet.

    Counted from the activity: weeks before is 14 days before it, days before 3 working days before it, after 2 working
    days later (the template's `offsets`; Monday to Friday without bank holidays). What comes before the activity is
    then brought forward to a day on which the champion works, what comes after it put off to one. The initial idea is
    due on the day that the plan is made, on day is the day itself, nothing is due before the plan was made, and no
    stage is due before an earlier one. The paper leaves these offsets open: they are this product's suggestion.
    """
    if activity_date is None:
        return dict.fromkeys(Stage, None) | {Stage.INITIAL_IDEA: planned_on}
    days_before = add_working_days(activity_date, -offsets.days_before)
    weeks_before = min(activity_date - timedelta(days=offsets.weeks_before), days_before)
    return {
        Stage.INITIAL_IDEA: planned_on,
        Stage.WEEKS_BEFORE: _at_work_by(weeks_before, champion, planned_on),
        Stage.DAYS_BEFORE: _at_work_by(days_before, champion, planned_on),
        Stage.ON_DAY: max(activity_date, planned_on),
        Stage.AFTER: _at_work_from(max(add_working_days(activity_date, offsets.after), planned_on), champion),
    }


def _at_work_by(day, champion, planned_on):
    """The last day up to this one on which the champion works and the plan is made; the day itself where none is."""
    return last_day_together([champion], on_or_before=day, not_before=planned_on) or max(day, planned_on)


def _at_work_from(day, champion):
    return next_day_together([champion], on_or_after=day) or day


class Chance(Enum):
    """Whether there is still a day on which to speak to somebody in time."""

    IN_TIME = "in time"
    LATE = "late"
    NONE_LEFT = "none left"


@dataclass(frozen=True)
class SpeakBy:
    """By when to speak to somebody, or the next chance where that has gone.

    `waits_for` is the last day in time on which the champion works and the other does not: why it has to be earlier.
    """

    chance: Chance
    day: date | None
    waits_for: date | None = None


def speak_by(*, due: date, today: date, champion: Calendar, other: Calendar | None) -> SpeakBy:
    """Return by when the champion is best to speak to somebody about what is due on a day.

    In time: the last day from `today` to `due` on which both work. None left: they share no such day, and `day` is
    the next one after it, if any. Late: the due day has gone, and `day` is the next one on which both work. Somebody
    without a calendar (a venue, a beneficiary) can be spoken to on any day on which the champion works.
    """
    both = [champion, other] if other else [champion]
    if due < today:
        return SpeakBy(Chance.LATE, next_day_together(both, on_or_after=today))
    day = last_day_together(both, on_or_before=due, not_before=today)
    if day is None:
        return SpeakBy(Chance.NONE_LEFT, next_day_together(both, on_or_after=due + ONE_DAY), waits_for=due)
    if day == due:
        return SpeakBy(Chance.IN_TIME, day)
    alone = last_day_together([champion], on_or_before=due, not_before=day)
    return SpeakBy(Chance.IN_TIME, day, waits_for=alone if alone != day else None)
