"""Opening a person's pages: it is kept who did, and whoever is not of one's own caseload asks why."""

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from activities.reasons import USUAL, has_said_why, remember
from beneficiaries.actions import put_contact_right, write_contact
from beneficiaries.models import Contact
from teams.models import Role, TrailEntry
from tests.factories import ActivityFactory, BeneficiaryFactory, ContactFactory, person
from tests.helpers import HTMX, TODAY, client_of, text_of
from tests.wyfi_coproduction.test_access import PRODUCT

pytestmark = pytest.mark.django_db
asks_why = pytest.mark.asks_why
PAGES = {
    "activities:beneficiary_detail": "their page",
    "activities:beneficiary_plans": "their plans",
    "activities:beneficiary_payments": "their payments",
    "activities:profile_edit": "the things that light them up",
    "activities:profile_older": "what they said before",
    "activities:profile_print": "the things that light them up, to print",
    "activities:might_like": "what they might like",
    "activities:appointment_list": "their appointments",
    "activities:appointment_add": "their appointments",
    "activities:line_page": "their line in time",
    "activities:photographs": "their answers about photographs",
    "activities:safeguarding": "whom to tell about their safety",
    "activities:support_change": "what helps them",
    "activities:person_trail": "this list",
}
# Whoever writes a contact or a milestone down reads nothing of the person, and is not held up.
WRITING = {"activities:contact_add", "activities:milestone_add"}
OF_AN_ENTRY = {"activities:contact_edit", "activities:milestone_take_back", "activities:profile_take_away"}


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale)


def page_of(name="activities:beneficiary_detail"):
    return reverse(name, args=["CAL-014"])


def is_asked(user):
    response = client_of(user).get(page_of())
    return response.status_code == 302 and response.url.startswith(page_of("activities:person_reason"))


def kinds_of(name):
    """What an address is filled in with, by name."""
    _, _, _, kinds = get_resolver("activities.urls").reverse_dict[name.removeprefix("activities:")]
    return dict.fromkeys(kinds, 1)


@pytest.mark.parametrize("name", PAGES)
def test_opening_any_page_of_a_person_is_kept(name, robin, lead_navigator):
    assert client_of(lead_navigator).get(page_of(name)).status_code == 200
    entry = TrailEntry.objects.of_person(robin.pk).get()
    assert (entry.actor, entry.object_repr, entry.action) == (lead_navigator, PAGES[name], TrailEntry.Action.ACCESS)


def test_every_address_of_a_person_is_one_that_keeps_who_opened_it_or_takes_only_a_press(robin, lead_navigator):
    client = client_of(lead_navigator)
    declared = set(PAGES) | WRITING | OF_AN_ENTRY | {"activities:person_reason"}
    of_a_person = [name for name in PRODUCT if name.startswith("activities:") and "reference" in kinds_of(name)]
    assert set(of_a_person) > declared
    for name in set(of_a_person) - declared:
        address = reverse(name, kwargs=kinds_of(name) | {"reference": "CAL-014"})
        assert client.get(address).status_code == 405, name


@asks_why
def test_a_navigator_opens_their_own_people_and_is_asked_about_others(robin, navigator):
    assert is_asked(navigator)
    robin.navigators.add(navigator)
    assert not is_asked(navigator)


@asks_why
def test_a_lead_navigator_answers_for_their_team_and_is_not_asked(robin, lead_navigator):
    assert not is_asked(lead_navigator)


@asks_why
def test_a_champion_is_not_asked_about_those_they_plan_with_or_wrote_a_contact_with(robin, champion, calderdale):
    assert is_asked(champion)
    contact = ContactFactory(beneficiary=robin, by=champion)
    assert not is_asked(champion)
    contact.delete()
    ActivityFactory(team=calderdale, champion=person(Role.CHAMPION, calderdale), beneficiaries=[robin])
    assert is_asked(champion)
    ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin])
    assert not is_asked(champion)


@asks_why
def test_a_coordinator_is_always_asked(robin, coordinator):
    ContactFactory(beneficiary=robin, by=coordinator)
    assert is_asked(coordinator)


@asks_why
def test_one_press_says_why_and_leads_to_the_page_that_was_asked_for(robin, coordinator):
    client = client_of(coordinator)
    asked_for = page_of("activities:line_page") + "?before=x"
    question = client.get(asked_for, follow=True)
    assert USUAL[0] in text_of(question)
    said = client.post(question.request["PATH_INFO"], {"reason": USUAL[0], "next": question.context["next"]})
    assert said.url == asked_for
    assert client.get(page_of()).status_code == 200
    newest, given = TrailEntry.objects.of_person(robin.pk)
    assert (given.words, given.actor, newest.words) == (USUAL[0], coordinator, "")


@asks_why
def test_another_reason_is_said_in_words_and_none_is_not_enough(robin, coordinator):
    client, question = client_of(coordinator), page_of("activities:person_reason")
    assert "Press one of the reasons" in text_of(client.post(question, {}))
    assert "Choose one of these reasons" in text_of(client.post(question, {"reason": "because"}))
    assert "too long" in text_of(client.post(question, {"words": "x" * 201}))
    assert not TrailEntry.objects.of_person(robin.pk).exists()
    assert client.post(question, {"words": "She rang the office."}).url == page_of()
    assert TrailEntry.objects.of_person(robin.pk).get().words == "She rang the office."


@asks_why
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil", "true"]
)
def test_saying_why_leads_nowhere_but_into_the_product(elsewhere, robin, coordinator):
    said = client_of(coordinator).post(page_of("activities:person_reason"), {"reason": USUAL[1], "next": elsewhere})
    assert said.url == page_of()


@asks_why
def test_with_htmx_the_whole_page_goes_to_the_question(robin, coordinator):
    response = client_of(coordinator).get(page_of(), headers=HTMX)
    assert response.headers["HX-Redirect"].startswith(page_of("activities:person_reason"))


@asks_why
def test_what_was_typed_is_kept_even_where_nobody_said_why(robin, coordinator):
    typed = {"date": f"{timezone.localdate() + timedelta(days=9)}", "starts_at": "10:00", "repeats": "once"}
    client_of(coordinator).post(page_of("activities:appointment_add"), typed)
    assert robin.appointments.count() == 1
    opened = TrailEntry.objects.of_person(robin.pk).filter(action=TrailEntry.Action.ACCESS)
    assert opened.get().object_repr == "their appointments"


@asks_why
def test_nobody_says_why_about_a_person_of_another_team(robin, outsider):
    for ask in (client_of(outsider).get, client_of(outsider).post):
        assert ask(page_of("activities:person_reason")).status_code == 404
    assert client_of(outsider).get(page_of()).status_code == 404


def test_a_reason_is_good_for_one_person_and_one_day():
    session = {}
    remember(session, 5, today=TODAY)
    assert has_said_why(session, 5, today=TODAY)
    assert not has_said_why(session, 6, today=TODAY)
    assert not has_said_why(session, 5, today=TODAY + timedelta(days=1))
    remember(session, 6, today=TODAY + timedelta(days=1))
    assert "5" not in session["said_why"]


def test_those_who_answer_for_somebody_and_coordinators_read_their_trail(robin, navigator, champion, coordinator):
    page = page_of("activities:person_trail")
    assert client_of(champion).get(page).status_code == client_of(navigator).get(page).status_code == 404
    robin.navigators.add(navigator)
    for user in (navigator, coordinator):
        assert client_of(user).get(page).status_code == 200


def test_a_persons_trail_says_who_did_what_in_plain_words(robin, lead_navigator, champion):
    writing = client_of(champion)
    contact = Contact(beneficiary=robin, by=champion, date=timezone.localdate(), mode="phone", line="zephyrwort")
    write_contact(contact=contact)
    contact.minutes = 20
    put_contact_right(contact=contact, opened_version=1, by=champion)
    writing.get(page_of())
    words = text_of(client_of(lead_navigator).get(page_of("activities:person_trail")))
    for said in ("Opened their page.", "Added a contact.", "Changed a contact: minutes.", "Ruby Oyelaran, champion"):
        assert said in words
    assert "zephyrwort" not in words


def test_where_something_about_their_safety_is_written_down_is_left_out(robin, lead_navigator):
    told = {"date": f"{timezone.localdate()}", "told_to": "Moira"}
    client = client_of(lead_navigator)
    client.post(page_of("activities:safeguarding"), told)
    assert robin.safeguarding_pointers.exists()
    said = [str(entry) for entry in TrailEntry.objects.of_person(robin.pk)]
    assert "Added where something about their safety is written down" in said
    assert "is written down" not in text_of(client.get(page_of("activities:person_trail")))
