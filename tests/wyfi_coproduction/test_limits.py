"""What is costly can be asked for often, but not without end; and nobody loses what they typed by it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.screen_address import screen_token_of
from beneficiaries.models import SubjectRequest
from tests.factories import ActivityFactory, BeneficiaryFactory, NoticeboardFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db

SEARCH = reverse("beneficiaries:beneficiary_find")


@pytest.fixture(autouse=True)
def twice_in_five_minutes(settings):
    settings.COSTLY_RATES = dict.fromkeys(settings.COSTLY_RATES, "2/5m/key")


def third_time(client, method, address, sent=None):
    """The answer to somebody who asks once more than the limit allows."""
    for _ in range(2):
        assert getattr(client, method)(address, sent).status_code != 429
    return getattr(client, method)(address, sent)


@pytest.mark.parametrize(
    "address",
    [reverse("reports:report_detail"), f"{SEARCH}?q=garden", reverse("activities:reflection_collect")],
)
def test_reports_and_searches_have_a_limit_and_a_page_that_says_what_to_do(champion, address):
    answer = third_time(client_of(champion), "get", address)
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "Wait five minutes, then try again." in text_of(answer)
    assert "Go to my week" in text_of(answer)


def test_all_that_is_held_on_somebody_is_costly_too(coordinator, champion):
    robin = BeneficiaryFactory(team=champion.teams.get())
    asked = SubjectRequest.objects.create(beneficiary=robin, asked_on="2026-05-01", by=coordinator)
    address = reverse("activities:subject_access_held", args=[asked.pk])
    assert third_time(client_of(coordinator), "get", address).status_code == 429


def test_the_limit_is_each_persons_own(champion, navigator):
    assert third_time(client_of(champion), "get", SEARCH, {"q": "garden"}).status_code == 429
    assert client_of(navigator).get(SEARCH, {"q": "garden"}).status_code == 200


def test_reading_a_list_without_searching_has_none(champion):
    assert third_time(client_of(champion), "get", SEARCH).status_code == 200


def test_a_message_that_is_one_too_many_comes_back_to_be_copied(champion):
    plan = ActivityFactory(champion=champion, team=champion.memberships.get().team)
    address = reverse("activities:message_send", args=[plan.pk, "tell"])
    answer = third_time(client_of(champion), "post", address, {"subject": "Bus times", "body": "The 590 🚌"})
    assert answer.status_code == 429
    assert "The 590 🚌" in text_of(answer) and "This was not saved." in text_of(answer)


def test_files_have_a_limit(champion):
    def receipt():
        return {"file": SimpleUploadedFile("receipt.pdf", b"%PDF-1.4")}

    client, address = client_of(champion), reverse("activities:venue_add")
    for _ in range(2):
        assert client.post(address, receipt()).status_code == 200
    assert client.post(address, receipt()).status_code == 429


@pytest.mark.parametrize("what", ["calendar", "board", "say"])
def test_secret_addresses_have_one_for_each_network_and_ask_nobody_to_sign_in(client, calderdale, what):
    address = {
        "calendar": reverse("activities:calendar_feed", args=["made-up"]),
        "board": reverse("activities:board_screen", args=[screen_token_of(NoticeboardFactory(team=calderdale))]),
        "say": reverse("activities:say", args=["made-up"]),
    }[what]
    answer = third_time(client, "get", address)
    assert answer.status_code == 429
    assert "sign in" not in text_of(answer).lower()
    assert client.get(address, REMOTE_ADDR="203.0.113.7").status_code != 429
