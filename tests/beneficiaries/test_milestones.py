"""Milestones: dated, in any order, as often as they come, and taken back without a trace being lost."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from beneficiaries.models import Milestone, MilestoneKind
from tests.factories import BeneficiaryFactory, MilestoneFactory
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db
ADD = reverse("activities:milestone_add", args=["CAL-014"])


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


def kind(words):
    return MilestoneKind.objects.get(words=words).pk


def add(user, words="Joined the Network", **typed):
    return client_of(user).post(ADD, {"kind": kind(words), "date": f"{TODAY}"} | typed, follow=True)


def test_it_is_kept_with_who_and_when_and_stands_in_the_line_with_its_sign(champion, robin):
    response = add(champion, date="2026-10-01", line="Spoke up at once.")
    kept = Milestone.objects.get()
    assert (kept.beneficiary, kept.by, kept.date, kept.line) == (
        robin,
        champion,
        date(2026, 10, 1),
        "Spoke up at once.",
    )
    page = text_of(response)
    assert "Thursday 1 October 2026 · Milestone" in page and "signs" in page and "#milestone" in page
    assert words_of(response) == ["Saved. It stands in their line in time."]


def test_any_comes_first_and_again_but_not_by_pressing_twice(champion, robin):
    for key in ("1" * 32, "1" * 32, "2" * 32):
        add(champion, "Finished the peer mentor course", key=key)
    assert Milestone.objects.count() == 2


def test_one_that_admins_retired_is_not_offered_and_stays_where_it_was_kept(admin, champion, robin):
    MilestoneFactory(beneficiary=robin)
    network = kind("Joined the Network")
    page = reverse("admin:beneficiaries_milestonekind_change", args=[network])
    client_of(admin).post(page, {"words": "Joined the Network", "position": 1})
    assert add(champion).context["form"].errors == {"kind": ["Choose one of these."]}
    assert "Joined the Network" in text_of(client_of(champion).get(robin.get_absolute_url()))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Choose what happened."),
        ({"kind": "9" * 30}, "kind", "Choose one of these."),
        ({"kind": "a ladder"}, "kind", "Choose one of these."),
        ({"date": ""}, "date", "Choose the day."),
        ({"date": "2026-10-15"}, "date", "That day is still to come. Write it down once it has happened."),
        ({"date": "1026-10-15"}, "date", "That is very long ago. Check the year."),
        ({"line": "x" * 201}, "line", "That is too long. There is room for 200 characters, and you typed 201."),
    ],
)
def test_what_cannot_be_right_gets_a_plain_sentence_beside_its_field(champion, robin, typed, field, sentence):
    response = add(champion, **typed)
    assert response.context["form"].errors == {field: [sentence]}
    assert not Milestone.objects.exists()


def test_taken_back_it_is_shown_no_more_and_kept_with_who_and_when(champion, robin):
    milestone = MilestoneFactory(beneficiary=robin, by=champion)
    address = reverse("activities:milestone_take_back", args=["CAL-014", milestone.pk])
    client = client_of(champion)
    assert "Joined the Network" in text_of(client.get(address))
    response = client.post(address, follow=True)
    assert "#milestone" not in text_of(response)
    assert words_of(response) == ["Taken back. It is kept with your name, and counts for nothing."]
    assert words_of(client.post(address, follow=True)) == ["That was taken back already."]
    milestone.refresh_from_db()
    assert milestone.taken_back_by == champion and milestone.is_taken_back
