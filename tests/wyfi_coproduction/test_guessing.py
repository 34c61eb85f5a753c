"""Guessing: how often, that a stranger's guesses lock nobody out, and that an answer tells nothing."""

import threading

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from activities.demo import SIGN_INS, password_for
from tests.factories import PASSWORD, UserFactory
from tests.helpers import text_of
from wyfi_coproduction.aside import aside

pytestmark = pytest.mark.django_db

SIGN_IN, ASK_FOR_CODE = reverse("account_login"), reverse("account_request_login_code")
FORGOTTEN, SENT_CODE = reverse("account_reset_password"), reverse("account_confirm_login_code")
TOO_MANY = "That was a lot of tries."


def sign_in(client, email, password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def guess(email, times, **where):
    """A stranger, or several, who have no cookie of ours."""
    return [text_of(Client(**where).post(SIGN_IN, {"login": email, "password": "wrong"})) for _ in range(times)]


def test_strangers_have_ten_guesses_in_five_minutes_together(champion):
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        pages = [page for n in range(11) for page in guess(champion.email, 1, REMOTE_ADDR=f"192.0.2.{n}")]
        assert [TOO_MANY in page for page in pages] == [False] * 10 + [True]
        clock.shift(5 * 60 + 1)
        assert sign_in(Client(), champion.email).url == "/"


def test_a_stranger_does_not_lock_somebody_out_of_a_device_that_they_used_before(champion):
    phone = Client()
    sign_in(phone, champion.email)
    phone.post(reverse("account_logout"))
    guess(champion.email, 11)
    assert sign_in(phone, champion.email).url == "/"


def test_a_known_device_has_ten_guesses_too(champion):
    phone = Client()
    sign_in(phone, champion.email)
    phone.post(reverse("account_logout"))
    pages = [text_of(sign_in(phone, champion.email, "wrong")) for _ in range(11)]
    assert [TOO_MANY in page for page in pages] == [False] * 10 + [True]


def test_a_device_is_known_to_the_accounts_that_signed_in_there_alone(champion, navigator):
    phone = Client()
    sign_in(phone, navigator.email)
    phone.post(reverse("account_logout"))
    guess(champion.email, 10)
    assert TOO_MANY in text_of(sign_in(phone, champion.email))


@pytest.mark.parametrize("forged", ["", "x", "e30:1abc:xyz"])
def test_a_made_up_cookie_is_a_strangers(forged, champion):
    guess(champion.email, 10)
    phone = Client()
    phone.cookies["known_device"] = forged
    assert TOO_MANY in text_of(sign_in(phone, champion.email))


def test_whoever_guessing_shuts_out_still_gets_in_with_a_code_by_email(champion, mailoutbox):
    guess(champion.email, 11)
    client = Client()
    client.post(ASK_FOR_CODE, {"email": champion.email})
    code = mailoutbox[0].body.split("\n\n")[2]
    assert client.post(SENT_CODE, {"code": code}).url == "/"


def test_one_address_has_fifty_guesses_over_all_accounts(champion):
    pages = []
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        for number in range(51):
            clock.shift(3)
            pages += guess(f"someone{number}@test.example", 1)
    assert TOO_MANY in pages[50] and TOO_MANY not in pages[49]


@pytest.mark.parametrize("address", [ASK_FOR_CODE, FORGOTTEN])
def test_nobodys_letter_box_is_filled_by_a_stranger(address, champion, mailoutbox):
    phone = Client()
    sign_in(phone, champion.email)
    phone.post(reverse("account_logout"))
    pages = [text_of(Client().post(address, {"email": champion.email})) for _ in range(6)]
    assert "We sent a few already." in pages[5]
    assert len(mailoutbox) == 5
    phone.post(address, {"email": champion.email})
    assert len(mailoutbox) == 6


@pytest.fixture
def accounts(champion):
    """An account; one that is turned off; one whose owner never chose a password; and none."""
    invited = UserFactory(email="invited@test.example")
    invited.set_unusable_password()
    invited.save()
    UserFactory(email="closed@test.example", is_active=False)
    return [champion.email, "closed@test.example", "invited@test.example", "nobody@test.example"]


def plain(page, email):
    """A page without what differs each time: its tokens, and the address that was typed."""
    lines = page.replace(email, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_a_wrong_password_gets_the_same_answer_whether_or_not_there_is_an_account(accounts):
    pages = [plain(text_of(sign_in(Client(), email, "wrong")), email) for email in accounts]
    assert all(page == pages[0] for page in pages)


@pytest.mark.parametrize("address", [ASK_FOR_CODE, FORGOTTEN])
def test_asking_for_mail_gets_the_same_answer_whether_or_not_there_is_an_account(address, accounts):
    answers = []
    for email in accounts:
        client = Client()
        response = client.post(address, {"email": email})
        answers.append((response.status_code, response.url, plain(text_of(client.get(response.url)), email)))
    assert all(answer == answers[0] for answer in answers)


def test_a_wrong_code_gets_the_same_answer_whether_or_not_there_is_an_account(accounts):
    pages = []
    for email in accounts:
        client = Client()
        client.post(ASK_FOR_CODE, {"email": email})
        pages.append(plain(text_of(client.post(SENT_CODE, {"code": "AAAA-AAAA"})), email))
    assert all(page == pages[0] for page in pages)


def test_a_wrong_password_costs_the_same_work_whether_or_not_there_is_an_account(accounts, monkeypatch):
    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: done.append(1) or encode(*args))
    work = []
    for email in accounts:
        done.clear()
        sign_in(Client(), email, "wrong")
        work.append(len(done))
    assert work == [1, 1, 1, 1]


@pytest.mark.parametrize("address", [ASK_FOR_CODE, FORGOTTEN])
def test_the_page_does_not_wait_for_the_mail(address, accounts, monkeypatch, mailoutbox):
    """What is sent is put aside, for another thread to send."""
    put_aside = []
    monkeypatch.setattr("wyfi_coproduction.accounts.aside", put_aside.append)
    for email in accounts:
        Client().post(address, {"email": email})
    assert mailoutbox == []
    # The account, and the one whose owner never chose a password.
    assert len(put_aside) == 2


def test_what_is_put_aside_is_done_by_another_thread_and_a_fault_there_is_written_down(caplog):
    threads, done = [], threading.Event()

    def fail():
        threads.append(threading.current_thread())
        raise ConnectionRefusedError

    aside(fail)
    aside(done.set)
    assert done.wait(timeout=10)
    assert threads != [threading.current_thread()]


class TestPasswords:
    @pytest.mark.parametrize(
        "password",
        [
            "short",
            "password1234",
            "wyfi activity planner",
            "Wy-Fi co-production champion",
            "Calderdale Leeds 2026",
            "abababababababab",
            "champion-champion-champion",
        ],
    )
    def test_one_that_is_easy_to_guess_is_refused(self, password):
        with pytest.raises(ValidationError):
            validate_password(password)

    @pytest.mark.parametrize("password", ["six quiet herons", "Leeds has nine purple trams", "korrekt pferd batterie"])
    def test_three_words_that_only_one_person_would_put_together_are_fine(self, password):
        validate_password(password)

    def test_the_demos_own_are_fine(self):
        for email in SIGN_INS.values():
            validate_password(password_for(email))
