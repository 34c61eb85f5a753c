"""The days on which people work: patterns, leave, bank holidays, who stands in, and how they are said."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.working_days import (
    IN_WORDS,
    MONDAY_TO_FRIDAY,
    Away,
    Calendar,
    Weekdays,
    add_working_days,
    bank_holiday,
    is_general_working_day,
    last_day_together,
    next_day_together,
    say_away,
    say_weekdays,
)

days = st.dates(min_value=date(2017, 1, 1), max_value=date(2040, 12, 31))
weekdays = st.frozensets(st.integers(min_value=0, max_value=6))
TUESDAY, THURSDAY, SATURDAY = 1, 3, 5
A_MONDAY = date(2026, 10, 5)


@st.composite
def stretches(draw, around):
    first = around + timedelta(days=draw(st.integers(min_value=-60, max_value=60)))
    return Away(first, first + timedelta(days=draw(st.integers(min_value=0, max_value=30))))


@st.composite
def calendars(draw, around):
    """Somebody's weekdays, which change on days near this one, and their leave around it."""
    starts = st.integers(min_value=-60, max_value=60).map(lambda number: around + timedelta(days=number))
    patterns = draw(st.lists(st.builds(Weekdays, starts, weekdays), max_size=3))
    return Calendar(tuple(patterns), tuple(draw(st.lists(stretches(around), max_size=3))))


@st.composite
def days_and_calendars(draw):
    day = draw(days)
    return day, draw(st.lists(calendars(day), min_size=1, max_size=3))


def only(*weekdays, since=date(2020, 1, 1)):
    return Weekdays(since, frozenset(weekdays))


class TestBankHolidays:
    @pytest.mark.parametrize(
        "day",
        [
            date(2020, 5, 8),  # VE Day, in the place of the first Monday
            date(2022, 6, 2),  # the Spring holiday, moved for the Jubilee
            date(2022, 6, 3),
            date(2026, 12, 25),
            date(2026, 12, 28),  # for Boxing Day, which is a Saturday
        ],
    )
    def test_nobody_works_on_one(self, day):
        assert bank_holiday(day)
        assert not is_general_working_day(day)
        assert not Calendar((only(*range(7)),)).works_on(day)

    @pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30), date(2026, 12, 24), date(2026, 12, 29)])
    def test_the_days_that_they_moved_from_and_the_days_around_them_are_working_days(self, day):
        assert bank_holiday(day) == ""
        assert Calendar().works_on(day)

    def test_working_days_are_counted_around_christmas(self):
        assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
        assert add_working_days(date(2026, 12, 29), -2) == date(2026, 12, 23)

    @given(days, st.integers(min_value=1, max_value=20))
    def test_counting_so_many_working_days_passes_so_many_and_ends_on_one(self, day, count):
        there = add_working_days(day, count)
        passed = sum(
            is_general_working_day(day + timedelta(days=number)) for number in range(1, (there - day).days + 1)
        )
        assert passed == count and is_general_working_day(there)


class TestDoesSomebodyWorkOnADay:
    @given(days)
    def test_where_nobody_has_said_it_is_monday_to_friday(self, day):
        assert Calendar().works_on(day) == is_general_working_day(day)
        assert Calendar().pattern_on(day) is None

    @given(days_and_calendars())
    def test_they_do_on_their_weekdays_but_not_on_leave_nor_on_a_bank_holiday(self, drawn):
        day, [calendar, *_] = drawn
        on_leave = any(away.first_day <= day <= away.last_day for away in calendar.leave)
        expected = day.weekday() in calendar.weekdays_on(day) and not on_leave and not bank_holiday(day)
        assert calendar.works_on(day) == expected

    def test_leave_includes_its_first_and_its_last_day(self):
        calendar = Calendar(leave=(Away(A_MONDAY, A_MONDAY + timedelta(days=2)),))
        assert [calendar.works_on(A_MONDAY + timedelta(days=number)) for number in range(-3, 5)] == [
            True, False, False, False, False, False, True, True,
        ]  # fmt: skip

    def test_a_pattern_counts_from_its_first_day_until_a_later_one(self):
        calendar = Calendar((only(THURSDAY, since=date(2026, 10, 15)), only(TUESDAY, since=date(2026, 10, 6))))
        october = [date(2026, 10, day) for day in range(1, 31)]
        assert [day.day for day in october if calendar.works_on(day)] == [1, 2, 5, 6, 13, 15, 22, 29]

    @given(days, weekdays, weekdays)
    def test_the_order_in_which_patterns_were_saved_does_not_matter(self, day, first, second):
        patterns = (Weekdays(day, first), Weekdays(day - timedelta(days=7), second))
        assert Calendar(patterns).weekdays_on(day) == Calendar(patterns[::-1]).weekdays_on(day) == first

    def test_hours_come_with_the_pattern(self):
        hours = Weekdays(A_MONDAY, frozenset({TUESDAY}), starts_at=time(9), ends_at=time(14))
        assert Calendar((hours,)).pattern_on(A_MONDAY).ends_at == time(14)


class TestDaysTogether:
    @given(days_and_calendars(), st.integers(min_value=0, max_value=60))
    def test_the_last_day_together_is_the_last_on_which_all_of_them_work(self, drawn, reach):
        day, calendars = drawn
        not_before = day - timedelta(days=reach)
        together = [
            day - timedelta(days=number)
            for number in range(reach + 1)
            if all(calendar.works_on(day - timedelta(days=number)) for calendar in calendars)
        ]
        assert last_day_together(calendars, on_or_before=day, not_before=not_before) == (together or [None])[0]

    @given(days_and_calendars())
    def test_the_next_day_together_comes_no_later_than_any_other(self, drawn):
        day, calendars = drawn
        found = next_day_together(calendars, on_or_after=day)
        before = (found - day).days if found else 90
        assert found is None or all(calendar.works_on(found) for calendar in calendars)
        assert not any(
            all(calendar.works_on(day + timedelta(days=number)) for calendar in calendars) for number in range(before)
        )

    def test_two_who_never_work_on_the_same_day_have_none(self):
        calendars = [Calendar((only(TUESDAY),)), Calendar((only(THURSDAY),))]
        assert last_day_together(calendars, on_or_before=date(2026, 12, 31), not_before=date(2026, 1, 1)) is None
        assert next_day_together(calendars, on_or_after=date(2026, 1, 1)) is None

    def test_before_a_week_of_leave_it_is_the_friday(self):
        mel = Calendar(leave=(Away(date(2026, 10, 26), date(2026, 10, 30)),))
        reached = last_day_together([mel, Calendar()], on_or_before=date(2026, 10, 28), not_before=date(2026, 10, 14))
        assert reached == date(2026, 10, 23)

    def test_nobody_is_looked_for_before_the_first_day_asked_about(self):
        away = Calendar(leave=(Away(A_MONDAY, A_MONDAY),))
        assert last_day_together([away], on_or_before=A_MONDAY, not_before=A_MONDAY) is None


class TestLeave:
    AUTUMN = Away(date(2026, 10, 26), date(2026, 10, 30), deputy="Sanjay")
    WINTER = Away(date(2026, 12, 21), date(2027, 1, 1))

    def test_whoever_was_named_stands_in_and_only_while_somebody_is_away(self):
        calendar = Calendar(leave=(self.WINTER, self.AUTUMN))
        assert calendar.stands_in(date(2026, 10, 26)) == calendar.stands_in(date(2026, 10, 30)) == "Sanjay"
        assert calendar.stands_in(date(2026, 10, 25)) is None
        assert calendar.stands_in(date(2026, 12, 25)) is None

    def test_one_of_two_stretches_that_touch_is_enough_to_name_somebody(self):
        unnamed = Away(date(2026, 10, 28), date(2026, 10, 28))
        assert Calendar(leave=(unnamed, self.AUTUMN)).stands_in(date(2026, 10, 28)) == "Sanjay"

    def test_the_next_leave_is_the_one_under_way_or_the_soonest(self):
        calendar = Calendar(leave=(self.WINTER, self.AUTUMN))
        assert calendar.next_leave(date(2026, 10, 1)) == calendar.next_leave(date(2026, 10, 30)) == self.AUTUMN
        assert calendar.next_leave(date(2026, 10, 31)) == self.WINTER
        assert calendar.next_leave(date(2027, 1, 2)) is None

    @given(days_and_calendars(), st.lists(st.integers(min_value=0, max_value=4), min_size=6, max_size=6))
    def test_what_was_known_before_a_moment_is_what_had_been_added_by_then(self, drawn, added):
        _, [calendar, *_] = drawn
        noon = datetime(2026, 10, 14, 12, tzinfo=UTC)
        entries = [
            type(entry)(**vars(entry) | {"added_at": noon + timedelta(hours=hours - 2)})
            for entry, hours in zip((*calendar.patterns, *calendar.leave), added, strict=False)
        ]
        patterns = tuple(entry for entry in entries if isinstance(entry, Weekdays))
        leave = tuple(entry for entry in entries if isinstance(entry, Away))
        known = Calendar(patterns, leave).as_known_before(noon)
        assert [*known.patterns, *known.leave] == [entry for entry in entries if entry.added_at < noon]
        assert Calendar(calendar.patterns, calendar.leave).as_known_before(noon).leave == calendar.leave


class TestInWords:
    @pytest.mark.parametrize(
        ("weekdays", "said"),
        [
            ({TUESDAY, THURSDAY}, "Tuesdays and Thursdays"),
            ({0, 1, 2}, "Mondays to Wednesdays"),
            ({0, 1}, "Mondays and Tuesdays"),
            ({0, 1, 2, 4}, "Mondays to Wednesdays and Fridays"),
            ({0, 2, 4}, "Mondays, Wednesdays and Fridays"),
            (MONDAY_TO_FRIDAY, "Mondays to Fridays"),
            ({SATURDAY}, "Saturdays"),
            (range(7), "every day"),
            ((), "no day"),
        ],
    )
    def test_weekdays_are_said_as_people_say_them(self, weekdays, said):
        assert say_weekdays(frozenset(weekdays)) == said

    @given(weekdays)
    def test_weekdays_can_be_read_back_from_how_they_are_said(self, weekdays):
        said = say_weekdays(weekdays).replace("every day", "Mondays to Sundays")
        read = set()
        for part in said.replace(" and ", ", ").split(", "):
            ends = [IN_WORDS.index(name) for name in part.split(" to ") if name in IN_WORDS]
            read |= set(range(ends[0], ends[-1] + 1)) if ends else set()
        assert read == weekdays

    @pytest.mark.parametrize(
        ("first", "last", "said"),
        [
            (date(2026, 10, 26), date(2026, 10, 26), "on Monday 26 October 2026"),
            (date(2026, 10, 26), date(2026, 10, 30), "from Monday 26 to Friday 30 October 2026"),
            (date(2026, 10, 26), date(2026, 11, 6), "from Monday 26 October to Friday 6 November 2026"),
            (date(2026, 12, 21), date(2027, 1, 1), "from Monday 21 December 2026 to Friday 1 January 2027"),
        ],
    )
    def test_days_away_are_said_with_no_word_too_many(self, first, last, said):
        assert say_away(Away(first, last)) == said
