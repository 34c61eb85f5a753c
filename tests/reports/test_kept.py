"""A report that took long is kept for some minutes: for whoever asked, as they see it, with when it was counted."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from reports.kept import counted
from reports.periods import Period
from reports.scope import Scope
from teams.models import Team
from tests.activities.growing import queries_of
from tests.factories import ContactFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db
AUTUMN = Period(date(2017, 9, 1), date(2017, 12, 31))
ADDRESS = {"first": "2017-09-01", "last": "2017-12-31"}


@pytest.fixture(autouse=True)
def every_report_takes_long(settings):
    settings.REPORT_IS_KEPT_FROM = 0
    cache.clear()
    yield
    cache.clear()


def people(user, **again):
    scope = Scope(user, tuple(Team.objects.visible_to(user)), AUTUMN, date(2018, 6, 1))
    tables, _ = counted(scope, **again)
    return next(table.total[1] for table in tables if table.key == "people_by_team")


def meet(champion, calderdale):
    ContactFactory(beneficiary__team=calderdale, by=champion, date=date(2017, 10, 2))


def test_what_was_counted_stays_until_somebody_counts_again(champion, calderdale):
    assert people(champion) == 0
    meet(champion, calderdale)
    assert people(champion) == 0
    assert people(champion, again=True) == people(champion) == 1


def test_what_is_counted_quickly_is_counted_each_time(champion, calderdale, settings):
    settings.REPORT_IS_KEPT_FROM = 3600
    assert people(champion) == 0
    meet(champion, calderdale)
    assert people(champion) == 1


def test_nobody_gets_what_was_counted_for_somebody_else_or_for_who_they_were(champion, coordinator, calderdale):
    assert people(champion) == 0
    meet(champion, calderdale)
    assert people(coordinator) == 1
    champion.memberships.all().delete()
    del champion.roles
    assert people(champion) == 0
    scope = Scope(champion, (calderdale,), AUTUMN, date(2018, 6, 1))
    tables, _ = counted(scope)
    assert next(table.total[1] for table in tables if table.key == "people_by_team") == 0


def test_small_numbers_are_hidden_in_what_was_kept_with_every_number(champion, calderdale):
    meet(champion, calderdale)
    page = client_of(champion).get(reverse("reports:report_detail"), ADDRESS)
    assert ">hidden</td>" not in text_of(page)
    page = client_of(champion).get(reverse("reports:report_detail"), ADDRESS | {"numbers": "inside"})
    assert ">hidden</td>" in text_of(page)


def test_the_page_says_when_it_was_counted_and_a_press_counts_again(champion, calderdale):
    client, address = client_of(champion), reverse("reports:report_detail")
    assert re.search(r"Counted on \w+day \d+ \w+ \d{4}, \d+(\.\d\d)?[ap]m\.", text_of(client.get(address, ADDRESS)))
    assert queries_of(lambda: client.get(address, ADDRESS)) <= 8
    meet(champion, calderdale)
    again = client.get(address, ADDRESS | {"again": "1"}, follow=True)
    assert "again" not in again.request["QUERY_STRING"]
    assert again.context["headlines"][0].number == "1"
