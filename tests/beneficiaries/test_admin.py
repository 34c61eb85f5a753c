"""Admins keep references, chosen names, teams and navigators. They open nobody's story."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beneficiaries.models import Beneficiary
from teams.models import Role, User
from tests.factories import BeneficiaryFactory, UserFactory, person

LIST = "admin:beneficiaries_beneficiary_changelist"
ADD = "admin:beneficiaries_beneficiary_add"


@pytest.fixture
def desk(client, db):
    """The browser of somebody who is an admin and nothing else."""
    client.force_login(UserFactory(name="Ade Coker", is_staff=True))
    return client


@pytest.fixture
def add(desk, calderdale):
    def send(**fields):
        data = {"reference": "CAL-014", "team": calderdale.pk, "status": "active", **fields}
        return desk.post(reverse(ADD), data)

    return send


def test_somebody_is_added_with_their_reference_in_capitals(add, navigator):
    add(reference="cal-014", navigators=[navigator.pk])
    assert list(Beneficiary.objects.get(reference="CAL-014").navigators.all()) == [navigator]


def test_a_lead_navigator_can_have_a_caseload(add, lead_navigator):
    add(navigators=[lead_navigator.pk])
    assert list(Beneficiary.objects.get().navigators.all()) == [lead_navigator]


def test_only_navigators_of_the_team_are_accepted(add, navigator, champion, leeds):
    from_leeds = person(Role.NAVIGATOR, leeds, name="Nia Price")
    form = add(navigators=[navigator.pk, champion.pk, from_leeds.pk]).context["adminform"].form
    assert form.errors == {
        "navigators": [
            "Nia Price is not a navigator in Calderdale now. Choose somebody who is.",
            "Ruby Oyelaran is not a navigator in Calderdale now. Choose somebody who is.",
        ]
    }
    assert not Beneficiary.objects.exists()


def test_somebody_who_left_is_no_navigator_any_more(add, navigator):
    User.objects.filter(pk=navigator.pk).update(is_active=False)
    assert "navigators" in add(navigators=[navigator.pk]).context["adminform"].form.errors


def test_a_reference_that_somebody_has_is_refused(add, leeds):
    BeneficiaryFactory(reference="CAL-014", team=leeds)
    assert "Somebody already has this reference." in add().content.decode()


def test_the_list_shows_team_navigators_and_status(desk, navigator, lead_navigator, calderdale):
    BeneficiaryFactory(team=calderdale, navigators=[navigator, lead_navigator], known_as="Robin")
    page = desk.get(reverse(LIST)).content.decode()
    assert "Moira Tindall, Sanjay Bhatt" in page
    assert "Robin" in page
    assert "Supported now" in page


def test_the_list_is_searched_by_reference_and_chosen_name(desk):
    robin = BeneficiaryFactory(known_as="Robin")
    BeneficiaryFactory(known_as="Jay")
    for words in (robin.reference, "robin"):
        assert list(desk.get(reverse(LIST), {"q": words}).context["cl"].result_list) == [robin]


def test_the_list_can_show_one_caseload(desk, navigator, calderdale):
    theirs = BeneficiaryFactory(team=calderdale, navigators=[navigator])
    BeneficiaryFactory(team=calderdale)
    assert list(desk.get(reverse(LIST), {"navigator": navigator.pk}).context["cl"].result_list) == [theirs]


def test_queries_do_not_grow_with_the_list(desk, calderdale):
    counts = []
    for rows in (3, 27):
        for _ in range(rows):
            BeneficiaryFactory(team=calderdale, navigators=[person(Role.NAVIGATOR, calderdale)])
        desk.get(reverse(LIST))
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse(LIST))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nobody_is_deleted(desk):
    robin = BeneficiaryFactory()
    url = reverse("admin:beneficiaries_beneficiary_delete", args=[robin.pk])
    assert desk.post(url, {"post": "yes"}).status_code == 403
    assert Beneficiary.objects.filter(pk=robin.pk).exists()


def test_an_admins_page_does_not_lead_to_somebodys_own_page(desk):
    robin = BeneficiaryFactory()
    page = desk.get(reverse("admin:beneficiaries_beneficiary_change", args=[robin.pk])).content.decode()
    assert "View on site" not in page


def test_only_admins_may_look(client, coordinator):
    client.force_login(coordinator)
    assert client.get(reverse(LIST)).status_code == 302


@pytest.mark.parametrize(
    "query",
    [{"activities": 1}, {"team__activities": 1}, {"known_as__regex": "("}, {"team": "9" * 30}, {"id__range": 1}],
)
def test_the_list_is_asked_nothing_but_its_own_filters(desk, query):
    assert desk.get(reverse(LIST), query).status_code == 400


@pytest.mark.parametrize("name", ["team__id__exact", "status__exact", "navigator"])
@pytest.mark.parametrize("odd", ["abc", "\0", "9" * 30])
def test_a_filter_takes_any_value(desk, navigator, leeds, name, odd):
    BeneficiaryFactory(team=leeds)
    assert desk.get(reverse(LIST), {name: odd}, follow=True).status_code == 200


def test_its_own_filters_still_work(desk, leeds, calderdale):
    here = BeneficiaryFactory(team=leeds)
    BeneficiaryFactory(team=calderdale)
    query = {"team__id__exact": leeds.pk, "status__exact": "active"}
    assert list(desk.get(reverse(LIST), query).context["cl"].result_list) == [here]


@pytest.mark.parametrize("odd", ["abc", "\0", "9" * 30])
def test_an_odd_navigator_or_team_is_not_a_choice(desk, add, navigator, calderdale, odd):
    for fields in ({"navigators": [odd, navigator.pk]}, {"team": odd}):
        assert add(**fields).context["adminform"].form.errors.keys() == fields.keys()
    assert desk.get(reverse(ADD), {"navigators": odd, "team": odd}).status_code == 200
