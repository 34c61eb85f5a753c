"""Finding each other: who might like a plan, and what is coming for somebody, each with the reason."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Asking, Participation, PlanChange
from activities.participation import Invitation
from beneficiaries.models import Appointment, Beneficiary
from beneficiaries.needs import AccessNeed
from beneficiaries.profile import Asked, Part, SharedWith, Way
from tests.activities.growing import queries_of
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    ProfileEntryFactory,
    SupportNeedsFactory,
    VenueFactory,
)
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-914", team=calderdale, navigators=[navigator])


@pytest.fixture
def plan(champion, calderdale):
    return ActivityFactory(team=calderdale, champion=champion, description="Hair and beauty day at the college")


def address(plan):
    return reverse("activities:who_might_like", args=[plan.pk])


def found_by(user, plan):
    context = client_of(user).get(address(plan)).context
    return [[candidate.person.reference for candidate in context[group]] for group in ("now", "later")]


def add(user, plan, person):
    return client_of(user).post(reverse("activities:who_might_like_add", args=[plan.pk, person.reference]))


def hopes(person, **said):
    return ProfileEntryFactory(beneficiary=person, **said)


def test_whoever_hopes_for_something_that_the_plan_is_about_is_found_with_the_reason(robin, plan, champion):
    hopes(robin, words="To be a hairdresser.")
    page = client_of(champion).get(address(plan)).content.decode()
    assert "What I hope for: To be a <mark>hairdresser</mark>." in page
    assert "0." not in text_of(client_of(champion).get(address(plan)))


def test_what_was_told_to_a_navigator_is_a_reason_for_the_navigator_alone(
    robin, plan, navigator, champion, lead_navigator, coordinator
):
    hopes(robin, shared_with=SharedWith.NAVIGATORS, written_by=navigator)
    assert found_by(navigator, plan) == [["CAL-914"], []]
    for user in (champion, lead_navigator, coordinator):
        assert found_by(user, plan) == [[], []]


def test_people_of_other_teams_those_on_the_plan_and_those_who_moved_on_are_not_offered(calderdale, plan, champion):
    gone = BeneficiaryFactory(team=calderdale, status=Beneficiary.Status.MOVED_ON)
    there, withdrawn, elsewhere = [*BeneficiaryFactory.create_batch(2, team=calderdale), BeneficiaryFactory()]
    Participation.objects.create(activity=plan, beneficiary=there)
    Participation.objects.create(activity=plan, beneficiary=withdrawn, invitation=Invitation.WITHDRAWN)
    for person in (gone, there, withdrawn, elsewhere):
        hopes(person)
    assert found_by(champion, plan) == [[], []]


def test_whoever_was_asked_three_times_in_two_weeks_is_for_another_time(robin, plan, champion, calderdale):
    hopes(robin)
    today = timezone.localdate()
    part = Participation.objects.create(activity=ActivityFactory(team=calderdale, date=today), beneficiary=robin)
    for how in (Asked.CARD, Asked.CALL, Asked.TEXT):
        Asking.objects.create(participation=part, how=how, by=champion, on=today - timedelta(days=13))
    assert found_by(champion, plan) == [[], ["CAL-914"]]
    assert "Asked 3 times in the last two weeks." in text_of(client_of(champion).get(address(plan)))
    Asking.objects.update(on=today - timedelta(days=14))
    assert found_by(champion, plan) == [["CAL-914"], []]


def test_whoever_is_busy_then_is_for_another_time(robin, plan, champion, calderdale):
    hopes(robin)
    plan.starts_at = time(14)
    plan.save()
    Appointment.objects.create(beneficiary=robin, date=plan.date, starts_at=time(10), added_by=champion)
    other = ActivityFactory(team=calderdale, date=plan.date, starts_at=time(9), beneficiaries=[robin])
    assert found_by(champion, plan) == [["CAL-914"], []]
    other.starts_at, other.description = time(15), "Sewing"
    other.save()
    assert found_by(champion, plan) == [[], ["CAL-914"]]
    assert "CAL-914 is on “Sewing” then" in text_of(client_of(champion).get(address(plan)))


def test_a_way_of_taking_part_that_the_plan_does_not_suit_is_said(robin, plan, champion):
    hopes(robin)
    way = ProfileEntryFactory(beneficiary=robin, part=Part.TAKING_PART, words="", choices=[Way.HOME, Way.WRITING])
    assert found_by(champion, plan) == [["CAL-914"], []]
    plan.kind = "group"
    plan.save()
    assert found_by(champion, plan) == [[], ["CAL-914"]]
    assert "Likes to take part from home or in writing." in text_of(client_of(champion).get(address(plan)))
    way.choices = [Way.HOME, Way.GROUP]
    way.save()
    assert found_by(champion, plan) == [["CAL-914"], []]


def test_how_the_place_fits_is_told_only_to_whoever_reads_what_they_need(robin, plan, champion, navigator):
    hopes(robin)
    SupportNeedsFactory(beneficiary=robin, access_needs=[AccessNeed.LIFT])
    plan.venue = VenueFactory(facts={"lift": "no"})
    plan.save()
    assert AccessNeed.LIFT.label in text_of(client_of(navigator).get(address(plan)))
    assert AccessNeed.LIFT.label not in text_of(client_of(champion).get(address(plan)))


def test_one_press_puts_somebody_on_the_plan_and_navigators_are_asked_again(robin, plan, champion):
    version = plan.version
    for _ in range(2):
        assert add(champion, plan, robin).url == address(plan)
    plan.refresh_from_db()
    assert [*plan.beneficiaries_on_it] == [robin]
    assert plan.version == version + 1
    assert PlanChange.objects.get().said == "Joined: CAL-914."


def test_nobody_is_added_to_a_plan_that_is_over_or_called_off_or_from_another_team(robin, plan, champion):
    assert add(champion, plan, BeneficiaryFactory()).status_code == 404
    plan.called_off_at = timezone.now()
    plan.save()
    assert add(champion, plan, robin).status_code == 404
    assert "called off, so nobody is looked for" in text_of(client_of(champion).get(address(plan)))
    plan.called_off_at, plan.date = None, date(2017, 10, 31)
    plan.save()
    assert add(champion, plan, robin).status_code == 404
    assert not plan.participations.exists()


def test_a_plan_that_says_nothing_yet_asks_to_say_more(plan, champion):
    plan.description = "A day out"
    plan.save()
    assert "does not say yet what it is about" in text_of(client_of(champion).get(address(plan)))


class TestWhatIsComing:
    def page(self, user, person):
        return client_of(user).get(reverse("activities:might_like", args=[person.reference]))

    def found(self, user, person):
        return [plan.description for plan, _ in self.page(user, person).context["found"]]

    def test_coming_plans_of_the_team_are_found_with_the_reason(self, robin, plan, champion, calderdale):
        hopes(robin, part=Part.INTERESTS, words="old films, beauty")
        ActivityFactory(team=calderdale, description="Old film night", date=plan.date - timedelta(days=1))
        ActivityFactory(team=calderdale, description="A walk")
        ActivityFactory(description="Films elsewhere")
        ActivityFactory(team=calderdale, description="Film for two", kind="one-to-one")
        ActivityFactory(team=calderdale, description="Film last year", date=date(2017, 10, 31))
        ActivityFactory(team=calderdale, description="Film with Robin", beneficiaries=[robin])
        assert self.found(champion, robin) == ["Old film night", "Hair and beauty day at the college"]
        assert "old films, <mark>beauty</mark>" in self.page(champion, robin).content.decode()

    def test_a_hope_told_to_a_navigator_finds_nothing_for_a_teammate(self, robin, plan, navigator, champion):
        hopes(robin, shared_with=SharedWith.NAVIGATORS, written_by=navigator)
        assert self.found(navigator, robin) == [plan.description]
        assert self.found(champion, robin) == []


@pytest.mark.parametrize("rows", [3, 60])
def test_both_pages_take_the_same_queries_however_many_there_are(rows, plan, champion, robin, calderdale):
    hopes(robin)
    plan.venue, plan.starts_at = VenueFactory(), time(14)
    plan.save()
    for person in BeneficiaryFactory.create_batch(rows, team=calderdale):
        hopes(person)
        ActivityFactory(team=calderdale, date=plan.date, description="Hair", beneficiaries=[person], champion=champion)
    client = client_of(champion)
    assert queries_of(lambda: client.get(address(plan))) <= 13
    assert queries_of(lambda: client.get(reverse("activities:might_like", args=["CAL-914"]))) <= 9
