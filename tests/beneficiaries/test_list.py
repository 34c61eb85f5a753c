"""The list of people supported."""

import pytest
from django.urls import reverse

from tests.factories import BeneficiaryFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(calderdale, leeds, navigator):
    BeneficiaryFactory(reference="CAL-010", known_as="Bee", team=calderdale, navigators=[navigator])
    BeneficiaryFactory(reference="CAL-011", team=calderdale)
    BeneficiaryFactory(reference="LEE-001", known_as="Beth", team=leeds)


def listed(user, **query):
    response = client_of(user).get(reverse("beneficiaries:beneficiary_list"), query)
    return [person.reference for person in response.context["page"]]


def test_people_see_those_of_their_team(champion, outsider, coordinator):
    assert listed(champion) == ["CAL-010", "CAL-011"]
    assert listed(outsider) == ["LEE-001"]
    assert listed(coordinator) == ["CAL-010", "CAL-011", "LEE-001"]


@pytest.mark.parametrize(
    ("words", "found"), [("cal-011", ["CAL-011"]), ("bee", ["CAL-010"]), ("", ["CAL-010", "CAL-011"])]
)
def test_search_finds_a_reference_or_a_chosen_name(champion, words, found):
    assert listed(champion, q=words) == found


def test_search_finds_nobody_of_another_team(champion):
    assert listed(champion, q="beth") == []


def test_finding_nobody_says_so_with_a_way_back(champion):
    page = text_of(client_of(champion).get(reverse("beneficiaries:beneficiary_list"), {"q": "zebra"}))
    assert "Nobody matches “zebra”." in page
    assert "Show everyone" in page


@pytest.mark.parametrize("words", ["\x00", "x" * 10_000, "%_'\"", "🎉"])
def test_a_search_that_cannot_be_read_is_answered_all_the_same(champion, words):
    assert client_of(champion).get(reverse("beneficiaries:beneficiary_list"), {"q": words}).status_code == 200


def test_a_navigators_caseload_comes_first(navigator, calderdale):
    BeneficiaryFactory(reference="CAL-001", team=calderdale)
    response = client_of(navigator).get(reverse("beneficiaries:beneficiary_list"))
    assert [person.reference for person in response.context["caseload"]] == ["CAL-010"]


def test_a_navigator_sees_who_is_on_their_caseload(navigator):
    response = client_of(navigator).get(reverse("beneficiaries:beneficiary_list"))
    assert [person.on_caseload for person in response.context["page"]] == [True, False]
