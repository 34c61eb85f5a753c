"""A plan at which people of other teams are welcome: what their teams read of it, and what they never do."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from beneficiaries.profile import SharedWith
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory, ProfileEntryFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(leeds):
    """Somebody of Leeds who hopes to be a hairdresser, and told the team."""
    person = BeneficiaryFactory(reference="LDS-020", team=leeds)
    ProfileEntryFactory(beneficiary=person)
    return person


@pytest.fixture
def plan(calderdale, champion, navigator):
    return ActivityFactory(
        team=calderdale,
        champion=champion,
        description="Hair and beauty day",
        place="The college, Halifax",
        purpose="For those who dream of a salon.",
        outcomes="Somebody signs up.",
        welcomes_others=True,
        beneficiaries=[BeneficiaryFactory(reference="CAL-012", known_as="Sunny", team=calderdale)],
        navigators=[navigator],
    )


def page(user, person):
    return client_of(user).get(reverse("activities:might_like", args=[person.reference]))


def welcomes(user, person):
    return [welcome.description for welcome, _ in page(user, person).context["welcomes"]]


def save(champion, plan, **typed):
    opened = {"description": plan.description, "date": plan.date.isoformat(), "opened_version": plan.version}
    return client_of(champion).post(reverse("activities:activity_edit", args=[plan.pk]), opened | typed)


def test_another_team_reads_what_when_where_and_how_to_reach_the_champion(theirs, plan, outsider):
    words = text_of(page(outsider, theirs))
    for said in (plan.description, plan.when, plan.place, "Calderdale", "Ruby Oyelaran", "mailto:ruby@test.example"):
        assert said in words
    assert "<mark>hairdresser</mark>" in words


def test_another_team_never_reads_who_is_on_it_nor_anything_else(theirs, plan, outsider):
    words = text_of(page(outsider, theirs))
    for kept in ("CAL-012", "Sunny", "Sanjay", "dream of a salon", "signs up", plan.get_absolute_url()):
        assert kept not in words
    assert client_of(outsider).get(plan.get_absolute_url()).status_code == 404
    add = reverse("activities:who_might_like_add", args=[plan.pk, theirs.reference])
    assert client_of(outsider).post(add).status_code == 404


def test_what_nobody_else_may_read_of_a_plan_is_no_reason_for_it(theirs, plan, outsider):
    Activity.objects.update(description="A day out", purpose="Hair")
    assert welcomes(outsider, theirs) == []


def test_until_its_champion_says_so_nobody_else_is_welcome(theirs, plan, outsider):
    assert Activity._meta.get_field("welcomes_others").default is False
    Activity.objects.update(welcomes_others=False)
    assert welcomes(outsider, theirs) == []


@pytest.mark.parametrize(
    "turn",
    [{"called_off_at": timezone.now()}, {"date": "2017-10-31"}, {"date": None}],
    ids=["called off", "over", "without a day"],
)
def test_nobody_is_sent_to_what_is_not_coming(turn, theirs, plan, outsider):
    Activity.objects.update(**turn)
    assert welcomes(outsider, theirs) == []


def test_nobody_is_sent_to_a_champion_who_is_gone(theirs, plan, outsider, champion):
    champion.is_active = False
    champion.save()
    assert welcomes(outsider, theirs) == []


def test_what_a_person_told_others_is_no_reason_here(theirs, plan, outsider):
    theirs.profile_entries.update(shared_with=SharedWith.NAVIGATORS)
    assert welcomes(outsider, theirs) == []


def test_its_own_team_finds_it_among_its_plans_and_not_among_others(plan, champion, calderdale):
    robin = BeneficiaryFactory(team=calderdale)
    ProfileEntryFactory(beneficiary=robin)
    assert welcomes(champion, robin) == []
    assert [found for found, _ in page(champion, robin).context["found"]] == [plan]


def test_the_champion_says_it_on_the_form_and_the_plan_says_it(plan, champion):
    Activity.objects.update(welcomes_others=False)
    assert save(champion, plan, welcomes_others="on").status_code == 302
    plan.refresh_from_db()
    assert plan.welcomes_others
    assert "People of other teams" in text_of(client_of(champion).get(plan.get_absolute_url()))
    save(champion, plan)
    assert "People of other teams" not in text_of(client_of(champion).get(plan.get_absolute_url()))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "one-to-one"}, "welcomes_others"),
        ({"description": "Hair with CAL-012"}, "description"),
        ({"place": "At cal 012’s"}, "place"),
    ],
)
def test_what_others_read_names_nobody(typed, field, plan, champion):
    form = save(champion, plan, welcomes_others="on", **typed).context["form"]
    assert list(form.errors) == [field]
    assert form["welcomes_others"].value()


def test_a_one_to_one_never_welcomes_others(plan):
    with pytest.raises(IntegrityError):
        Activity.objects.update(kind="one-to-one")


@pytest.mark.parametrize("rows", [2, 50])
def test_the_page_costs_the_same_however_many_teams_invite(rows, theirs, plan, outsider, calderdale, champion):
    ActivityFactory.create_batch(
        rows, team=calderdale, champion=champion, description="Hair", date=plan.date, welcomes_others=True
    )
    client = client_of(outsider)
    assert queries_of(lambda: client.get(reverse("activities:might_like", args=["LDS-020"]))) == 8
