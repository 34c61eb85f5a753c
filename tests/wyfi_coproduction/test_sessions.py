"""Where somebody is signed in: they see it, they end it, and it ends by itself when it should."""

from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from teams.actions import deactivate_users, forget_second_factors, move_to_team, reactivate_users, save_membership
from teams.models import Membership, Role, Session, User
from tests.factories import PASSWORD
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db

SIGN_IN, WAYS_IN, END = reverse("account_login"), reverse("mfa_index"), reverse("teams:session_end")
NOON = datetime(2026, 10, 14, 12, tzinfo=UTC)
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Mobile Safari/537.36"


def sign_in(user, **more):
    client = Client(headers={"User-Agent": PHONE})
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD} | more)
    return client


def is_signed_in(client):
    return client.get("/").status_code == 200


def test_my_sessions_say_which_device_in_words(champion):
    client = client_of(champion)
    sign_in(champion)
    page = text_of(client.get(WAYS_IN))
    assert "Chrome on an Android phone" in page
    assert "This is the one that you are using now." in page


def test_no_page_gives_away_the_key_of_a_session(champion):
    other = sign_in(champion)
    assert other.session.session_key not in text_of(client_of(champion).get(WAYS_IN))


def test_one_is_signed_out(champion):
    here, phone, third = client_of(champion), sign_in(champion), sign_in(champion)
    page = text_of(here.post(END, {"session": Session.objects.get(pk=phone.session.session_key).number}, follow=True))
    assert "Signed out there." in page
    assert [is_signed_in(client) for client in (here, phone, third)] == [True, False, True]


def test_all_others_are_signed_out(champion):
    here, phone, third = client_of(champion), sign_in(champion), sign_in(champion)
    here.post(END, {"session": "others"})
    assert [is_signed_in(client) for client in (here, phone, third)] == [True, False, False]


@pytest.mark.parametrize("wanted", ["", "x", "0" * 20])
def test_what_is_no_session_ends_nothing(wanted, champion):
    here, phone = client_of(champion), sign_in(champion)
    assert "had ended already" in text_of(here.post(END, {"session": wanted}, follow=True))
    assert is_signed_in(phone)


def test_somebody_elses_session_is_not_mine_to_end(champion, navigator):
    theirs = sign_in(navigator)
    client_of(champion).post(END, {"session": Session.objects.get(pk=theirs.session.session_key).number})
    assert is_signed_in(theirs)


def test_how_i_sign_in_costs_the_same_however_many_there_are(champion, django_assert_num_queries):
    client = client_of(champion)
    for _ in range(2):
        for _ in range(5):
            sign_in(champion)
            Authenticator.objects.create(user=champion, type="webauthn", data={"name": "Phone", "credential": {}})
        with django_assert_num_queries(5):
            client.get(WAYS_IN)


class TestWhatEndsThem:
    def test_a_password_that_is_changed_ends_all_but_this_one(self, champion):
        here, phone = sign_in(champion), sign_in(champion)
        new = {"password1": "six quiet herons", "password2": "six quiet herons"}
        here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
        assert [is_signed_in(here), is_signed_in(phone)] == [True, False]
        assert champion.sessions.count() == 1

    def test_an_account_that_is_turned_off_and_on_again_brings_none_back(self, champion, admin):
        phone = sign_in(champion)
        deactivate_users(users=User.objects.filter(pk=champion.pk), by=admin)
        reactivate_users(users=User.objects.filter(pk=champion.pk))
        assert not is_signed_in(phone)

    def test_a_move_to_another_team(self, champion, leeds):
        phone = sign_in(champion)
        move_to_team(user=champion, to_team=leeds)
        assert not is_signed_in(phone)

    def test_a_role_from_an_imported_file(self, champion, leeds):
        phone = sign_in(champion)
        save_membership(membership=Membership(user=champion, team=leeds, role=Role.NAVIGATOR))
        assert not is_signed_in(phone)

    def test_second_factors_that_are_taken_away(self, champion):
        phone = sign_in(champion)
        Authenticator.objects.create(user=champion, type="webauthn", data={"name": "Phone", "credential": {}})
        assert forget_second_factors(users=User.objects.filter(pk=champion.pk)) == [champion]
        assert not is_signed_in(phone)
        assert not champion.authenticator_set.exists()

    @pytest.mark.parametrize("change", [{"role": Role.LEAD_NAVIGATOR}, {"DELETE": "on"}])
    def test_a_role_changed_on_somebodys_page_in_django_admin(self, change, champion, admin, navigator):
        phone, other = sign_in(champion), sign_in(navigator)
        save_person(client_of(admin), champion, change)
        assert [is_signed_in(phone), is_signed_in(other)] == [False, True]

    def test_a_role_changed_on_a_teams_page_in_django_admin(self, champion, navigator, admin, calderdale):
        phone, other = sign_in(champion), sign_in(navigator)
        rows = list(calderdale.memberships.order_by("team__name", "user__name"))
        sent = {"name": calderdale.name, "budget_holder": "", **management("memberships", len(rows))}
        for number, row in enumerate(rows):
            role = Role.LEAD_NAVIGATOR if row.user == champion else row.role
            sent |= {f"memberships-{number}-{name}": value for name, value in membership(row, role=role).items()}
        response = client_of(admin).post(reverse("admin:teams_team_change", args=[calderdale.pk]), sent)
        assert response.status_code == 302
        assert [is_signed_in(phone), is_signed_in(other)] == [False, True]

    def test_becoming_an_admin(self, champion, admin):
        phone = sign_in(champion)
        save_person(client_of(admin), champion, {}, is_staff="on")
        assert not is_signed_in(phone)

    def test_a_new_name_ends_none(self, champion, admin):
        phone = sign_in(champion)
        save_person(client_of(admin), champion, {}, name="Ruby O.")
        assert is_signed_in(phone)


def management(prefix, count):
    return {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": count}


def membership(row, **changes):
    return {"id": row.pk, "user": row.user_id, "team": row.team_id, "role": row.role} | changes


def save_person(client, person, change, **fields):
    """Send an admin's page about somebody, with their one role changed."""
    row = person.memberships.get()
    sent = {"name": person.name, "email": person.email, "is_active": "on"} | fields
    sent |= {f"memberships-0-{name}": value for name, value in membership(row, **change).items()}
    training = management("training", 0)
    address = reverse("admin:teams_user_change", args=[person.pk])
    response = client.post(address, sent | management("memberships", 1) | training)
    assert response.status_code == 302, response.context["errors"]


class TestSharedComputer:
    def test_it_signs_out_after_twenty_minutes_of_rest(self, champion):
        with time_machine.travel(NOON, tick=False) as clock:
            client = sign_in(champion, is_shared="on")
            for _ in range(3):
                clock.shift(18 * 60)
                assert is_signed_in(client)
            clock.shift(20 * 60 + 1)
            assert not is_signed_in(client)

    def test_its_rest_is_counted_to_the_minute(self, champion):
        with time_machine.travel(NOON, tick=False) as clock:
            client = sign_in(champion, is_shared="on")
            clock.shift(4 * 60)
            client.get("/")
            clock.shift(59)
            client.get("/")
            clock.shift(19 * 60 - 1)
            assert is_signed_in(client)

    def test_its_cookie_ends_with_the_browser(self, champion):
        assert sign_in(champion, is_shared="on").cookies["sessionid"]["max-age"] == ""
        assert sign_in(champion).cookies["sessionid"]["max-age"] == 12 * 60 * 60

    def test_the_page_that_was_left_open_is_led_away_from(self, champion):
        assert sign_in(champion, is_shared="on").get("/").headers["Refresh"] == f"1205; url={SIGN_IN}"
        assert "Refresh" not in sign_in(champion).get("/").headers

    def test_it_is_not_a_known_device(self, champion):
        assert "known_device" not in sign_in(champion, is_shared="on").cookies
        assert "known_device" in sign_in(champion).cookies

    def test_a_code_by_email_asks_too(self, champion, mailoutbox):
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": champion.email, "is_shared": "on"})
        code = mailoutbox[0].body.split("\n\n")[2]
        client.post(reverse("account_confirm_login_code"), {"code": code})
        assert champion.sessions.get().is_shared


def test_one_s_own_computer_stays_signed_in_over_lunch(champion):
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(champion)
        clock.shift(11 * 60 * 60)
        assert is_signed_in(client)
