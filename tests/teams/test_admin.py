"""Admins keep teams and accounts in Django admin, and see who changed what."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin as django_admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from activities.models import Activity
from teams.admin.people import say_names
from teams.models import Membership, Role, Team, User
from tests.factories import MembershipFactory, TeamFactory, UserFactory, person

PEOPLE = "admin:teams_user_changelist"
TEAMS = "admin:teams_team_changelist"
HISTORY = "admin:admin_logentry_changelist"


@pytest.fixture
def keeper(db):
    """Ade is an admin and nothing else: no superuser, in no team."""
    return UserFactory(name="Ade Coker", email="ade@test.example", is_staff=True)


@pytest.fixture
def desk(client, keeper):
    client.force_login(keeper)
    return client


@pytest.fixture
def act(desk):
    """Choose an action for some people in the list."""

    def choose(action, *people, filters="", **fields):
        data = {"action": action, "_selected_action": [person.pk for person in people], **fields}
        return desk.post(reverse(PEOPLE) + filters, data)

    return choose


def sentences(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def names_in_list(response):
    return {str(row) for row in response.context["cl"].result_list}


def history_of(thing):
    return list(LogEntry.objects.filter(object_id=thing.pk).values_list("change_message", flat=True))


def memberships_form(*rows, kept=0):
    """The rows of teams and roles on a person's page, as a browser sends them."""
    data = {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": kept}
    data |= {"training-TOTAL_FORMS": 0, "training-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"memberships-{number}-{name}": value for name, value in row.items()}
    return data


def assert_same_queries(desk, url, make):
    """The page costs the same with 3 rows as with 30."""
    counts = []
    for rows in (3, 27):
        for _ in range(rows):
            make()
        desk.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], queries.captured_queries


class TestWhoMayUseIt:
    def test_an_admin_needs_no_other_permission(self, desk, calderdale):
        assert desk.get(reverse(PEOPLE)).status_code == 200
        assert desk.get(reverse("admin:teams_team_change", args=[calderdale.pk])).status_code == 200

    @pytest.mark.parametrize("name", [PEOPLE, TEAMS, HISTORY, "admin:teams_user_import", "admin:index"])
    def test_nobody_else_may_look_at_any_of_it(self, client, coordinator, name):
        client.force_login(coordinator)
        assert client.get(reverse(name)).status_code == 302

    def test_plans_groups_and_second_addresses_are_not_kept_here(self):
        assert not {Activity, Group, EmailAddress} & set(django_admin.site._registry)

    def test_its_front_page_says_what_it_is_for(self, desk):
        page = desk.get(reverse("admin:index")).content.decode()
        assert "Activity planner: teams and accounts" in page
        assert "History of changes" in page
        assert "Log entries" not in page


class TestListOfTeams:
    def test_it_counts_people_by_role(self, desk, calderdale, champion, navigator):
        person(Role.CHAMPION, calderdale)
        person(Role.CHAMPION, calderdale, is_active=False)
        [team] = desk.get(reverse(TEAMS)).context["cl"].result_list
        assert [getattr(team, f"count_of_{role}") for role in Role] == [2, 1, 0, 0]

    def test_it_asks_nothing_of_the_rooms_above(self, desk, calderdale):
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse(TEAMS))
        assert not [query["sql"] for query in queries if "beneficiar" in query["sql"]]

    def test_its_queries_do_not_grow_with_it(self, desk):
        assert_same_queries(desk, reverse(TEAMS), lambda: person(Role.CHAMPION, TeamFactory()))

    def test_a_team_cannot_be_deleted(self, desk, calderdale):
        assert desk.post(reverse("admin:teams_team_delete", args=[calderdale.pk]), {"post": "yes"}).status_code == 403
        assert Team.objects.filter(pk=calderdale.pk).exists()

    def test_the_page_of_a_team_costs_the_same_for_many_people(self, desk, calderdale):
        url = reverse("admin:teams_team_change", args=[calderdale.pk])
        assert_same_queries(desk, url, lambda: person(Role.CHAMPION, calderdale))


class TestPageOfATeam:
    @pytest.fixture
    def choose(self, desk, calderdale):
        """Save who gives out Calderdale's cash."""
        url = reverse("admin:teams_team_change", args=[calderdale.pk])
        return lambda holder: desk.post(url, {"name": "Calderdale", "budget_holder": holder} | memberships_form())

    def test_it_says_who_gives_out_the_cash(self, choose, calderdale, coordinator):
        choose(coordinator.pk)
        calderdale.refresh_from_db()
        assert calderdale.budget_holder == coordinator
        choose("")
        calderdale.refresh_from_db()
        assert calderdale.budget_holder is None

    def test_only_people_who_can_sign_in_are_found_while_typing(self, desk, hub):
        for name, is_active in (("Pat Grey", True), ("Pat Gone", False)):
            person(Role.COORDINATOR, hub, name=name, is_active=is_active)
        asked = {"term": "pat", "app_label": "teams", "model_name": "team", "field_name": "budget_holder"}
        found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
        assert [row["text"] for row in found] == ["Pat Grey"]

    def test_somebody_whose_account_is_off_is_not_chosen_but_stays_where_they_were(self, choose, calderdale, hub):
        gone = person(Role.COORDINATOR, hub, is_active=False)
        sentence = "This account is turned off. Choose somebody who can sign in."
        assert sentence in choose(gone.pk).content.decode()
        Team.objects.filter(pk=calderdale.pk).update(budget_holder=gone)
        assert choose(gone.pk).status_code == 302

    @pytest.mark.parametrize("odd", ["abc", "\0", 10**30])
    def test_an_odd_holder_is_not_a_choice(self, choose, odd):
        assert "Select a valid choice." in choose(odd).content.decode()


class TestListOfPeople:
    def test_it_names_teams_and_roles(self, desk, navigator, leeds):
        MembershipFactory(user=navigator, team=leeds, role=Role.CHAMPION)
        page = desk.get(reverse(PEOPLE)).content.decode()
        assert "Calderdale: Navigator, Leeds: Champion" in page
        assert "No team yet" in page

    def test_its_queries_do_not_grow_with_it(self, desk, calderdale, leeds):
        def make():
            MembershipFactory(user=person(Role.CHAMPION, calderdale), team=leeds)

        assert_same_queries(desk, reverse(PEOPLE), make)

    def test_team_and_role_together_mean_one_membership(self, desk, calderdale, leeds, champion, navigator):
        MembershipFactory(user=champion, team=leeds, role=Role.NAVIGATOR)
        url = f"{reverse(PEOPLE)}?team={calderdale.pk}&role=navigator"
        assert names_in_list(desk.get(url)) == {navigator.name}
        assert names_in_list(desk.get(f"{reverse(PEOPLE)}?role=navigator")) == {champion.name, navigator.name}

    def test_a_team_that_makes_no_sense_in_the_address_breaks_nothing(self, desk):
        assert desk.get(f"{reverse(PEOPLE)}?team=abc&role=navigator", follow=True).status_code == 200

    @pytest.mark.parametrize("words", ["ruby", "RUBY@test", "Oyelaran"])
    def test_somebody_is_found_by_name_or_address(self, desk, champion, navigator, words):
        assert names_in_list(desk.get(reverse(PEOPLE), {"q": words})) == {champion.name}

    def test_nobody_can_be_deleted(self, desk, champion):
        url = reverse("admin:teams_user_delete", args=[champion.pk])
        assert desk.post(url, {"post": "yes"}).status_code == 403
        assert "delete_selected" not in desk.get(reverse(PEOPLE)).content.decode()

    def test_nobody_can_set_a_password_for_somebody_else(self, desk, champion):
        with pytest.raises(NoReverseMatch):
            reverse("admin:auth_user_password_change", args=[champion.pk])


class TestPageOfAPerson:
    def test_somebody_new_needs_an_address_a_name_and_teams_but_no_password(self, desk, leeds):
        data = {"name": "Kit Barlow", "email": "Kit@Test.example"}
        desk.post(reverse("admin:teams_user_add"), data | memberships_form({"team": leeds.pk, "role": "champion"}))
        kit = User.objects.get(email="kit@test.example")
        assert not kit.has_usable_password()
        assert not kit.is_staff
        assert kit.memberships.get().team == leeds

    def test_an_address_that_somebody_has_is_refused_in_any_case(self, desk, champion):
        data = {"name": "Another Ruby", "email": "RUBY@test.example"} | memberships_form()
        page = desk.post(reverse("admin:teams_user_add"), data).content.decode()
        assert "Somebody already has this address." in page

    def test_the_same_team_twice_is_refused(self, desk, leeds):
        rows = memberships_form({"team": leeds.pk, "role": "champion"}, {"team": leeds.pk, "role": "navigator"})
        data = {"name": "Kit Barlow", "email": "kit@test.example"} | rows
        assert desk.post(reverse("admin:teams_user_add"), data).status_code == 200
        assert not User.objects.filter(email="kit@test.example").exists()

    def test_a_role_can_change_but_its_team_stays(self, desk, champion, leeds):
        membership = champion.memberships.get()
        row = {"id": membership.pk, "user": champion.pk, "team": leeds.pk, "role": "navigator"}
        data = {"name": champion.name, "email": champion.email, "is_active": "on"} | memberships_form(row, kept=1)
        desk.post(reverse("admin:teams_user_change", args=[champion.pk]), data)
        membership.refresh_from_db()
        assert (membership.role, membership.team.name) == ("navigator", "Calderdale")

    def test_leaving_a_team_takes_the_role_and_keeps_the_person(self, desk, champion):
        row = {"id": champion.memberships.get().pk, "user": champion.pk, "role": "champion", "DELETE": "on"}
        data = {"name": champion.name, "email": champion.email, "is_active": "on"} | memberships_form(row, kept=1)
        desk.post(reverse("admin:teams_user_change", args=[champion.pk]), data)
        assert not champion.memberships.exists()
        assert User.objects.filter(pk=champion.pk, is_active=True).exists()

    def test_admins_cannot_take_away_their_own_way_in(self, desk, keeper):
        data = {"name": "Ade Coker", "email": keeper.email} | memberships_form()
        desk.post(reverse("admin:teams_user_change", args=[keeper.pk]), data)
        keeper.refresh_from_db()
        assert (keeper.is_active, keeper.is_staff) == (True, True)

    def test_it_leads_to_when_they_work(self, desk, champion):
        page = desk.get(reverse("admin:teams_user_change", args=[champion.pk])).content.decode()
        assert f'href="{reverse("activities:working_days_of", args=[champion.pk])}"' in page

    def test_somebody_else_can_be_made_an_admin(self, desk, champion):
        data = {"name": champion.name, "email": champion.email, "is_active": "on", "is_staff": "on"}
        desk.post(reverse("admin:teams_user_change", args=[champion.pk]), data | memberships_form())
        champion.refresh_from_db()
        assert champion.is_staff

    def test_teams_and_people_are_found_while_typing(self, desk, champion, leeds):
        def found(term, model, field):
            data = {"term": term, "app_label": "teams", "model_name": model, "field_name": field}
            return [row["text"] for row in desk.get(reverse("admin:autocomplete"), data).json()["results"]]

        assert found("leed", "membership", "team") == ["Leeds"]
        assert found("ruby", "membership", "user") == ["Ruby Oyelaran"]


class TestInvitations:
    def test_it_goes_to_active_people_only_and_says_who_was_left_out(self, act, champion, navigator, mailoutbox):
        User.objects.filter(pk=navigator.pk).update(is_active=False)
        response = act("send_invitation", champion, navigator)
        assert [message.to for message in mailoutbox] == [[champion.email]]
        assert sentences(response) == [
            "An invitation is on its way to: Ruby Oyelaran.",
            "No invitation went to these accounts, as they are turned off: Sanjay Bhatt.",
        ]
        assert history_of(champion) == ["Sent an invitation to sign in."]

    def test_one_message_that_fails_does_not_stop_the_others(self, act, champion, navigator, monkeypatch, mailoutbox):
        send = EmailBackend.send_messages

        def fail_for_ruby(backend, messages):
            if messages[0].to == [champion.email]:
                raise ConnectionRefusedError
            return send(backend, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", fail_for_ruby)
        response = act("send_invitation", champion, navigator)
        assert [message.to for message in mailoutbox] == [[navigator.email]]
        assert "The message could not be sent. Try again later for: Ruby Oyelaran." in sentences(response)
        assert history_of(champion) == []


class TestTurningAccountsOffAndOn:
    def test_it_asks_first_and_names_the_people(self, act, champion):
        page = act("deactivate", champion).content.decode()
        assert "Ruby Oyelaran (ruby@test.example)" in page
        champion.refresh_from_db()
        assert champion.is_active

    def test_it_is_done_after_a_yes_and_written_down(self, act, champion, navigator):
        response = act("deactivate", champion, confirmed="yes")
        champion.refresh_from_db()
        assert not champion.is_active
        assert sentences(response) == ["These people can no longer sign in: Ruby Oyelaran."]
        assert history_of(champion) == ["Turned the account off."]
        assert User.objects.get(pk=navigator.pk).is_active

    def test_admins_stay_themselves(self, act, keeper, champion):
        response = act("deactivate", keeper, champion, confirmed="yes")
        keeper.refresh_from_db()
        assert keeper.is_active
        assert "Your own account stays on." in sentences(response)
        assert history_of(keeper) == []

    def test_an_account_can_be_turned_on_again(self, act, champion, navigator):
        User.objects.filter(pk=champion.pk).update(is_active=False)
        response = act("reactivate", champion, navigator)
        assert sentences(response) == ["These people can sign in again: Ruby Oyelaran."]
        assert history_of(champion) == ["Turned the account on again."]
        assert history_of(navigator) == []

    def test_a_filtered_list_can_be_turned_off(self, act, champion, calderdale):
        """On PostgreSQL the rows are locked, whichever filter chose them."""
        act("deactivate", champion, filters=f"?team={calderdale.pk}&is_active__exact=1&q=ruby", confirmed="yes")
        assert not User.objects.get(pk=champion.pk).is_active


class TestLostPhones:
    def test_it_says_what_happens_and_then_takes_them_away(self, act, champion, navigator):
        Authenticator.objects.create(user=champion, type="webauthn", data={"name": "Phone", "credential": {}})
        page = act("forget_second_factors", champion, navigator).content.decode()
        assert "so that you know it is really them" in page
        assert champion.authenticator_set.exists()
        response = act("forget_second_factors", champion, navigator, confirmed="yes")
        assert not champion.authenticator_set.exists()
        [sentence] = sentences(response)
        assert sentence.endswith("set up new ones: Ruby Oyelaran.")
        assert history_of(champion) == ["Took away their passkeys and codes."]
        assert history_of(navigator) == []

    def test_nobody_reads_a_passkey_in_django_admin(self):
        assert Authenticator not in django_admin.site._registry


class TestMoving:
    def test_it_asks_for_the_new_team_and_moves_people_with_their_roles(self, act, champion, navigator, leeds):
        assert "from_team" not in act("move", champion).context["form"].fields
        response = act("move", champion, navigator, confirmed="yes", to_team=leeds.pk)
        assert set(leeds.memberships.values_list("user__name", "role")) == {
            (champion.name, Role.CHAMPION),
            (navigator.name, Role.NAVIGATOR),
        }
        assert sentences(response) == ["Now in Leeds: Ruby Oyelaran and Sanjay Bhatt."]
        assert history_of(champion) == ["Moved from Calderdale to Leeds."]

    def test_it_asks_which_team_to_leave_where_somebody_has_several(self, act, champion, leeds, hub):
        MembershipFactory(user=champion, team=leeds)
        response = act("move", champion, confirmed="yes", to_team=hub.pk)
        assert "Some of these people are in several teams." in response.content.decode()
        act("move", champion, confirmed="yes", to_team=hub.pk, from_team=leeds.pk)
        assert set(champion.memberships.values_list("team__name", flat=True)) == {"Calderdale", "The Hub"}

    def test_whoever_is_there_already_stays_and_is_named(self, act, outsider, champion, leeds):
        response = act("move", outsider, champion, confirmed="yes", to_team=leeds.pk)
        assert sentences(response) == ["Now in Leeds: Ruby Oyelaran.", "Already in Leeds: Gwen Hartnell."]
        assert history_of(outsider) == []
        assert Membership.objects.filter(user=outsider).count() == 1

    def test_the_new_team_must_be_chosen(self, act, champion):
        assert "Choose the team to move to." in act("move", champion, confirmed="yes").content.decode()


class TestHistory:
    def test_it_says_who_did_what(self, act, desk, champion):
        act("deactivate", champion, confirmed="yes")
        page = desk.get(reverse(HISTORY)).content.decode()
        for words in ("History of changes", "Ade Coker", "Ruby Oyelaran", "Turned the account off.", "Changed"):
            assert words in page

    @pytest.mark.parametrize("flag, words", [(ADDITION, "Added"), (CHANGE, "Changed"), (DELETION, "Taken away")])
    def test_what_was_done_is_said_whatever_django_calls_it(self, desk, keeper, champion, monkeypatch, flag, words):
        monkeypatch.setattr(LogEntry, "get_action_flag_display", lambda entry: "Something else", raising=False)
        LogEntry.objects.log_actions(keeper.pk, [champion], flag, single_object=True)
        page = desk.get(reverse(HISTORY)).content.decode()
        assert f'<td class="field-kind_of_change">{words}</td>' in page

    def test_its_name_stands_wherever_django_names_it(self, desk):
        for name, arguments in (("admin:index", []), ("admin:app_list", ["admin"]), (HISTORY, [])):
            page = desk.get(reverse(name, args=arguments)).content.decode()
            assert "History of changes" in page
            assert "log entr" not in page.lower()
            assert "0 history" not in page

    @pytest.mark.django_db
    def test_its_name_asks_for_no_migration(self, settings):
        settings.MIGRATION_MODULES = {}
        call_command("makemigrations", "admin", check=True, dry_run=True, verbosity=0)

    def test_it_can_only_be_read(self, act, desk, champion):
        act("deactivate", champion, confirmed="yes")
        entry = LogEntry.objects.get()
        assert desk.get(reverse("admin:admin_logentry_add")).status_code == 403
        assert desk.post(reverse("admin:admin_logentry_change", args=[entry.pk]), {}).status_code == 403
        assert desk.post(reverse("admin:admin_logentry_delete", args=[entry.pk]), {"post": "yes"}).status_code == 403

    def test_it_can_be_searched(self, act, desk, champion, navigator):
        act("deactivate", champion, navigator, confirmed="yes")
        found = desk.get(reverse(HISTORY), {"q": "Sanjay"}).context["cl"].result_list
        assert [entry.object_repr for entry in found] == ["Sanjay Bhatt"]

    def test_its_queries_do_not_grow_with_it(self, desk, keeper):
        def make():
            LogEntry.objects.log_actions(UserFactory(is_staff=True).pk, [UserFactory()], 2, single_object=True)

        assert_same_queries(desk, reverse(HISTORY), make)


class TestOddRequests:
    """Whatever an address or a form says, it is answered."""

    HUGE = "9" * 30

    @pytest.mark.parametrize(
        "name, query",
        [
            (PEOPLE, {"planned_activities": 1}),
            (PEOPLE, {"navigated_activities__pk": 1}),
            (PEOPLE, {"name__regex": "("}),
            (PEOPLE, {"name": "\0"}),
            (PEOPLE, {"id__range": 1}),
            (PEOPLE, {"pk__in": HUGE}),
            (PEOPLE, {"date_joined__year": HUGE}),
            (PEOPLE, {"password__startswith": "p"}),
            (TEAMS, {"activities": 1}),
            (TEAMS, {"beneficiaries__reference": "CAL-014"}),
            (HISTORY, {"object_id": "\0"}),
        ],
    )
    def test_a_list_is_asked_nothing_but_its_own_filters(self, desk, name, query):
        assert desk.get(reverse(name), query).status_code == 400

    @pytest.mark.parametrize(
        "name, query",
        [
            (PEOPLE, {"team": HUGE}),
            (PEOPLE, {"team": "abc", "role": Role.CHAMPION}),
            (PEOPLE, {"role": "\0"}),
            (PEOPLE, {"is_active__exact": "\0"}),
            (HISTORY, {"user__id__exact": HUGE}),
            (HISTORY, {"content_type__id__exact": "abc"}),
            (HISTORY, {"action_flag__exact": "\0"}),
            (HISTORY, {"action_time__gte": "0001-01-01 00:00:00+05:00"}),
            (HISTORY, {"action_time__lt": "\0"}),
        ],
    )
    def test_a_filter_takes_any_value(self, desk, champion, name, query):
        response = desk.get(reverse(name), query, follow=True)
        assert response.status_code == 200
        assert "e=1" in response.request["QUERY_STRING"] or not response.context["cl"].result_list

    def test_a_filter_takes_any_value_where_there_is_no_team_yet(self, desk):
        for team in (self.HUGE, "abc"):
            assert desk.get(reverse(PEOPLE), {"team": team, "role": Role.CHAMPION}, follow=True).status_code == 200

    @pytest.mark.parametrize("words", ["a " * 1_900, "x" * 5_000, "\0", '"', "'a b", "Ruby\0Oyelaran"])
    def test_a_search_takes_any_words(self, desk, champion, words):
        assert desk.get(reverse(PEOPLE), {"q": words}).status_code == 200
        fields = {"app_label": "teams", "model_name": "membership", "field_name": "user"}
        assert desk.get(reverse("admin:autocomplete"), fields | {"term": words}).status_code == 200

    @pytest.mark.parametrize("odd", ["abc", "\0", HUGE, "-1", "²"])
    def test_an_action_on_odd_choices_asks_to_choose_again(self, act, odd, champion):
        response = act("deactivate", Team(pk=odd), champion, confirmed="yes")
        assert sentences(response) == ["We could not read what you chose. Choose again in the list."]
        assert User.objects.get(pk=champion.pk).is_active

    @pytest.mark.parametrize("odd", ["abc", "\0", HUGE])
    def test_an_odd_member_or_team_is_not_a_choice(self, desk, champion, calderdale, odd):
        row = memberships_form({"user": odd, "team": odd, "role": Role.CHAMPION})
        for thing, data in ((calderdale, {"name": "Calderdale"}), (champion, {"name": "Ruby", "email": "r@a.example"})):
            url = reverse(f"admin:teams_{thing._meta.model_name}_change", args=[thing.pk])
            assert "Select a valid choice." in desk.post(url, data | row).content.decode()

    def test_an_odd_move_is_answered(self, act, champion, leeds):
        MembershipFactory(user=champion, team=leeds)
        for odd in ("abc", "\0", self.HUGE):
            response = act("move", champion, confirmed="yes", to_team=odd, from_team=odd)
            assert response.status_code == 200
        assert champion.memberships.count() == 2


@pytest.mark.parametrize(
    "count, sentence",
    [
        (1, "P1"),
        (2, "P1 and P2"),
        (3, "P1, P2 and P3"),
        (9, "P1, P2, P3, P4, P5, P6, P7, P8 and 1 other"),
        (30, "P1, P2, P3, P4, P5, P6, P7, P8 and 22 others"),
    ],
)
def test_a_sentence_names_a_few_people_and_counts_the_rest(count, sentence):
    assert say_names([f"P{number}" for number in range(1, count + 1)]) == sentence
