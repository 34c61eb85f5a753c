"""Postponing, calling off, putting back on, and doing it again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from activities.models import Activity
from checklist.models import Step
from tests.factories import ActivityFactory
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db


def send(user, name, activity, **typed):
    return client_of(user).post(reverse(f"activities:{name}", args=[activity.pk]), typed, follow=True)


class TestPostponing:
    def test_the_new_date_and_what_was_learned_are_kept(self, champion, museum):
        response = send(
            champion, "activity_move", museum, date="2026-12-09", learned="Strike on the trains",
            opened_version=museum.version,
        )  # fmt: skip
        museum.refresh_from_db()
        assert museum.date == date(2026, 12, 9)
        assert museum.changes.get().learned == "Strike on the trains"
        assert "Strike on the trains" in text_of(response)
        [said] = words_of(response)
        assert said == "Moved. Wednesday 9 December 2026. 25 things to do have new days. Nothing is late by it."

    def test_a_plan_can_lose_its_date(self, champion, museum):
        send(champion, "activity_move", museum, date_not_known="on", opened_version=museum.version)
        museum.refresh_from_db()
        assert museum.date is None
        assert set(Step.objects.of(museum.checklist).values_list("due_on", flat=True)) == {TODAY, None}

    def test_a_day_that_has_gone_is_refused_and_what_was_typed_is_kept(self, champion, museum):
        response = send(
            champion, "activity_move", museum, date="2026-01-01", learned="Rain", opened_version=museum.version
        )
        assert "That day has already gone" in text_of(response)
        assert "Rain" in text_of(response)

    def test_a_move_on_top_of_somebody_elses_change_asks_first(self, champion, navigator, museum):
        send(navigator, "activity_move", museum, date="2026-11-20", opened_version=museum.version)
        response = send(champion, "activity_move", museum, date="2026-12-09", opened_version=museum.version)
        museum.refresh_from_db()
        assert museum.date == date(2026, 11, 20)
        assert "Somebody changed this plan while you had it open" in text_of(response)
        newest = response.context["form"]["opened_version"].value()
        send(champion, "activity_move", museum, date="2026-12-09", opened_version=newest)
        museum.refresh_from_db()
        assert museum.date == date(2026, 12, 9)


class TestCallingOff:
    def test_the_reason_is_kept_as_something_learned_and_nothing_is_deleted(self, champion, museum):
        response = send(champion, "activity_call_off", museum, learned="Two people had other appointments")
        museum.refresh_from_db()
        assert museum.is_called_off
        assert museum.changes.get().learned == "Two people had other appointments"
        assert "Two people had other appointments" in text_of(response)
        assert Step.objects.of(museum.checklist).count() == 30

    def test_it_asks_for_a_line(self, champion, museum):
        response = send(champion, "activity_call_off", museum, learned="  ")
        museum.refresh_from_db()
        assert not museum.is_called_off
        assert "Write a line about what happened." in text_of(response)

    def test_calling_off_twice_is_written_down_once(self, champion, navigator, museum):
        send(champion, "activity_call_off", museum, learned="Rain")
        send(navigator, "activity_call_off", museum, learned="Rain")
        assert museum.changes.count() == 1

    def test_whoever_calls_off_second_adds_what_they_learned(self, champion, navigator, museum):
        send(champion, "activity_call_off", museum, learned="Rain")
        send(navigator, "activity_call_off", museum, learned="The bus strike")
        assert {change.learned for change in museum.changes.all()} == {"Rain", "The bus strike"}

    def test_whoever_puts_it_back_on_is_shown_what_is_in_the_way_by_now(self, champion, museum):
        send(champion, "activity_call_off", museum, learned="The trains were off.")
        ActivityFactory(champion=champion, team=museum.team, date=museum.date, description="Cook and eat")
        page = text_of(send(champion, "activity_put_back_on", museum))
        assert "It is back on, and something is in the way that day." in page
        assert "Cook and eat" in page and "Why is that all right?" in page

    def test_it_can_be_put_back_on_and_what_was_learned_stays(self, champion, museum):
        send(champion, "activity_call_off", museum, learned="Rain")
        send(champion, "activity_put_back_on", museum)
        museum.refresh_from_db()
        assert not museum.is_called_off
        assert [change.what for change in museum.changes.all()] == ["back_on", "called_off"]

    def test_putting_on_what_is_on_changes_nothing(self, champion, museum):
        send(champion, "activity_put_back_on", museum)
        assert not museum.changes.exists()

    def test_an_edit_opened_before_it_was_called_off_does_not_put_it_back_on(self, champion, museum):
        version = museum.version
        send(champion, "activity_call_off", museum, learned="Rain")
        response = send(
            champion, "activity_edit", museum, description="Museum", date=museum.date, opened_version=version
        )
        museum.refresh_from_db()
        assert museum.is_called_off
        assert response.context["both"]


class TestDoingItAgain:
    def copy(self, user, activity, **typed):
        send(user, "activity_copy", activity, **typed)
        return Activity.objects.exclude(pk=activity.pk).get()

    def test_the_words_and_people_come_along_and_nothing_is_ticked(self, navigator, museum):
        copy = self.copy(navigator, museum, date="2026-12-09")
        assert (copy.description, copy.date, copy.champion) == (museum.description, date(2026, 12, 9), navigator)
        assert set(copy.beneficiaries.all()) == set(museum.beneficiaries.all())
        assert list(copy.navigators.all()) == [navigator]
        assert set(Step.objects.of(copy.checklist).values_list("state", flat=True)) == {"to_do"}

    def test_a_called_off_plan_can_be_done_again(self, champion, museum):
        send(champion, "activity_call_off", museum, learned="Rain")
        assert not self.copy(champion, museum, date_not_known="on").is_called_off

    def test_somebody_who_moved_on_is_not_asked_again(self, champion, museum, people):
        people[0].status = "moved_on"
        people[0].save()
        assert people[0] not in self.copy(champion, museum, date_not_known="on").beneficiaries.all()

    def test_pressing_twice_makes_one_copy(self, champion, museum):
        key = str(uuid4())
        for _ in range(2):
            send(champion, "activity_copy", museum, date_not_known="on", plan_key=key)
        assert Activity.objects.count() == 2

    def test_a_date_is_asked_for(self, champion, museum):
        response = send(champion, "activity_copy", museum, date="")
        assert "Choose a date, or tick “Date not known yet”." in text_of(response)


def test_a_plan_says_when_it_is_in_plain_words(museum):
    museum.date = TODAY + timedelta(days=16)
    museum.starts_at = museum.ends_at = None
    assert museum.when == "Friday 30 October 2026"
