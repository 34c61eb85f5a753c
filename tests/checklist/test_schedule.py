"""The rule of when each stage is due."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.form import Stage
from checklist.schedule import add_working_days, due_on

days = st.dates(min_value=date(2017, 1, 1), max_value=date(2040, 12, 31))
notice = st.integers(min_value=0, max_value=400)


def due_days(planned_on, activity_date):
    return [due_on(stage, activity_date=activity_date, planned_on=planned_on) for stage in Stage]


@given(days, notice)
def test_due_days_follow_the_order_of_the_stages(planned_on, days_ahead):
    due = due_days(planned_on, planned_on + timedelta(days=days_ahead))
    assert due == sorted(due)


@given(days, notice)
def test_nothing_is_due_before_the_plan_was_made(planned_on, days_ahead):
    assert min(due_days(planned_on, planned_on + timedelta(days=days_ahead))) == planned_on


@given(days)
def test_without_a_date_only_the_initial_idea_is_due(planned_on):
    assert due_days(planned_on, None) == [planned_on, None, None, None, None]


def test_a_plan_with_good_notice_follows_the_suggested_offsets():
    assert due_days(date(2026, 10, 1), date(2026, 11, 11)) == [
        date(2026, 10, 1),
        date(2026, 10, 28),
        date(2026, 11, 6),
        date(2026, 11, 11),
        date(2026, 11, 13),
    ]


@given(days, st.integers(min_value=-30, max_value=30).filter(bool))
def test_working_days_never_end_at_a_weekend(day, count):
    assert add_working_days(day, count).weekday() < 5


@given(days.filter(lambda day: day.weekday() < 5), st.integers(min_value=1, max_value=30))
def test_working_days_there_and_back_again_is_where_one_started(day, count):
    assert add_working_days(add_working_days(day, count), -count) == day
