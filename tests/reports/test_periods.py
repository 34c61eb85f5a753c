"""Months, quarters and years of a project."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import Period, month_of, offered, project_year_of, publishing_problem, quarter_of

JUNE = 6
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
STARTS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period(date(2017, 10, 1), date(2017, 10, 31)), "October 2017"),
        (Period(date(2017, 9, 1), date(2017, 12, 31)), "September to December 2017"),
        (Period(date(2017, 6, 1), date(2018, 5, 31)), "June 2017 to May 2018"),
        (Period(date(2017, 10, 3), date(2017, 11, 2)), "3 October to 2 November 2017"),
        (Period(date(2017, 10, 3), date(2017, 10, 3)), "3 October 2017"),
        (Period(date(2017, 12, 3), date(2018, 1, 2)), "3 December 2017 to 2 January 2018"),
    ],
)
def test_a_period_is_named_as_people_say_it(period, name):
    assert period.name == name


def test_a_project_year_from_june_has_its_quarters_in_june_september_december_and_march():
    quarters = [quarter_of(date(2017, month, 15), starts=JUNE).first.month for month in (6, 8, 9, 11, 12)]
    assert quarters == [6, 6, 9, 9, 12]
    assert quarter_of(date(2018, 2, 28), starts=JUNE) == Period(date(2017, 12, 1), date(2018, 2, 28))
    assert project_year_of(date(2018, 5, 31), starts=JUNE) == Period(date(2017, 6, 1), date(2018, 5, 31))


def test_a_quarter_is_compared_with_the_quarter_before_and_the_same_one_last_year():
    autumn = quarter_of(date(2017, 10, 1), starts=JUNE)
    assert autumn.before == Period(date(2017, 6, 1), date(2017, 8, 31))
    assert autumn.year_before == Period(date(2016, 9, 1), date(2016, 11, 30))


def test_february_is_compared_with_a_whole_february_in_and_out_of_leap_years():
    assert month_of(date(2017, 2, 1)).year_before.last == date(2016, 2, 29)
    assert month_of(date(2016, 2, 1)).year_before.last == date(2015, 2, 28)
    assert Period(date(2016, 2, 20), date(2016, 2, 28)).year_before == Period(date(2015, 2, 20), date(2015, 2, 28))


@given(DAYS, STARTS)
def test_every_day_is_in_its_month_its_quarter_and_its_year_and_each_holds_the_smaller_one(day, starts):
    month, quarter, year = month_of(day), quarter_of(day, starts=starts), project_year_of(day, starts=starts)
    assert year.first <= quarter.first <= month.first <= day <= month.last <= quarter.last <= year.last
    assert (month.months, quarter.months, year.months) == (1, 3, 12)
    assert year.first.month == starts


@given(DAYS, st.integers(0, 800))
def test_the_period_before_ends_the_day_before_and_is_as_long(first, days):
    period = Period(first, first + timedelta(days=days))
    before = period.before
    assert before.last == period.first - timedelta(days=1)
    if period.is_of_whole_months:
        assert (before.is_of_whole_months, before.months) == (True, period.months)
    else:
        assert before.last - before.first == period.last - period.first


@given(DAYS, st.integers(0, 800))
def test_the_same_period_last_year_begins_on_the_same_day_of_the_year(first, days):
    earlier = Period(first, first + timedelta(days=days)).year_before
    assert (earlier.first.year, earlier.first.month) == (first.year - 1, first.month)
    assert earlier.first.day == first.day or (first.month, first.day, earlier.first.day) == (2, 29, 28)
    assert earlier.first <= earlier.last


@given(DAYS, STARTS)
def test_each_period_that_is_offered_beside_a_last_one_follows_it_without_a_gap(today, starts):
    periods = [period for _, period in offered(today, starts=starts)]
    for this, last in zip(periods[::2], periods[1::2], strict=True):
        assert last.last + timedelta(days=1) == this.first <= today <= this.last


@pytest.mark.parametrize(
    ("period", "is_whole", "problem"),
    [
        (Period(date(2017, 9, 1), date(2017, 11, 30)), True, ""),
        (Period(date(2017, 9, 1), date(2017, 11, 30)), False, "all teams together"),
        (Period(date(2017, 9, 1), date(2017, 12, 31)), True, "such as September to November 2017"),
        (Period(date(2017, 10, 1), date(2017, 12, 31)), True, "a whole quarter"),
        (Period(date(2017, 12, 1), date(2018, 2, 28)), True, "that is over"),
        (Period(date(2017, 6, 1), date(2018, 5, 31)), True, "a whole quarter"),
    ],
)
def test_only_whole_quarters_that_are_over_of_all_teams_are_published(period, is_whole, problem):
    said = publishing_problem(period, today=date(2018, 1, 15), starts=JUNE, is_whole_programme=is_whole)
    assert problem in said and bool(problem) == bool(said)
