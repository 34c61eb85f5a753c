"""Somebody asks what is held of them, and a coordinator gives all of it to them in time."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.held import HELD, LEFT_OUT, held_on
from beneficiaries.models import Beneficiary, SubjectRequest
from teams.models import TrailEntry
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    ContactFactory,
    LoneWorkingFactory,
    MilestoneFactory,
    PaymentFactory,
    ProfileEntryFactory,
    ReflectionFactory,
    SupportNeedsFactory,
)
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db
LIST = reverse("activities:subject_access_list")
ADD = reverse("activities:subject_access_add")


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


@pytest.fixture
def asked(robin, coordinator):
    return SubjectRequest.objects.create(beneficiary=robin, asked_on=timezone.localdate(), by=coordinator)


@pytest.fixture
def desk(coordinator):
    return client_of(coordinator)


def turn(asked, name):
    return reverse("activities:subject_access_turn", args=[asked.pk, name])


def held(asked):
    return reverse("activities:subject_access_held", args=[asked.pk])


def test_writing_it_down_twice_keeps_it_once_and_my_week_says_by_when(desk, robin):
    for _ in range(2):
        desk.post(ADD, {"reference": "cal 014", "asked_on": timezone.localdate()})
    asked = SubjectRequest.objects.get()
    assert asked.beneficiary == robin
    assert "CAL-014 asked what we hold" in text_of(desk.get(reverse("activities:week")))
    assert "Answer by" in text_of(desk.get(LIST))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("reference", "CAL-999", "Nobody has this reference. Check the letters and numbers."),
        ("reference", "", "Please fill this in."),
        ("asked_on", "2999-01-01", "That day is still to come. Choose today or an earlier day."),
        ("asked_on", "soon", "That is not a date we can read. Write it like 31/10/2026."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(desk, robin, field, typed, said):
    response = desk.post(ADD, {"reference": "CAL-014", "asked_on": timezone.localdate(), field: typed})
    assert response.context["form"].errors == {field: [said]}


def test_the_clock_stands_still_until_they_say_what_they_mean_and_stops_when_answered(desk, asked):
    today = timezone.localdate()
    SubjectRequest.objects.update(asked_on=today - timedelta(days=9))
    desk.post(turn(asked, "unclear"), {"on": today - timedelta(days=6)})
    assert "The clock stands still." in text_of(desk.get(LIST))
    desk.post(turn(asked, "clear"), {"on": today - timedelta(days=2)})
    desk.post(turn(asked, "answered"), {"on": today})
    asked.refresh_from_db()
    assert asked.waiting_until - asked.waiting_from == timedelta(days=4)
    assert asked.answered_on == today and not SubjectRequest.objects.open().exists()


def test_a_day_before_what_happened_last_is_refused(desk, asked):
    response = desk.post(turn(asked, "answered"), {"on": asked.asked_on - timedelta(days=1)})
    assert response.context["form"].errors == {"on": ["That is before what happened last. Choose a later day."]}
    assert desk.get(turn(asked, "nonsense")).status_code == 404


def test_all_that_is_held_is_on_one_page_and_in_one_file_and_the_trail_says_so(desk, asked, robin, champion):
    plan = ActivityFactory(team=robin.team, champion=champion, beneficiaries=[robin], description="Pottery")
    ProfileEntryFactory(beneficiary=robin, words="To be a potter.")
    SupportNeedsFactory(beneficiary=robin, helps="A quiet room")
    ContactFactory(beneficiary=robin, line="On the phone")
    MilestoneFactory(beneficiary=robin)
    PaymentFactory(activity=plan, beneficiary=robin)
    LoneWorkingFactory(activity=plan, with_whom=robin)
    page = text_of(desk.get(held(asked)))
    said = desk.get(f"{held(asked)}?file=json").json()
    for words in ("Pottery", "To be a potter.", "A quiet room", "On the phone", "Joined the Network", "4.20", "3pm"):
        assert words in page and words in str(said), words
    assert said["reference"] == "CAL-014"
    assert TrailEntry.objects.filter(rows__isnull=False).count() == 2
    assert TrailEntry.objects.of_person(robin.pk).filter(object_repr="all that is held of them").count() == 2


def test_nobody_else_is_named_in_it(robin, coordinator, champion, lead_navigator):
    BeneficiaryFactory(reference="CAL-016", known_as="Jay", team=robin.team)
    words = "Jay (CAL-016) came with Robin; Ruby Oyelaran drove. Moira rang."
    ContactFactory(beneficiary=robin, by=champion, line=words)
    [row] = next(
        section.rows for section in held_on(robin, user=coordinator) if section.heading == "When we were in touch"
    )
    assert row["One line"] == "somebody (somebody) came with Robin; a colleague drove. a colleague rang."
    assert row["By"] == "a champion"


def test_what_was_told_in_trust_is_given_by_whoever_wrote_it_down(desk, asked, robin, champion):
    ReflectionFactory(beneficiary=robin, by=champion, shared="private", words="I was afraid.")
    ProfileEntryFactory(beneficiary=robin, written_by=champion, shared_with="nobody", words="Harps")
    page = text_of(desk.get(held(asked)))
    assert "I was afraid." not in page and "Harps" not in page
    assert "Ask Ruby Oyelaran to give those to CAL-014 (Robin)." in page


def test_what_stands_of_them_in_the_words_of_others_is_in_it_without_the_others(robin, coordinator, champion):
    jay = BeneficiaryFactory(reference="CAL-016", known_as="Jay", team=robin.team)
    ContactFactory(beneficiary=jay, line="Jay asked after CAL 014")
    ContactFactory(beneficiary=jay, line="Jay rang")
    plan = ActivityFactory(team=robin.team, champion=champion, purpose="A day out.\nCAL-014 likes boats.\nBring tea.")
    plan.checklist.tasks.filter(pk=plan.checklist.tasks.first().pk).update(note="Robin brings the kettle")
    ReflectionFactory(beneficiary=jay, by=champion, shared="private", words="CAL-014 is my friend")
    found = {section.heading: section.rows for section in held_on(robin, user=coordinator)}
    assert found["In the words of others"] == [
        {"Activity": "CAL-014 likes boats."},
        {"Contact": "somebody asked after CAL 014"},
    ]
    assert found["Where it says Robin, if that is you"] == [{"Task": "Robin brings the kettle"}]


def ways_to_a_person():
    """Every model from which foreign keys lead to somebody, also over another model."""
    found = {Beneficiary}
    models = apps.get_models(include_auto_created=True)
    while new := {
        model
        for model in models
        if model not in found and any(field.related_model in found for field in model._meta.concrete_fields)
    }:
        found |= new
    return found - {Beneficiary}


def test_every_table_with_a_way_to_a_person_is_in_it_or_is_left_out_and_it_is_said_why():
    assert set(HELD) | set(LEFT_OUT) == ways_to_a_person()
    assert not set(HELD) & set(LEFT_OUT)


def test_what_is_held_costs_the_same_however_much_it_is(robin, coordinator):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            held_on(robin, user=coordinator)
        return len(captured)

    ContactFactory(beneficiary=robin)
    assert coordinator.is_coordinator  # A request knows that already.
    few = queries()
    for number in range(5):
        ContactFactory(beneficiary=robin)
        BeneficiaryFactory(reference=f"CAL-1{number:02}", team=robin.team)
    assert queries() == few


def test_the_list_costs_the_same_however_many_asked(desk, asked):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    few = queries()
    for number in range(5):
        somebody = BeneficiaryFactory(reference=f"CAL-1{number:02}", team=asked.beneficiary.team)
        SubjectRequest.objects.create(beneficiary=somebody, asked_on=asked.asked_on, by=asked.by)
    assert queries() == few
