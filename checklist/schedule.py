"""When each stage of a plan is due. Pure functions: the answer depends on nothing but what is passed in."""

from datetime import date, timedelta

from checklist.form import Stage

WEEKS_BEFORE = timedelta(days=14)
DAYS_BEFORE_WORKING_DAYS = 3
AFTER_WORKING_DAYS = 2


def due_on(stage: Stage, *, activity_date: date | None, planned_on: date) -> date | None:
    """Return the day by which a step at this stage is best done, or None where the date is not known yet.

    The initial idea is due on the day it is planned; weeks before: 14 days before the activity; days before:
    3 working days before; on day: the day itself; after: 2 working days later. Nothing is due before the day it
    was planned. The form leaves these offsets open: they are this product's suggestion.
    """
    if stage == Stage.INITIAL_IDEA:
        return planned_on
    if activity_date is None:
        return None
    return max(_unbounded(stage, activity_date), planned_on)


def _unbounded(stage: Stage, activity_date: date) -> date:
    match stage:
        case Stage.WEEKS_BEFORE:
            return activity_date - WEEKS_BEFORE
        case Stage.DAYS_BEFORE:
            return add_working_days(activity_date, -DAYS_BEFORE_WORKING_DAYS)
        case Stage.ON_DAY:
            return activity_date
        case Stage.AFTER:
            return add_working_days(activity_date, AFTER_WORKING_DAYS)


def add_working_days(day: date, count: int) -> date:
    """Return the day that is `count` working days (Monday to Friday) after `day`, or before it where negative."""
    one_day = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += one_day
        while day.weekday() >= 5:
            day += one_day
    return day
