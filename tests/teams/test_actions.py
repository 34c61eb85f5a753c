"""Accounts are invited, turned off and on, and moved between teams."""

import re
from unittest.mock import Mock

import pytest
from allauth.core import context
from django.db import DatabaseError
from django.test import RequestFactory
from django.urls import reverse

from teams.actions import CannotMove, deactivate_users, invite_user, move_to_team, reactivate_users, save_membership
from teams.models import Membership, Role, User
from tests.factories import PASSWORD, MembershipFactory, TeamFactory, UserFactory, person

CHOSEN_PASSWORD = "five warm stepping stones"


@pytest.fixture
def newcomer(calderdale):
    """Jo has an account and has never signed in."""
    jo = UserFactory(name="Jo Whitfield", email="jo@test.example", password=None)
    MembershipFactory(user=jo, team=calderdale)
    return jo


@pytest.fixture
def invite(client, admin):
    """Invite people as an admin does: from the list."""

    def send(*people):
        client.force_login(admin)
        data = {"action": "send_invitation", "_selected_action": [person.pk for person in people]}
        response = client.post(reverse("admin:teams_user_changelist"), data, follow=True)
        client.logout()
        return response

    return send


@pytest.fixture
def change_address(client, admin):
    """Change somebody's address as an admin does: on their own page."""

    def save(somebody, email):
        client.force_login(admin)
        data = {"name": somebody.name, "email": email, "is_active": "on"}
        rows = {f"{rows}-{kind}_FORMS": 0 for rows in ("memberships", "training") for kind in ("TOTAL", "INITIAL")}
        response = client.post(reverse("admin:teams_user_change", args=[somebody.pk]), data | rows)
        assert response.status_code == 302
        client.logout()

    return save


def link_in(message):
    return re.search(r"https?://\S+", message.body)[0]


def choose_password(client, link):
    form = client.get(link, follow=True)
    data = {"password1": CHOSEN_PASSWORD, "password2": CHOSEN_PASSWORD}
    return client.post(form.request["PATH_INFO"], data)


class TestInvitation:
    def test_its_link_lets_somebody_choose_a_password_and_sign_in_with_it(self, invite, newcomer, client, mailoutbox):
        invite(newcomer)
        choose_password(client, link_in(mailoutbox[0]))
        client.logout()
        client.post(reverse("account_login"), {"login": "Jo@test.example", "password": CHOSEN_PASSWORD})
        assert client.session["_auth_user_id"] == str(newcomer.pk)

    def test_its_link_works_only_once(self, invite, newcomer, client, mailoutbox):
        invite(newcomer)
        choose_password(client, link_in(mailoutbox[0]))
        client.logout()
        assert client.get(link_in(mailoutbox[0])).context["token_fail"]

    def test_its_link_stops_working_when_the_address_changes(self, invite, newcomer, client, mailoutbox):
        invite(newcomer)
        User.objects.filter(pk=newcomer.pk).update(email="somebody.else@test.example")
        assert client.get(link_in(mailoutbox[0])).context["token_fail"]

    def test_it_goes_to_the_person_alone_with_nothing_personal_in_the_subject(self, invite, newcomer, mailoutbox):
        invite(newcomer)
        assert mailoutbox[0].to == ["jo@test.example"]
        assert mailoutbox[0].subject == "Your invitation to sign in"
        assert "Hello Jo," in mailoutbox[0].body

    def test_it_leaves_the_password_that_somebody_has(self, invite, champion):
        invite(champion)
        champion.refresh_from_db()
        assert champion.check_password(PASSWORD)

    def test_whoever_sends_it_hears_that_it_did_not_go(self, newcomer, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        with context.request_context(RequestFactory().get("/")), pytest.raises(OSError):
            invite_user(user=newcomer)


class TestAddressThatWasGivenUp:
    """allauth wrote Ruby's first address down when it made a link for her."""

    OLD, NEW = "ruby@test.example", "ruby.oyelaran@test.example"

    @pytest.fixture
    def ruby(self, champion, invite, change_address, mailoutbox):
        invite(champion)
        change_address(champion, self.NEW)
        mailoutbox.clear()
        return champion

    @pytest.mark.parametrize("email, opens", [(OLD, False), (NEW, True)])
    def test_only_the_present_one_signs_in(self, ruby, client, email, opens):
        client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
        assert ("_auth_user_id" in client.session) == opens

    def test_only_the_present_one_gets_a_link(self, ruby, client, mailoutbox):
        for email in (self.OLD, self.NEW):
            client.post(reverse("account_reset_password"), {"email": email})
        assert [message.to for message in mailoutbox] == [[self.NEW]]

    def test_a_newcomer_who_gets_it_gets_a_link_to_their_own_account_alone(self, ruby, client, mailoutbox):
        newcomer = UserFactory(name="Ruby Bell", email=self.OLD, password=None)
        client.post(reverse("account_reset_password"), {"email": self.OLD})
        [message] = mailoutbox
        choose_password(client, link_in(message))
        assert User.objects.get(pk=newcomer.pk).check_password(CHOSEN_PASSWORD)
        assert User.objects.get(pk=ruby.pk).check_password(PASSWORD)

    def test_it_goes_at_once_with_the_change_or_nothing_changes(self, champion, change_address, monkeypatch):
        monkeypatch.setattr("teams.admin.people.forget_old_addresses", Mock(side_effect=DatabaseError))
        with pytest.raises(DatabaseError):
            change_address(champion, self.NEW)
        assert User.objects.get(pk=champion.pk).email == self.OLD


class TestTurningAccountsOffAndOn:
    def test_somebody_who_is_turned_off_is_signed_out_at_once(self, client, champion, admin):
        client.force_login(champion)
        deactivate_users(users=User.objects.filter(pk=champion.pk), by=admin)
        assert reverse("account_login") in client.get(reverse("admin:index"), follow=True).redirect_chain[-1][0]
        champion.refresh_from_db()
        assert not champion.is_active

    def test_nobody_turns_their_own_account_off(self, champion, admin):
        assert deactivate_users(users=User.objects.all(), by=admin) == [champion]
        admin.refresh_from_db()
        assert admin.is_active

    def test_only_those_whose_account_was_off_are_turned_on(self, champion, navigator):
        User.objects.filter(pk=navigator.pk).update(is_active=False)
        assert reactivate_users(users=User.objects.all()) == [navigator]
        navigator.refresh_from_db()
        assert navigator.is_active


class TestMoving:
    def test_somebody_keeps_their_role_in_the_new_team(self, navigator, calderdale, leeds):
        assert move_to_team(user=navigator, to_team=leeds) == calderdale
        assert list(navigator.memberships.values_list("team__name", "role")) == [("Leeds", Role.NAVIGATOR)]

    def test_somebody_in_several_teams_leaves_the_one_that_was_chosen(self, navigator, calderdale, leeds, hub):
        MembershipFactory(user=navigator, team=leeds, role=Role.CHAMPION)
        move_to_team(user=navigator, to_team=hub, from_team=leeds)
        memberships = navigator.memberships.values_list("team__name", "role")
        assert set(memberships) == {("Calderdale", Role.NAVIGATOR), ("The Hub", Role.CHAMPION)}

    def test_somebody_in_one_team_leaves_it_whichever_was_chosen_for_others(self, navigator, leeds, hub):
        move_to_team(user=navigator, to_team=hub, from_team=leeds)
        assert navigator.memberships.get().team == hub

    @pytest.mark.parametrize(
        "teams, to, reason",
        [
            (["Calderdale", "Leeds"], "Leeds", "Already in Leeds"),
            (["Leeds"], "Leeds", "Already in Leeds"),
            ([], "Leeds", "In no team yet"),
            (["Calderdale", "Bradford"], "Leeds", "In several teams, so choose which"),
        ],
    )
    def test_nothing_changes_where_somebody_cannot_be_moved(self, leeds, teams, to, reason):
        somebody = UserFactory()
        for team in teams:
            MembershipFactory(user=somebody, team=TeamFactory(name=team))
        with pytest.raises(CannotMove, match=reason):
            move_to_team(user=somebody, to_team=leeds)
        assert sorted(somebody.memberships.values_list("team__name", flat=True)) == sorted(teams)

    def test_somebody_in_several_teams_stays_where_the_chosen_one_is_none_of_them(self, leeds, hub, calderdale):
        kirklees_too = person(Role.CHAMPION, calderdale)
        MembershipFactory(user=kirklees_too)
        with pytest.raises(CannotMove, match="not in Leeds"):
            move_to_team(user=kirklees_too, to_team=hub, from_team=leeds)


def test_a_new_account_has_no_password_until_one_is_chosen(leeds):
    newcomer = User(name="Kit Barlow", email="kit@test.example")
    save_membership(membership=Membership(user=newcomer, team=leeds, role=Role.CHAMPION))
    saved = User.objects.get(email="kit@test.example")
    assert not saved.has_usable_password()
    assert saved.memberships.get().team == leeds
