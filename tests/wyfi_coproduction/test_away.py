"""While the database is away people read a plain sentence, and keep what they typed."""

import errno
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from tests.helpers import client_of, text_of
from wyfi_coproduction.views import passes_by_itself

TYPED = {"description": "Bake <bread>\nand eat it", "date_not_known": "on", "password": "a tidy allotment in spring"}


def away(*args, **kwargs):
    raise OperationalError("connection to server at 10.0.0.7 failed: zephyrwort")


@pytest.fixture
def phone(champion):
    client = client_of(champion)
    client.raise_request_exception = False
    return client


def while_away(send, *args, **kwargs):
    """What is answered while whoever comes is met by the first thing that asks the database, signed in or not."""
    with patch("django.db.backends.utils.CursorWrapper.execute", away):
        return send(*args, **kwargs)


def test_a_page_is_a_plain_sentence_that_leads_back_to_it(phone):
    response = while_away(phone.get, reverse("activities:activity_list"), {"after": "7"})
    assert response.status_code == 503 and response["Retry-After"] == "60"
    assert "no-store" in response["Cache-Control"] and "default-src 'none'" in response["Content-Security-Policy"]
    text = text_of(response)
    assert "We cannot read or save anything just now." in text and 'href="/activities/?after=7"' in text
    assert "zephyrwort" not in text and "10.0.0.7" not in text


def test_what_was_typed_is_given_back_to_be_copied(phone):
    page = reverse("activities:activity_plan")
    ours = {"Origin": "http://testserver", "Referer": f"http://testserver{page}"}
    response = while_away(phone.post, page, TYPED, headers=ours)
    assert response.status_code == 503
    text = text_of(response)
    assert "Bake <bread>\nand eat it" in text and "Bake &lt;bread&gt;" in response.content.decode()
    assert f'href="{page}"' in text and "allotment" not in text


def test_what_another_site_sent_is_not_shown(phone):
    response = while_away(
        phone.post, reverse("activities:activity_plan"), TYPED, headers={"Origin": "https://evil.example"}
    )
    assert response.status_code == 503 and "Bake" not in text_of(response)


def test_the_page_at_sign_in_is_as_plain_and_health_needs_no_database(db):
    visitor = Client(raise_request_exception=False)
    sent = {"login": "ruby@test.example", "password": "a tidy allotment in spring"}
    response = while_away(visitor.post, reverse("account_login"), sent)
    assert response.status_code == 503 and "allotment" not in text_of(response)
    assert while_away(visitor.get, "/healthz").status_code == 200


def test_a_full_disk_says_the_same(phone, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("activities.actions.plan_activity", full)
    response = phone.post(reverse("activities:activity_plan"), {"description": "Bread", "date_not_known": "on"})
    assert response.status_code == 503
    assert not Activity.objects.exists()


def test_a_mistake_of_ours_is_no_break():
    assert passes_by_itself(InterfaceError()) and passes_by_itself(OSError(errno.ENOSPC, ""))
    assert not any(map(passes_by_itself, [ValueError(), OSError(errno.ENOENT, ""), None]))
