"""A second factor: who is asked for one, what opens before there is one, and that it is really asked for."""

import json
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import checks
from django.test import Client
from django.urls import reverse

from teams.models import Role
from tests.factories import PASSWORD, UserFactory, person
from tests.helpers import client_of, text_of
from wyfi_coproduction.second_factor import SecondFactorAdapter, needs_second_factor

pytestmark = pytest.mark.django_db

WAYS_IN, SECOND_STEP = reverse("mfa_index"), reverse("mfa_authenticate")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def as_shipped(settings):
    settings.SECOND_FACTOR_ROLES = ["coordinator", "lead_navigator", "admin"]


def sign_in(user, client=None):
    client = client or Client()
    return client, client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def code_of(secret=SECRET, at=None):
    """What an app shows for this key now."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def with_app(user):
    TOTP.activate(user, SECRET)
    return user


@pytest.mark.parametrize(
    ("role", "needs"),
    [(Role.CHAMPION, False), (Role.NAVIGATOR, False), (Role.LEAD_NAVIGATOR, True), (Role.COORDINATOR, True)],
)
def test_it_is_needed_by_the_roles_that_open_much(role, needs, calderdale):
    assert needs_second_factor(person(role, calderdale)) is needs


def test_it_is_needed_by_every_admin(admin):
    assert needs_second_factor(admin)
    assert needs_second_factor(UserFactory(is_staff=True))


def test_a_role_that_is_written_wrongly_in_the_settings_is_an_error(settings):
    settings.SECOND_FACTOR_ROLES = ["co-ordinator"]
    assert [error.id for error in checks.run_checks() if "SECOND_FACTOR_ROLES" in error.msg] == [
        "wyfi_coproduction.E001"
    ]


def test_a_champion_signs_in_with_one_step(champion):
    client, response = sign_in(champion)
    assert response.url == "/"
    assert client.get("/").status_code == 200


def test_without_one_every_page_leads_to_where_it_is_set_up(coordinator):
    client, _ = sign_in(coordinator)
    for address in ("/", "/diary/", "/beneficiaries/", "/account/", "/reports/", "/account/password/"):
        assert client.get(address).url == WAYS_IN
    assert "One more step before you start" in text_of(client.get(WAYS_IN))
    assert client.post("/account/reminders/").url == WAYS_IN
    assert client.get("/diary/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == WAYS_IN


def test_an_admin_without_one_cannot_open_django_admin(admin):
    client, _ = sign_in(admin)
    for address in ("/admin/", "/admin/teams/user/", "/admin/login/"):
        assert client.get(address).url == WAYS_IN


def test_a_session_that_never_showed_one_opens_nothing_however_it_was_made(admin):
    assert client_of(admin).get("/admin/").url == WAYS_IN


def test_an_app_is_set_up_in_the_first_minute_and_then_everything_opens(coordinator):
    client, _ = sign_in(coordinator)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    page = text_of(response)
    assert "Your recovery codes" in page and len(re.findall(r"<code>\d{8}</code>", page)) == 10
    assert client.get("/").status_code == 200


def test_setting_one_up_ends_the_other_sessions_that_waited_for_it(coordinator):
    waiting, _ = sign_in(coordinator)
    client, _ = sign_in(coordinator)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_of(client.session["mfa.totp.secret"])})
    assert waiting.get("/").url.startswith(reverse("account_login"))


def test_the_password_alone_does_not_sign_in_whoever_has_an_app(coordinator):
    client, response = sign_in(with_app(coordinator))
    assert response.url == SECOND_STEP
    assert "_auth_user_id" not in client.session
    assert "That did not fit" in text_of(client.post(SECOND_STEP, {"code": "000000"}))
    assert client.post(SECOND_STEP, {"code": code_of()}).url == "/"
    assert client.get("/").status_code == 200


def test_a_code_counts_once_for_as_long_as_it_would_be_taken(coordinator):
    with_app(coordinator)
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        code = code_of()
        assert sign_in(coordinator)[0].post(SECOND_STEP, {"code": code}).url == "/"
        clock.shift(31)
        client, _ = sign_in(coordinator)
        assert client.post(SECOND_STEP, {"code": code}).status_code == 200


def test_ten_wrong_codes_and_the_answer_is_to_wait(coordinator):
    client, _ = sign_in(with_app(coordinator))
    for _ in range(10):
        client.post(SECOND_STEP, {"code": "000000"})
    assert "wait five minutes" in text_of(client.post(SECOND_STEP, {"code": code_of()}))


def test_a_recovery_code_signs_in_once(coordinator):
    with_app(coordinator)
    code = RecoveryCodes.activate(coordinator).generate_codes()[0]
    assert sign_in(coordinator)[0].post(SECOND_STEP, {"code": code}).url == "/"
    assert sign_in(coordinator)[0].post(SECOND_STEP, {"code": code}).status_code == 200


def test_a_code_by_email_is_one_factor_and_the_app_is_asked_for_after_it(coordinator, mailoutbox):
    client = Client()
    with_app(coordinator)
    client.post(reverse("account_request_login_code"), {"email": coordinator.email})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[0].body)[0]
    assert client.post(reverse("account_confirm_login_code"), {"code": code}).url == SECOND_STEP
    assert client.post(SECOND_STEP, {"code": code_of()}).url == "/"


def test_a_link_for_a_new_password_is_one_factor_too(coordinator, mailoutbox):
    client = Client()
    with_app(coordinator)
    client.post(reverse("account_reset_password"), {"email": coordinator.email})
    form = client.get(re.search(r"https?://\S+", mailoutbox[0].body)[0]).url
    new = {"password1": "six quiet herons", "password2": "six quiet herons"}
    assert client.post(form, new).url == SECOND_STEP
    assert "_auth_user_id" not in client.session


def test_turning_the_last_one_off_leads_to_where_it_is_set_up(coordinator):
    client, _ = sign_in(with_app(coordinator))
    client.post(SECOND_STEP, {"code": code_of()})
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/").url == WAYS_IN


def test_whoever_signed_in_long_ago_is_asked_again_before_changing_how(champion):
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        client, _ = sign_in(champion)
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200
        clock.shift(15 * 60 + 1)
        assert client.get(reverse("mfa_add_webauthn")).url.startswith(reverse("account_reauthenticate"))


def passkey_of(user, name="Phone"):
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": {}})


def test_somebody_elses_passkey_is_not_found(champion, navigator):
    client, _ = sign_in(champion)
    key = passkey_of(navigator)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[key.pk])).status_code == 404
        assert client.post(reverse(name, args=[key.pk]), {"name": "Mine"}).status_code == 404


def test_a_passkey_is_renamed_and_removed(champion, mailoutbox):
    client, _ = sign_in(champion)
    key = passkey_of(champion)
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "My cracked phone"})
    assert "My cracked phone" in text_of(client.get(WAYS_IN))
    page = text_of(client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True))
    assert "Your passkey is removed." in page and "You have none yet." in page
    assert "A passkey was taken away." in mailoutbox[-1].body


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "not json",
        "[]",
        "7",
        '"x"',
        "{}",
        '{"id": 1}',
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": None}}),
        json.dumps(
            {
                "id": "AA",
                "rawId": "AA",
                "type": "public-key",
                "response": {"clientDataJSON": "AA", "attestationObject": "AA", "authenticatorData": "AA"},
            }
        ),
        json.dumps(
            {
                "id": "AA",
                "rawId": "AA",
                "type": "public-key",
                "response": {
                    "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiQUEifQ",
                    "authenticatorData": "A" * 50,
                    "signature": "AA",
                    "userHandle": "enp6enp6enp6enp6enp6eno",
                },
            }
        ),
    ],
)
def test_whatever_is_sent_instead_of_a_passkey_is_refused_in_words(sent, champion):
    stranger = Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert stranger.post(reverse("mfa_login_webauthn"), {"credential": sent}).url == reverse("account_login")
    client, _ = sign_in(champion)
    client.get(reverse("mfa_add_webauthn"))
    page = text_of(client.post(reverse("mfa_add_webauthn"), {"credential": sent, "name": "x"}))
    assert "Nothing has changed. Please try again." in page


def test_the_secrets_of_a_second_factor_cannot_be_read_from_the_database(coordinator, settings):
    with_app(coordinator)
    kept = coordinator.authenticator_set.get().data["secret"]
    assert SECRET not in kept
    assert SecondFactorAdapter().decrypt(kept) == SECRET
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert SecondFactorAdapter().decrypt(kept) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondFactorAdapter().decrypt(kept) != SECRET
