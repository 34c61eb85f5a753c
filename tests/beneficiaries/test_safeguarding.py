"""Safeguarding: whom to ring, and a pointer to where it is written down. What happened is never kept here."""

import pytest
import time_machine
from django.urls import reverse

from beneficiaries.models import SafeguardingPointer
from teams.models import Role
from tests.factories import BeneficiaryFactory, person
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db
PAGE = reverse("activities:safeguarding", args=["CAL-014"])
TAKE_BACK = reverse("activities:safeguarding_take_back", args=["CAL-014"])


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


def point(user, **typed):
    said = {"date": f"{TODAY}", "told_to": "Moira, lead navigator", "reference": "R-12"}
    return client_of(user).post(PAGE, said | typed)


def page_of(user):
    return text_of(client_of(user).get(PAGE))


def test_the_number_and_the_end_of_the_day_stand_beside_it(champion, robin, settings):
    settings.ON_CALL_NUMBER = "01632 960 999"
    said = page_of(champion)
    assert 'href="tel:01632960999"' in said and "Write it down before the end of the day" in said
    settings.ON_CALL_NUMBER = ""
    assert "ask who is on call" in page_of(champion)


def test_the_writer_those_who_answer_for_them_and_coordinators_see_it_and_the_team_does_not(
    champion, robin, coordinator, calderdale
):
    point(champion)
    theirs, colleague = person(Role.NAVIGATOR, calderdale), person(Role.NAVIGATOR, calderdale)
    robin.navigators.add(theirs)
    lead, other_champion = person(Role.LEAD_NAVIGATOR, calderdale), person(Role.CHAMPION, calderdale)
    seen = {user: "R-12" in page_of(user) for user in (champion, theirs, lead, coordinator, colleague, other_champion)}
    assert list(seen.values()) == [True, True, True, True, False, False]


def test_sent_twice_it_is_kept_once(champion, robin):
    for _ in range(2):
        point(champion, key="1" * 32)
    assert SafeguardingPointer.objects.count() == 1


def test_its_writer_takes_it_back_and_it_is_kept(champion, robin, calderdale):
    point(champion)
    pointer = SafeguardingPointer.objects.get()
    lead = person(Role.LEAD_NAVIGATOR, calderdale)
    for user, is_back in ((lead, False), (champion, True)):
        client_of(user).post(TAKE_BACK, {"pointer": pointer.pk})
        pointer.refresh_from_db()
        assert (pointer.taken_back_by == user) == is_back
    assert "Taken back by" in page_of(champion) and "R-12" not in page_of(champion)


@pytest.mark.parametrize("pointer", ["", "x", "9" * 30, "0"])
def test_a_pointer_that_is_not_there_changes_nothing(champion, robin, pointer):
    point(champion)
    client_of(champion).post(TAKE_BACK, {"pointer": pointer})
    assert SafeguardingPointer.objects.get().taken_back_at is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("date", "", "Choose the day."),
        ("date", "2026-13-40", "That is not a date we can read. Write it like 31/10/2026."),
        ("date", "2099-01-01", "That day is still to come. Write it down once it has happened."),
        ("told_to", "", "Write whom you told. If you have not told anybody yet, ring now."),
        ("told_to", "x" * 81, "That is too long. There is room for 80 characters, and you typed 81."),
        ("reference", "x" * 41, "That is too long. There is room for 40 characters, and you typed 41."),
        ("reference", "x\x00", "There is a character in here that cannot be kept. Please type it again."),
    ],
)
def test_what_cannot_be_right_gets_a_sentence_and_keeps_what_was_typed(champion, robin, field, typed, sentence):
    response = point(champion, **{field: typed})
    assert response.context["form"].errors == {field: [sentence]}
    assert field == "reference" or "R-12" in text_of(response)
