"""When something regular is on: agrees with dateutil, leaves out what is said to be off, and stays on the clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.recurrence import (
    MOST_DAYS,
    Every,
    Said,
    SaidOfDay,
    days_between,
    every_of,
    occurrences,
    rule_of,
    say_rule,
)

LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
CLOCK = st.times().map(lambda moment: moment.replace(microsecond=0))
OFTEN = st.sampled_from(Every)


@settings(max_examples=50)
@given(OFTEN, DAYS, st.none() | DAYS, DAYS, st.integers(0, 400), CLOCK)
def test_days_are_those_of_dateutil_at_the_same_time_on_the_clock(every, first_day, last_day, first, length, at):
    """dateutil counts in London's time here, over every change of the clock."""
    last, rule = first + timedelta(days=length), rule_of(every, first_day)
    start = datetime.combine(first_day, at, LONDON)
    until = datetime.combine(min(last, last_day or last), time.max, LONDON)
    moments = rrulestr(rule, dtstart=start).between(datetime.combine(first, time.min, LONDON), until, inc=True)
    found = days_between(rule, first_day, last_day, first=first, last=last)
    assert [datetime.combine(day, at, LONDON) for day in found] == moments


@settings(max_examples=30)
@given(OFTEN, DAYS)
def test_a_rule_falls_on_its_first_day_always_on_that_weekday_and_never_ends(every, first_day):
    rule = rule_of(every, first_day)
    assert every_of(rule) == every
    days = days_between(rule, first_day, None, first=first_day, last=date.max)
    assert days[0] == first_day and len(days) == MOST_DAYS
    assert {day.weekday() for day in days} == {first_day.weekday()}


@settings(max_examples=50)
@given(OFTEN, DAYS, st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Said), st.integers(1, 40))))
def test_each_day_is_there_once_where_it_is_held_and_a_day_that_is_off_says_so(every, first_day, told):
    rule, last = rule_of(every, first_day), first_day + timedelta(days=120)
    said = {}
    for days, what, further in told:
        day = first_day + timedelta(days=days)
        said[day] = SaidOfDay(day, what, day + timedelta(days=further) if what == Said.MOVED else None)
    moved = {day: each.moved_to for day, each in said.items() if each.moved_to}
    by_rule = days_between(rule, first_day, None, first=first_day, last=last)
    found = occurrences(rule, first_day, None, said.values(), first=first_day, last=last)
    assert [(each.on, each.day) for each in found] == sorted((moved.get(day, day), day) for day in by_rule)
    off = {day for day, each in said.items() if each.what == Said.OFF}
    assert {each.day for each in found if each.is_off} == off & set(by_rule)


def test_what_was_moved_into_a_month_is_in_it_and_what_was_moved_out_is_not():
    rule, first_day = rule_of(Every.WEEK, date(2026, 12, 4)), date(2026, 12, 4)
    said = [SaidOfDay(date(2027, 1, 1), Said.MOVED, date(2026, 12, 30))]
    december = occurrences(rule, first_day, None, said, first=date(2026, 12, 1), last=date(2026, 12, 31))
    january = occurrences(rule, first_day, None, said, first=date(2027, 1, 1), last=date(2027, 1, 31))
    assert [each.on.day for each in december] == [4, 11, 18, 25, 30]
    assert [each.on.day for each in january] == [8, 15, 22, 29]


def test_a_bank_holiday_is_there_and_asked_about_until_somebody_says():
    rule, christmas = rule_of(Every.WEEK, date(2026, 12, 4)), date(2026, 12, 25)
    for said, holiday in (([], "Christmas Day"), ([SaidOfDay(christmas, Said.ON)], "")):
        [each] = occurrences(rule, date(2026, 12, 4), None, said, first=christmas, last=christmas)
        assert each.holiday == holiday and not each.is_off


@pytest.mark.parametrize(
    ("every", "day", "words"),
    [
        (Every.WEEK, 4, "every Friday"),
        (Every.TWO_WEEKS, 9, "every two weeks, on Wednesday"),
        (Every.MONTH, 11, "the second Friday of each month"),
        (Every.MONTH, 22, "the fourth Tuesday of each month"),
        (Every.MONTH, 29, "the last Tuesday of each month"),
    ],
)
def test_a_rule_is_said_as_people_say_it(every, day, words):
    first_day = date(2026, 12, day)
    assert say_rule(rule_of(every, first_day), first_day) == words
