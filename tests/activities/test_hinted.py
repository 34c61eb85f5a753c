"""The hint at a name before it is saved: once, beside the field, with everything still there; then it is kept."""

import re
from pathlib import Path

import pytest
from django import forms
from django.urls import get_resolver, reverse
from django.utils import timezone

from activities.forms.hinted import Hinted
from activities.models import Lesson
from activities.models.venue import DETAILS
from tests.factories import ActivityFactory, BeneficiaryFactory, VenueFactory
from tests.helpers import HTMX, client_of, text_of

pytestmark = pytest.mark.django_db

OURS = ("teams.", "beneficiaries.", "checklist.", "activities.", "reports.", "wyfi_coproduction.")
# Fields of free text that need no hint, by why.
NEEDS_NONE = {
    "Nothing of it is kept.": [
        "SearchForm.q", "FindForm.q", "WhoForm.q", "VenueSearchForm.q", "EverybodyForm.undo", "SignForm.opened",
    ],
    "It asks for a reference or a code.": [
        "AskForm.reference", "BookingForm.reference", "HandPhoneForm.code", "NewReflectionForm.reference",
        "PlanForm.references", "SafeguardingForm.reference", "SubjectRequestForm.reference",
    ],
    "It asks for a name, of a colleague, a helper, or one that somebody chose to stand there.": [
        "BoardForm.ask", "NewReflectionForm.signed", "ReflectionForm.signed", "OtherGuestForm.name",
        "SafeguardingForm.told_to", "SpeakToMixin.others", "TaskAddForm.others", "TaskForm.others", "SpokenForm.who",
    ],
    "It asks whom to ring at work.": ["BookingForm.ring", "LoneWorkingForm.ring", "SupportForm.ring"],
    "It asks for a place or a shop.": [
        "LoneWorkingForm.where", "PlanForm.place", "RegularForm.place", "RoomForm.name", "SpentForm.supplier",
        *(f"VenueForm.{name}" for name in DETAILS),
    ],
    "A message to colleagues, whom it greets by name; it is read once more before it goes.": [
        "MessageForm.subject", "MessageForm.body",
    ],
    "It comes with one press for a tick, and a hint would stand in the way of that.": ["SpokenForm.answer"],
}  # fmt: skip
# Admins keep accounts, teams and lists there: nobody's story is told in them.
KEPT_BY_ADMINS = re.compile(r"\.(admin|resources)\b|^teams\.forms$|^wyfi_coproduction\.")


def our_forms():
    """Every form of our own rooms: the addresses lead to all of them."""
    assert get_resolver().url_patterns
    waiting, found = [forms.BaseForm], set()
    while waiting:
        below = set(waiting.pop().__subclasses__()) - found
        found |= below
        waiting += below
    return sorted((form for form in found if form.__module__.startswith(OURS)), key=lambda form: form.__name__)


def is_free_text(field):
    is_text = isinstance(field, forms.CharField) and not isinstance(field, (forms.UUIDField, forms.EmailField))
    return is_text and isinstance(field.widget, (forms.TextInput, forms.Textarea)) and not field.widget.is_hidden


def test_every_field_of_free_text_hints_or_says_why_not():
    unhinted = {
        f"{form.__name__}.{name}"
        for form in our_forms()
        if not KEPT_BY_ADMINS.search(form.__module__)
        for name, field in getattr(form, "base_fields", {}).items()
        if is_free_text(field) and not isinstance(field, Hinted)
    }
    assert unhinted == {name for names in NEEDS_NONE.values() for name in names}


def test_no_form_adds_a_field_of_free_text_without_a_hint_while_it_is_made():
    added = re.compile(r"self\.fields\[.+\] = (?:ShortText|LongText)\(")
    assert [form.name for form in Path("activities/forms").glob("*.py") if added.search(form.read_text())] == []


@pytest.fixture
def venue():
    return VenueFactory(name="Ludlow Hannah Rooms")


def send(user, venue, **typed):
    return client_of(user).post(reverse("activities:lesson_add", args=[venue.pk]), typed)


NAMED = "Darren knows where the key is"


def test_a_name_comes_back_once_beside_the_field_with_all_that_was_typed(champion, venue):
    page = text_of(send(champion, venue, words=NAMED))
    assert "Could “Darren” be somebody’s name? A reference is safer." in page
    assert "Before this is saved" in page and "Save anyway" in page and "to put right" not in page
    assert NAMED in page and '<input type="hidden" name="words_seen" value="yes">' in page
    assert not Lesson.objects.exists()


def test_the_second_press_keeps_whatever_stands_there(champion, venue):
    send(champion, venue, words="Darren and Aisha know where the key is", words_seen="yes")
    assert Lesson.objects.get().words == "Darren and Aisha know where the key is"


def test_what_has_no_name_is_saved_with_the_first_press(champion, venue):
    send(champion, venue, words="The key is at the desk")
    assert Lesson.objects.exists()


def test_places_and_colleagues_in_full_may_be_named(champion, lead_navigator, venue):
    send(champion, venue, words="Ask Moira Tindall for the Ludlow Hannah Rooms")
    assert Lesson.objects.exists()


@pytest.fixture
def task(calderdale):
    return ActivityFactory(team=calderdale).checklist.tasks.first()


@pytest.mark.parametrize(("said", "has_hint"), [("Told Sanjay", False), ("Told Gwen", True)])
def test_only_colleagues_of_ones_own_may_be_named_by_their_first_name(
    said, has_hint, champion, navigator, outsider, task
):
    address = reverse("activities:task_detail", args=[task.checklist.activity.pk, task.pk])
    sent = {"note": said, "stages": ["weeks_before"], "opened_version": task.version}
    assert ("Before this is saved" in text_of(client_of(champion).post(address, sent))) is has_hint


def test_what_was_saved_before_is_not_asked_about_again(champion, task):
    type(task).objects.filter(pk=task.pk).update(note=NAMED)
    address = reverse("activities:task_detail", args=[task.checklist.activity.pk, task.pk])
    sent = {"note": NAMED, "stages": ["weeks_before"], "opened_version": task.version}
    assert client_of(champion).post(address, sent).status_code == 302


def test_in_the_register_a_name_in_why_comes_back_once(champion, calderdale):
    plan = ActivityFactory(
        team=calderdale, beneficiaries=[BeneficiaryFactory(team=calderdale)], date=timezone.localdate()
    )
    address = reverse("activities:register_mark", args=[plan.pk])
    sent = {"person": plan.participations.get().pk, "attendance": "cancelled", "reason": "Went to see Darren"}
    answer = text_of(client_of(champion).post(address, sent, headers=HTMX))
    assert "Could “Darren” be" in answer and 'name="reason_seen"' in answer and "Went to see Darren" in answer
    client_of(champion).post(address, sent | {"reason_seen": "yes"}, headers=HTMX)
    assert plan.participations.get().reason == "Went to see Darren"
