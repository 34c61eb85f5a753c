"""The shell: headers, health, sessions, stale pages, and errors in plain English."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teams.models import Session
from tests.helpers import HTMX, client_of, text_of
from wyfi_coproduction.secret_key import local_secret_key

pytestmark = pytest.mark.django_db


def test_a_strict_policy_lets_in_no_inline_script_no_inline_style_and_no_other_host(champion):
    policy = client_of(champion).get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy and "http" not in policy


def test_pages_cannot_be_framed(champion):
    assert client_of(champion).get("/")["X-Frame-Options"] == "DENY"


def test_health_says_only_that_it_is_alive(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse("healthz")).content == b"ok"


@pytest.mark.parametrize("charset", ["rot13", "base64", "zip", "utf-16", "unicode_escape"])
def test_a_request_in_strange_writing_is_refused_in_words(client, charset):
    response = client.generic("POST", "/account/sign-in/", b"login=x", f"text/plain; charset={charset}")
    assert (response.status_code, response.content) == (400, b"We could not read that. Nothing has changed.")


def test_a_page_that_is_not_there_says_so_in_plain_english(champion):
    response = client_of(champion).get("/activities/999999999999999999999/")
    assert response.status_code == 404
    assert "We can’t find that page" in text_of(response)


class TestSessions:
    def test_a_session_ends_after_twelve_idle_hours(self, champion):
        client = client_of(champion)
        assert client.get("/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1)):
            assert client.get("/").status_code == 302

    def test_a_session_in_use_goes_on(self, champion):
        client, start = client_of(champion), timezone.now()
        for hours in (8, 16, 24):
            with time_machine.travel(start + timedelta(hours=hours)):
                assert client.get("/").status_code == 200

    def test_a_session_is_written_at_most_once_in_five_minutes(self, champion):
        client, start = client_of(champion), timezone.now()
        ends = []
        for minutes in (1, 4, 6):
            with time_machine.travel(start + timedelta(minutes=minutes)):
                client.get("/")
            ends.append(Session.objects.get().expire_date)
        assert ends[0] == ends[1] < ends[2]


class TestAPageThatWasOpenTooLong:
    TYPED = {"description": "Day out 🎉", "password": "secret words", "csrfmiddlewaretoken": "stale"}

    def send(self, user, origin):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        return client.post(reverse("activities:activity_plan"), self.TYPED, headers={"Origin": origin})

    def test_what_was_typed_comes_back_to_be_copied_without_secrets(self, champion):
        response = self.send(champion, "http://testserver")
        assert response.status_code == 403
        assert "Day out 🎉" in text_of(response)
        assert "secret words" not in text_of(response)

    @pytest.mark.parametrize("origin", ["http://[", "null", ""])
    def test_a_site_that_cannot_be_read_counts_as_another(self, champion, origin):
        assert "Day out" not in text_of(self.send(champion, origin))

    def test_what_another_site_sent_is_not_shown(self, champion):
        response = self.send(champion, "https://elsewhere.example")
        assert response.status_code == 403
        assert "Day out" not in text_of(response)


class TestSomebodyWhoseSessionEnded:
    TYPED = {"description": "Day out 🎉", "password": "secret words"}

    def test_a_form_that_was_sent_comes_back_to_be_copied_without_secrets(self, client):
        response = client.post(
            reverse("activities:activity_plan"), self.TYPED, headers={"Referer": "http://testserver/activities/plan/"}
        )
        page = text_of(response)
        assert response.status_code == 403
        assert "Day out 🎉" in page and "secret words" not in page
        assert "/account/sign-in/?next=%2Factivities%2Fplan%2F" in page

    def test_a_note_about_each_person_comes_back_with_whom_it_is_about(self, client):
        address = reverse("activities:review_answer", args=[5])
        typed = {"answer_CAL-010": "fine", "note_CAL-010": "Which train?"}
        page = text_of(client.post(address, typed, headers={"Referer": f"http://testserver{address}"}))
        assert "Note about CAL-010" in page and "Which train?" in page

    def test_a_tick_in_place_leads_to_sign_in_and_back_to_the_page(self, client):
        headers = HTMX | {"HX-Current-URL": "http://testserver/activities/5/?stage=after"}
        response = client.post(reverse("activities:step_mark", args=[5]), {"done": 1}, headers=headers)
        assert response["HX-Redirect"] == "/account/sign-in/?next=%2Factivities%2F5%2F%3Fstage%3Dafter"

    def test_no_other_site_can_say_where_to_go_after_signing_in(self, client):
        headers = HTMX | {"HX-Current-URL": "https://elsewhere.example/activities/5/"}
        response = client.post(reverse("activities:step_mark", args=[5]), {"done": 1}, headers=headers)
        assert response["HX-Redirect"] == "/account/sign-in/?next=%2F"


def test_a_personal_page_is_kept_by_no_cache_and_not_in_the_history_of_a_shared_phone(champion):
    assert client_of(champion).get("/")["Cache-Control"] == "private, no-store"


def test_a_development_key_is_made_once_and_kept(tmp_path):
    path = tmp_path / "key"
    assert local_secret_key(path) == local_secret_key(path)
    assert len(local_secret_key(path)) >= 50
    assert path.stat().st_mode & 0o077 == 0
