"""The rule of when each stage is due, and by when to speak to somebody."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.form import Stage
from checklist.schedule import Chance, Offsets, due_days, speak_by
from teams.working_days import MONDAY_TO_FRIDAY, Away, Calendar, Weekdays, is_general_working_day

days = st.dates(min_value=date(2017, 1, 1), max_value=date(2040, 12, 31))
notice = st.integers(min_value=0, max_value=400)
offsets = st.builds(
    Offsets,
    weeks_before=st.integers(min_value=1, max_value=90),
    days_before=st.integers(min_value=1, max_value=20),
    after=st.integers(min_value=1, max_value=20),
)
TUESDAY, THURSDAY = 1, 3


@st.composite
def calendars(draw, around):
    """Somebody's weekdays, which may change on a day, and stretches of leave around a day."""
    begins = st.integers(min_value=-200, max_value=200).map(lambda number: around + timedelta(days=number))
    weekdays = st.frozensets(st.integers(min_value=0, max_value=6))
    away = st.builds(lambda first, length: Away(first, first + timedelta(days=length)), begins, st.integers(0, 40))
    patterns = draw(st.lists(st.builds(Weekdays, begins, weekdays), max_size=2))
    return Calendar(tuple(patterns), tuple(draw(st.lists(away, max_size=4))))


@st.composite
def plans(draw):
    """What the schedule is worked out from."""
    planned_on = draw(days)
    activity_date = planned_on + timedelta(days=draw(notice))
    return {
        "planned_on": planned_on,
        "activity_date": activity_date,
        "offsets": draw(offsets),
        "champion": draw(calendars(activity_date)),
    }


def shipped(planned_on, activity_date, champion=None):
    return list(
        due_days(
            activity_date=activity_date, planned_on=planned_on, offsets=Offsets(), champion=champion or Calendar()
        ).values()
    )


@given(plans())
def test_due_days_follow_the_order_of_the_stages(plan):
    due = due_days(**plan)
    assert list(due) == list(Stage)
    assert list(due.values()) == sorted(due.values())


@given(plans())
def test_nothing_is_due_before_the_plan_was_made(plan):
    assert min(due_days(**plan).values()) == plan["planned_on"]


@given(plans())
def test_what_comes_before_the_activity_is_due_by_then_and_what_comes_after_it_is_not(plan):
    due = due_days(**plan)
    assert due[Stage.DAYS_BEFORE] <= due[Stage.ON_DAY] == plan["activity_date"] <= due[Stage.AFTER]


@given(plans())
def test_the_answer_depends_on_nothing_but_its_inputs(plan):
    fresh = Calendar(plan["champion"].patterns, plan["champion"].leave)
    assert due_days(**plan) == due_days(**plan) == due_days(**plan | {"champion": fresh})


@given(plans())
def test_where_the_champion_works_at_all_in_time_a_stage_is_due_on_a_day_on_which_they_do(plan):
    due = due_days(**plan)[Stage.DAYS_BEFORE]
    before = [plan["planned_on"] + timedelta(days=number) for number in range((due - plan["planned_on"]).days + 1)]
    champion = plan["champion"]
    assert champion.works_on(due) or not any(champion.works_on(day) for day in before)


@given(days)
def test_without_a_date_only_the_initial_idea_is_due(planned_on):
    assert shipped(planned_on, None) == [planned_on, None, None, None, None]


def test_a_plan_with_good_notice_follows_the_shipped_offsets():
    assert shipped(date(2026, 10, 1), date(2026, 11, 11)) == [
        date(2026, 10, 1),
        date(2026, 10, 28),
        date(2026, 11, 6),
        date(2026, 11, 11),
        date(2026, 11, 13),
    ]


def test_over_christmas_a_champion_who_works_tuesdays_and_thursdays_starts_in_time():
    """An activity on Tuesday 29 December 2026: Friday 25, Saturday 26 and Monday 28 are holidays or days off."""
    champion = Calendar((Weekdays(date(2020, 1, 1), frozenset({TUESDAY, THURSDAY})),))
    assert shipped(date(2026, 12, 1), date(2026, 12, 29), champion) == [
        date(2026, 12, 1),
        date(2026, 12, 15),
        date(2026, 12, 22),
        date(2026, 12, 29),
        date(2026, 12, 31),
    ]


@st.composite
def conversations(draw):
    """What a speak-by day is worked out from."""
    due = draw(days)
    today = due + timedelta(days=draw(st.integers(min_value=-60, max_value=5)))
    return {"due": due, "today": today, "champion": draw(calendars(due)), "other": draw(calendars(due))}


@given(conversations())
def test_no_speak_by_falls_on_a_day_when_either_is_away(talk):
    day = speak_by(**talk).day
    assert day is None or (talk["champion"].works_on(day) and talk["other"].works_on(day))


@given(conversations())
def test_a_speak_by_in_time_is_the_last_day_that_is_left(talk):
    answer = speak_by(**talk)
    both = [
        day
        for number in range((talk["due"] - talk["today"]).days + 1)
        if talk["champion"].works_on(day := talk["today"] + timedelta(days=number)) and talk["other"].works_on(day)
    ]
    assert (answer.chance == Chance.IN_TIME) == bool(both)
    if both:
        assert answer.day == both[-1]


@given(conversations())
def test_when_no_day_is_left_or_it_is_late_the_next_chance_is_still_to_come(talk):
    answer = speak_by(**talk)
    assert (answer.chance == Chance.LATE) == (talk["due"] < talk["today"])
    if answer.chance != Chance.IN_TIME:
        assert answer.day is None or answer.day >= talk["today"]


def test_leave_in_the_week_in_which_it_is_due_moves_a_conversation_to_the_friday_before():
    mel = Calendar(leave=(Away(date(2026, 10, 26), date(2026, 10, 30)),))
    answer = speak_by(due=date(2026, 10, 28), today=date(2026, 10, 14), champion=Calendar(), other=mel)
    assert answer.day == date(2026, 10, 23)
    assert answer.waits_for == date(2026, 10, 28)


def test_two_people_who_share_no_working_day_have_no_day_left():
    tuesdays = Calendar((Weekdays(date(2020, 1, 1), frozenset({TUESDAY})),))
    thursdays = Calendar((Weekdays(date(2020, 1, 1), frozenset({THURSDAY})),))
    answer = speak_by(due=date(2026, 10, 28), today=date(2026, 10, 14), champion=tuesdays, other=thursdays)
    assert (answer.chance, answer.day) == (Chance.NONE_LEFT, None)


def test_a_venue_can_be_spoken_to_on_any_day_on_which_the_champion_works():
    answer = speak_by(due=date(2026, 10, 25), today=date(2026, 10, 14), champion=Calendar(), other=None)
    assert answer.day == date(2026, 10, 23)


def test_monday_to_friday_is_taken_where_nobody_said_which_days():
    assert Calendar().weekdays_on(date(2026, 10, 14)) == MONDAY_TO_FRIDAY
    assert is_general_working_day(date(2026, 10, 14))
