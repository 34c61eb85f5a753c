"""By when somebody is told what is held of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries.subject_access import due_on
from teams.working_days import is_general_working_day

days = st.dates(min_value=date(2018, 1, 1), max_value=date(2040, 12, 1))


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [
        (date(2026, 3, 10), date(2026, 4, 10)),
        # February has no 31st, and its last day is a Saturday.
        (date(2026, 1, 31), date(2026, 3, 2)),
        (date(2027, 1, 31), date(2027, 3, 1)),
        # In a leap year it has a 29th.
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 29)),
        # Christmas Day and Boxing Day of 2026 are a Friday and a Saturday: Monday the 28th is a holiday instead.
        (date(2026, 11, 25), date(2026, 12, 29)),
        # New Year’s Day.
        (date(2025, 12, 1), date(2026, 1, 2)),
        # A Sunday.
        (date(2026, 4, 10), date(2026, 5, 11)),
    ],
)
def test_it_is_the_same_date_next_month_or_the_next_working_day(asked_on, due):
    assert due_on(asked_on, today=asked_on) == due


def test_the_clock_stands_still_while_we_wait_to_hear_what_they_mean():
    asked = {"asked_on": date(2026, 3, 10), "waiting_from": date(2026, 3, 12)}
    assert due_on(**asked, today=date(2026, 3, 17)) == date(2026, 4, 15)
    assert due_on(**asked, waiting_until=date(2026, 3, 15), today=date(2026, 3, 30)) == date(2026, 4, 13)


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_the_day_is_a_working_day_soon_after_a_month_and_what_was_waited(asked_on, before, waited):
    start = asked_on + timedelta(days=before)
    end = start + timedelta(days=waited)
    due = due_on(asked_on, waiting_from=start, waiting_until=end, today=end)
    assert is_general_working_day(due)
    assert timedelta(28 + waited) <= due - asked_on <= timedelta(31 + waited + 5)
