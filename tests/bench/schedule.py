"""How long the pure schedule takes: 1,000 activities with the form's 19 tasks, among 8 people with a year of leave."""

import random
import time
from datetime import date, timedelta

from checklist.models import Template
from checklist.schedule import Offsets, due_days, speak_by
from teams.working_days import Away, Calendar, Weekdays

ACTIVITIES, PEOPLE, STRETCHES_OF_LEAVE, SPOKEN_TO = 1000, 8, 30, 2
TODAY = date(2026, 1, 5)


def measure_schedule():
    """Print how many seconds it takes to work out every due day and every speak-by day."""
    dice = random.Random(19)
    stages = [task.stages for task in Template.objects.current().tasks.all()]
    people = [_calendar(dice) for _ in range(PEOPLE)]
    plans = [(_day(dice), dice.sample(people, 1 + SPOKEN_TO)) for _ in range(ACTIVITIES)]
    start = time.perf_counter()
    worked_out = sum(_work_out(day, stages, *calendars) for day, calendars in plans)
    taken = time.perf_counter() - start
    print(f"schedule: {ACTIVITIES} activities, {len(stages)} tasks each, {worked_out} speak-by days: {taken:.2f} s\n")


def _calendar(dice):
    weekdays = frozenset(dice.sample(range(5), dice.randint(2, 5)))
    leave = (_day(dice) for _ in range(STRETCHES_OF_LEAVE))
    return Calendar(
        (Weekdays(TODAY, weekdays),), tuple(Away(first, first + timedelta(days=dice.randint(0, 4))) for first in leave)
    )


def _day(dice):
    return TODAY + timedelta(days=dice.randint(0, 365))


def _work_out(day, stages, champion, *others):
    due = due_days(activity_date=day, planned_on=TODAY, offsets=Offsets(), champion=champion)
    for of_task in stages:
        for stage in of_task:
            for other in others:
                speak_by(due=due[stage], today=TODAY, champion=champion, other=other)
    return sum(map(len, stages)) * len(others)
