"""Signing in by e-mail address, and getting a new password."""

import re
from pathlib import Path

import allauth
import pytest
import time_machine
from allauth import mfa
from django.test import Client
from django.urls import reverse

from teams.models import User
from tests.factories import PASSWORD
from tests.helpers import text_of
from wyfi_coproduction.accounts import WHAT_CHANGED

pytestmark = pytest.mark.django_db

SIGN_IN, FORGOTTEN = reverse("account_login"), reverse("account_reset_password")


def sign_in(client, email, password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_signing_in_leads_to_my_week(client, champion):
    assert sign_in(client, "ruby@test.example").url == "/"


def test_a_phones_capital_letter_locks_nobody_out(client, champion):
    assert sign_in(client, "Ruby@Test.Example").status_code == 302


def test_signing_in_leads_back_to_where_one_was_going(client, champion):
    response = client.get("/diary/", follow=True)
    response = client.post(
        response.redirect_chain[-1][0], {"login": champion.email, "password": PASSWORD, "next": "/diary/"}
    )
    assert response.url == "/diary/"


@pytest.mark.parametrize(("email", "password"), [("ruby@test.example", "wrong"), ("nobody@test.example", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_get_the_same_plain_answer(client, champion, email, password):
    page = text_of(sign_in(client, email, password))
    assert "That e-mail address and password don't go together." in page


def test_after_ten_wrong_tries_the_answer_is_to_wait(client, champion):
    for _ in range(10):
        sign_in(client, champion.email, "wrong")
    assert "wait five minutes" in text_of(sign_in(client, champion.email))


def test_a_deactivated_account_cannot_sign_in(client, champion):
    User.objects.update(is_active=False)
    response = sign_in(client, champion.email)
    assert "_auth_user_id" not in client.session
    assert response.status_code == 302


def test_nobody_can_sign_up(client, champion):
    response = client.post(reverse("account_signup"), {"email": "new@test.example", "password1": PASSWORD})
    assert "Accounts are made by an admin" in text_of(response)
    assert User.objects.count() == 1


def test_a_forgotten_password_is_replaced_by_a_link_in_an_email(client, champion, mailoutbox):
    client.post(FORGOTTEN, {"email": champion.email})
    [message] = mailoutbox
    assert message.subject == "Choose a new password"
    link = re.search(r"https?://\S+", message.body)[0]
    page = client.get(link, follow=True)
    response = client.post(
        page.redirect_chain[-1][0], {"password1": "six quiet herons", "password2": "six quiet herons"}
    )
    assert response.status_code == 302
    client.logout()
    assert sign_in(client, champion.email, "six quiet herons").url == "/"


def test_asking_for_an_unknown_address_gives_the_same_answer_and_sends_nothing(client, champion, mailoutbox):
    known = client.post(FORGOTTEN, {"email": champion.email})
    unknown = client.post(FORGOTTEN, {"email": "nobody@test.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mailoutbox] == [[champion.email]]


def test_a_used_or_made_up_link_says_how_to_get_a_new_one(client, db):
    page = text_of(client.get(reverse("account_reset_password_from_key", args=["1", "made-up"]), follow=True))
    assert "This link no longer works" in page
    assert "Get a new link" in page


def test_a_short_password_is_refused_in_words(client, champion, mailoutbox):
    client.force_login(champion)
    response = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )
    assert "at least 12 characters" in text_of(response)


def test_whose_password_was_changed_is_told_and_what_to_do_if_it_was_not_them(client, champion, mailoutbox):
    sign_in(client, champion.email, PASSWORD)
    new = {"password1": "six quiet herons", "password2": "six quiet herons"}
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD} | new)
    [message] = mailoutbox
    assert (message.to, message.subject) == ([champion.email], "A change to how you sign in")
    assert "Your password was changed. It was done on " in message.body
    assert "Was it not you? Sign in now, choose another password" in message.body
    assert reverse("mfa_index") in message.body


def test_there_are_words_for_every_change_that_somebody_is_told_of():
    ours = {"account/internal/flows/password_change.py", "account/internal/flows/password_reset.py"}
    files = [*(Path(allauth.__file__).parent / name for name in ours), *Path(mfa.__file__).parent.rglob("flows.py")]
    told = re.findall(r'send_notification_mail\(\s*"([^"]+)"', "".join(file.read_text() for file in files))
    assert set(told) == set(WHAT_CHANGED)


ASK_FOR_CODE, SENT_CODE = reverse("account_request_login_code"), reverse("account_confirm_login_code")


def ask_for_code(client, email):
    return client.post(ASK_FOR_CODE, {"email": email, "next": "/diary/"})


def code_in(message):
    return re.search(r"[A-Z]{4}-[A-Z]{4}", message.body)[0]


def test_a_code_by_email_signs_in_and_leads_where_one_was_going(client, champion, mailoutbox):
    response = ask_for_code(client, champion.email)
    [message] = mailoutbox
    assert message.subject == "Your code to sign in"
    assert client.post(response.url, {"code": code_in(message).lower(), "next": "/diary/"}).url == "/diary/"


def test_a_code_works_three_tries_long(client, champion, mailoutbox):
    ask_for_code(client, champion.email)
    assert "not the code that we sent" in text_of(client.post(SENT_CODE, {"code": "AAAA-AAAA"}))
    client.post(SENT_CODE, {"code": "AAAA-AAAA"})
    assert client.post(SENT_CODE, {"code": "AAAA-AAAA"}).url == ASK_FOR_CODE
    client.post(SENT_CODE, {"code": code_in(mailoutbox[0])})
    assert "_auth_user_id" not in client.session


def test_a_code_ends_after_a_quarter_of_an_hour(client, champion, mailoutbox):
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        ask_for_code(client, champion.email)
        clock.shift(15 * 60 + 1)
        assert client.post(SENT_CODE, {"code": code_in(mailoutbox[0])}).url == ASK_FOR_CODE


def test_a_code_works_only_in_the_browser_that_asked_for_it(client, champion, mailoutbox):
    ask_for_code(client, champion.email)
    assert Client().post(SENT_CODE, {"code": code_in(mailoutbox[0])}).url == ASK_FOR_CODE
