"""Planning an activity."""

from datetime import date, time
from uuid import uuid4

import pytest
from django.urls import reverse

from activities.models import Activity
from checklist.actions import draft_next_version, publish_template
from checklist.models import Template
from teams.models import Membership, Role
from tests.factories import BeneficiaryFactory, UserFactory, person
from tests.helpers import client_of, text_of, words_of

pytestmark = pytest.mark.django_db

PLAN = reverse("activities:activity_plan")
NOT_HERE = "Somebody whom you ticked is not in this list any more. Look at it again."
LABELS_OF_THE_PAPER = ["Activity description", "Date", "Beneficiary ID(s)", "Navigator(s)"]


def plan(user, **typed):
    return client_of(user).post(PLAN, {"description": "Cook and eat", "date_not_known": "on"} | typed, follow=True)


def errors_of(response):
    return response.context["form"].errors


def test_the_form_asks_first_what_the_paper_asks_in_its_words_and_order(champion):
    page = text_of(client_of(champion).get(PLAN))
    places = [page.index(label) for label in [*LABELS_OF_THE_PAPER, "Start time", "End time", "What kind", "Where?"]]
    assert places == sorted(places)


def test_a_plan_needs_only_a_description_and_date_not_known_yet(champion, calderdale):
    plan(champion)
    activity = Activity.objects.get()
    assert (activity.date, activity.team, activity.champion) == (None, calderdale, champion)
    assert activity.checklist.tasks.count() == 19


def test_everything_on_the_form_is_kept(champion, navigator, people):
    plan(
        champion, description="Trip to the museum", date="2026-11-04", date_not_known="", references="cal-010 CAL-011",
        navigators=[navigator.pk], starts_at="13:30", ends_at="15:00", kind="group", place="Halifax",
        purpose="See the engines", outcomes="A day out", idea_from="group",
    )  # fmt: skip
    activity = Activity.objects.get()
    assert activity.date == date(2026, 11, 4)
    assert (activity.starts_at, activity.ends_at) == (time(13, 30), time(15))
    assert [person.reference for person in activity.beneficiaries.order_by("reference")] == ["CAL-010", "CAL-011"]
    assert list(activity.navigators.all()) == [navigator]
    assert (activity.kind, activity.place, activity.idea_from) == ("group", "Halifax", "group")
    assert (activity.purpose, activity.outcomes) == ("See the engines", "A day out")


def test_saving_leads_to_the_check_list(champion):
    response = plan(champion)
    assert response.redirect_chain[-1][0] == Activity.objects.get().get_absolute_url()
    assert words_of(response) == ["Your plan is saved. Here is its check list."]


def test_each_reference_that_is_not_known_is_named_beside_the_field_and_nothing_is_lost(champion, people):
    response = plan(champion, references="CAL-010, CAL-999, XYZ-12345", purpose="Keep me")
    assert errors_of(response)["references"] == [
        "We don't know CAL-999, XYZ-12345 in this team. Check each one, or take it out for now."
    ]
    assert "CAL-010, CAL-999, XYZ-12345" in text_of(response)
    assert "Keep me" in text_of(response)
    assert not Activity.objects.exists()


def test_another_teams_reference_reads_like_one_that_never_was(champion, leeds):
    BeneficiaryFactory(reference="LEE-001", team=leeds)
    known, unknown = plan(champion, references="LEE-001"), plan(champion, references="LEE-002")
    assert str(errors_of(known)).replace("LEE-001", "LEE-002") == str(errors_of(unknown))


def test_a_reference_typed_twice_is_on_the_plan_once_and_said(champion, people):
    response = plan(champion, references="cal-010, CAL-010")
    assert Activity.objects.get().beneficiaries.count() == 1
    assert "Typed more than once, kept once: CAL-010." in words_of(response)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"description": ""}, "description", "Say in a few words what the activity is."),
        ({"date_not_known": ""}, "date", "Choose a date, or tick “Date not known yet”."),
        ({"date": "2026-11-04"}, "date", "Is the date known? Take away the date or the tick."),
        (
            {"date": "2026-10-13", "date_not_known": ""},
            "date",
            "That day has already gone. Choose today or a later day.",
        ),
        ({"date": "2226-10-14", "date_not_known": ""}, "date", "That is more than two years away. Check the year."),
        (
            {"date": "soon", "date_not_known": ""},
            "date",
            "That is not a date we can read. Write it like 31/10/2026.",
        ),
        (
            {"starts_at": "15:00", "ends_at": "13:30"},
            "ends_at",
            "The end is before the start. Check both times.",
        ),
        ({"ends_at": "13:30"}, "ends_at", "Add a start time too."),
        ({"starts_at": "half past"}, "starts_at", "That is not a time we can read. Write it like 13:30."),
        (
            {"purpose": "x" * 10_000},
            "purpose",
            "That is too long. There is room for 1000 characters, and you typed 10000.",
        ),
        (
            {"description": "x" * 10_000},
            "description",
            "That is too long. There is room for 120 characters, and you typed 10000.",
        ),
        (
            {"references": "x" * 10_000},
            "references",
            "That is too long. There is room for 1000 characters, and you typed 10000.",
        ),
        ({"navigators": [10**30]}, "navigators", NOT_HERE),
        ({"navigators": ["999999"]}, "navigators", NOT_HERE),
        ({"navigators": ["x"]}, "navigators", NOT_HERE),
        (
            {"description": "nul\x00"},
            "description",
            "There is a character in here that cannot be kept. Please type it again.",
        ),
    ],
)
def test_what_cannot_be_right_gets_a_plain_sentence_beside_its_field(champion, typed, field, sentence):
    response = plan(champion, **typed)
    assert response.status_code == 200
    assert sentence in errors_of(response)[field]
    assert not Activity.objects.exists()


@pytest.mark.parametrize("kept", ["Day out 🎉🚂", "رحلة إلى المتحف", "<b>bold</b> & brave", "Ruby’s “best” idea"])
def test_any_writing_is_kept_and_shown_as_it_was_typed(champion, kept):
    response = plan(champion, description=kept)
    assert Activity.objects.get().description == kept
    assert f"<h1>{kept}</h1>" in text_of(response)


def test_markup_in_a_description_is_never_markup_on_the_page(champion):
    assert b"<script>alert" not in plan(champion, description="<script>alert(1)</script>").content


def test_pressing_save_twice_plans_one_activity(champion):
    key = str(uuid4())
    first, second = plan(champion, plan_key=key), plan(champion, plan_key=key)
    assert first.redirect_chain == second.redirect_chain
    assert Activity.objects.count() == 1


def test_going_back_and_saving_other_words_loses_neither(champion):
    key = str(uuid4())
    plan(champion, plan_key=key, description="First idea")
    response = plan(champion, plan_key=key, description="Second idea")
    assert response.context["both"] == [("Activity description", "First idea", "Second idea")]
    activity = Activity.objects.get()
    typed = {"description": "Second idea", "date_not_known": "on", "opened_version": activity.version}
    client_of(champion).post(reverse("activities:activity_edit", args=[activity.pk]), typed)
    activity.refresh_from_db()
    assert activity.description == "Second idea"


def test_a_plan_key_that_cannot_be_read_still_plans(champion):
    plan(champion, plan_key="not a key")
    assert Activity.objects.count() == 1


def test_a_template_put_in_use_while_the_form_is_open_is_the_one_that_the_plan_starts_from(champion):
    client_of(champion).get(PLAN)
    publish_template(template=draft_next_version(source=Template.objects.current()))
    draft_next_version(source=Template.objects.current())
    plan(champion)
    checklist = Activity.objects.get().checklist
    assert (checklist.template.version, checklist.tasks.count()) == (2, 19)


def test_somebody_in_two_teams_says_which_one_it_is_for(champion, leeds):
    Membership.objects.create(user=champion, team=leeds, role=Role.CHAMPION)
    assert "team" in errors_of(plan(champion))
    plan(champion, team=leeds.pk)
    assert Activity.objects.get().team == leeds


def test_the_team_that_is_chosen_says_which_navigators_can_be(champion, navigator, leeds):
    Membership.objects.create(user=champion, team=leeds, role=Role.CHAMPION)
    theirs = person(Role.NAVIGATOR, leeds)
    assert "navigators" in errors_of(plan(champion, team=leeds.pk, navigators=[navigator.pk]))
    response = client_of(champion).post(reverse("activities:people_offer"), {"team": leeds.pk})
    assert offered(response) == ([], [theirs])


def test_another_team_cannot_be_planned_for(champion, leeds):
    plan(champion, team=leeds.pk)
    assert Activity.objects.get().team != leeds


def test_a_navigator_of_another_team_cannot_be_put_on_a_plan(champion, leeds):
    stranger = person(Role.NAVIGATOR, leeds)
    assert "navigators" in errors_of(plan(champion, navigators=[stranger.pk]))


def test_somebody_without_a_team_is_told_what_to_do(db):
    response = plan(UserFactory())
    assert words_of(response) == ["You are not in a team yet. Ask an admin to add you to one, then plan away."]


def offered(response):
    offer = response.context["offer"]
    return offer.theirs, offer.others


def test_navigators_of_the_people_typed_are_offered_first(champion, navigator, lead_navigator, people):
    client = client_of(champion)
    assert offered(client.get(PLAN)) == ([], [lead_navigator, navigator])
    typed = {"references": "CAL-010 "}
    assert offered(client.post(reverse("activities:people_offer"), typed)) == ([navigator], [lead_navigator])


def test_without_javascript_a_button_offers_them_and_keeps_what_was_typed(champion, navigator, people):
    response = client_of(champion).post(
        PLAN, {"description": "Gardening", "references": "CAL-010", "navigators": [navigator.pk], "find": "navigators"}
    )
    assert offered(response)[0] == [navigator]
    assert response.context["offer"].chosen == {str(navigator.pk)}
    assert "Gardening" in text_of(response)
    assert not Activity.objects.exists()


def suggested(user, text):
    response = client_of(user).post(reverse("activities:people_offer"), {"references": text})
    return [person.reference for person in response.context["offer"].people]


def test_suggestions_follow_what_is_being_typed_and_leave_out_who_is_there(champion, people):
    assert suggested(champion, "cal-01") == ["CAL-010", "CAL-011", "CAL-012"]
    assert suggested(champion, "CAL-010, CAL-011, ") == ["CAL-012"]
    assert suggested(champion, "CAL-010, cal") == ["CAL-011", "CAL-012"]


def test_a_chosen_name_finds_its_person(champion, calderdale):
    BeneficiaryFactory(reference="CAL-500", known_as="Bee", team=calderdale)
    assert suggested(champion, "be") == ["CAL-500"]


def test_nobody_of_another_team_is_suggested(champion, leeds):
    BeneficiaryFactory(reference="LEE-001", team=leeds)
    assert suggested(champion, "LEE") == []
