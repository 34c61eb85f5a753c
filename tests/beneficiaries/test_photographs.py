"""Photographs: no until asked, one answer for each use, a yes ends by itself and can be taken back at once."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries.models import PhotoConsent
from beneficiaries.photographs import MONTHS, Said, Use, ends_on, may_use
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import TODAY, client_of, text_of

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
PAGE = reverse("activities:photographs", args=["CAL-014"])
ANSWER = reverse("activities:photographs_answer", args=["CAL-014"])


def answer(said, until=None, said_on=date(2000, 1, 1)):
    return SimpleNamespace(said=said, until=until, said_on=said_on)


def test_until_somebody_is_asked_the_answer_is_no():
    assert not may_use([], on=TODAY)


@given(DAYS, st.sampled_from(list(MONTHS)), st.integers(0, 1000))
def test_a_yes_holds_until_its_last_day_and_not_a_day_longer(said_on, months, later):
    until, day = ends_on(said_on, months), said_on + timedelta(days=later)
    assert may_use([answer(Said.YES, until, said_on)], on=day) == (day <= until)
    assert not may_use([answer(Said.YES, until, said_on)], on=said_on - timedelta(days=1))
    assert timedelta(days=28 * months) < until - said_on <= timedelta(days=31 * months)


@given(st.lists(st.sampled_from(Said)), st.sampled_from([Said.NO, Said.TAKEN_BACK]))
def test_whoever_said_no_or_took_it_back_last_is_not_photographed(before, last):
    answers = [answer(said, TODAY) for said in [*before, last]]
    assert not may_use(answers, on=TODAY)


def test_a_month_that_is_shorter_ends_on_its_last_day():
    assert ends_on(date(2026, 11, 30), 3) == date(2027, 2, 28)


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


@pytest.fixture
def client(champion):
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield client_of(champion)


def press(client, answer="12", use="rooms", **said):
    newest = PhotoConsent.objects.filter(use=use).last()
    return client.post(ANSWER, {"use": use, "answer": answer, "opened_with": newest.pk if newest else ""} | said)


@pytest.mark.django_db
class TestPhotographs:
    def test_a_yes_is_for_one_use_only(self, client, robin):
        press(client)
        said = text_of(client.get(PAGE))
        assert said.count("Yes, until") == 1 and said.count("Nobody has asked yet.") == len(Use) - 1

    def test_pressed_twice_it_is_kept_once(self, client, robin):
        for answer in ("12", "12", "taken_back", "taken_back", "no", "no"):
            press(client, answer)
        assert [each.said for each in PhotoConsent.objects.all()] == ["yes", "taken_back", "no"]

    def test_taken_back_before_anything_was_said_nothing_is_kept(self, client, robin):
        press(client, "taken_back")
        assert not PhotoConsent.objects.exists()

    def test_taken_back_counts_at_once_and_what_was_said_is_kept(self, client, robin):
        press(client)
        press(client, "taken_back")
        said = text_of(client.get(PAGE))
        assert "The yes was taken back." in said and "What was said before" in said

    def test_a_yes_on_an_old_page_gives_nothing_again_that_was_taken_back(self, client, robin):
        press(client)
        press(client, "taken_back")
        response = press(client, "12", opened_with="")
        assert PhotoConsent.objects.last().said == "taken_back"
        assert "Something else was said since" in text_of(client.get(response.url))

    def test_after_its_last_day_the_page_says_that_it_ended(self, client, robin, champion):
        press(client, "3")
        with time_machine.travel(TODAY + timedelta(days=200)):
            assert "The yes ended on" in text_of(client_of(champion).get(PAGE))

    @pytest.mark.parametrize("typed", [{}, {"use": "tv", "answer": "12"}, {"use": "rooms", "answer": "1200"}])
    def test_what_is_not_understood_changes_nothing(self, client, robin, typed):
        response = client.post(ANSWER, typed)
        assert response.status_code == 400 and "Back to the photographs" in text_of(response)
        assert not PhotoConsent.objects.exists()

    def test_a_plan_says_of_each_whether_they_may_be_photographed_on_its_day(self, client, robin, champion):
        soon, late = TODAY + timedelta(days=30), TODAY + timedelta(days=400)
        other = BeneficiaryFactory(reference="CAL-015", team=robin.team)
        press(client)
        for day, noes in ((soon, 1), (late, 2)):
            plan = ActivityFactory(team=robin.team, champion=champion, date=day, beneficiaries=[robin, other])
            said = text_of(client.get(reverse("activities:plan_photographs", args=[plan.pk])))
            assert said.count("No photographs") == noes

    def test_what_it_costs_does_not_grow(self, client, robin, champion):
        people = [robin, *BeneficiaryFactory.create_batch(8, team=robin.team)]
        plan = ActivityFactory(team=robin.team, champion=champion, beneficiaries=people)
        for number in range(9):
            press(client, "no" if number % 2 else "12")
        assert queries_of(lambda: client.get(PAGE)) <= 6
        assert queries_of(lambda: client.get(reverse("activities:plan_photographs", args=[plan.pk]))) <= 6

    def test_of_each_use_the_newest_answer_alone_is_read(self, client, robin):
        for answer in ("12", "taken_back", "no"):
            press(client, answer)
        press(client, "12", use="press")
        assert {(each.use, each.said) for each in PhotoConsent.objects.newest()} == {("rooms", "no"), ("press", "yes")}
