"""When people work, as the database knows it."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teams.calendars import calendars_of
from teams.models import Leave, Role, WorkingPattern
from tests.factories import UserFactory, person

pytestmark = pytest.mark.django_db

AUTUMN = {"first_day": date(2026, 10, 26), "last_day": date(2026, 10, 30)}
SPRING = {"first_day": date(2026, 4, 6), "last_day": date(2026, 4, 10)}


@pytest.mark.parametrize("people", [1, 100])
def test_it_takes_two_queries_however_many_people_are_asked_about(people, champion, calderdale):
    users = [person(Role.CHAMPION, calderdale) for _ in range(people)]
    Leave.objects.bulk_create(Leave(user=user, deputy=champion, **AUTUMN) for user in users)
    WorkingPattern.objects.bulk_create(
        WorkingPattern(user=user, starts_on=date(2026, 1, 1), tuesday=True) for user in users
    )
    with CaptureQueriesContext(connection) as queries:
        calendars = calendars_of(user.pk for user in users)
        assert {calendar.stands_in(date(2026, 10, 26)).name for calendar in calendars.values()} == {champion.name}
    assert (len(queries), len(calendars)) == (2, people)


def test_everybody_asked_about_has_a_calendar_and_nobody_else(champion):
    UserFactory()
    assert list(calendars_of([champion.pk])) == [champion.pk]


def test_it_knows_weekdays_and_hours(champion):
    hours = {"starts_at": time(9), "ends_at": time(14)}
    WorkingPattern.objects.create(user=champion, starts_on=date(2026, 1, 1), tuesday=True, sunday=True, **hours)
    pattern = calendars_of([champion.pk])[champion.pk].pattern_on(date(2026, 10, 14))
    assert (pattern.weekdays, pattern.starts_at, pattern.ends_at) == ({1, 6}, time(9), time(14))
    assert pattern.added_at is not None


def test_leave_that_is_over_is_left_out_where_nobody_asks_about_it(champion):
    Leave.objects.create(user=champion, **SPRING)
    autumn = Leave.objects.create(user=champion, **AUTUMN)
    since = {day: calendars_of([champion.pk], since=day)[champion.pk].leave for day in AUTUMN.values()}
    assert all([away.first_day for away in leave] == [autumn.first_day] for leave in since.values())
    assert len(calendars_of([champion.pk])[champion.pk].leave) == 2
