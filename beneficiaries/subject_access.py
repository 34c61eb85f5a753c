"""By when somebody is told what is held of them. A pure rule, no database.

UK GDPR, article 12(3), as the Information Commissioner's Office counts it: the same date next month, or the last day of
that month where it is shorter; where that is no working day, the next one. The clock stands still while we wait to
hear what they mean.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from teams.working_days import is_general_working_day

ONE_DAY = timedelta(days=1)


def due_on(asked_on: date, *, today: date, waiting_from: date | None = None, waiting_until: date | None = None) -> date:
    """The last day to answer a request. While somebody is still asked what they mean, it moves with `today`."""
    day = asked_on + relativedelta(months=1)
    if waiting_from:
        day += max((waiting_until or today) - waiting_from, timedelta())
    while not is_general_working_day(day):
        day += ONE_DAY
    return day
