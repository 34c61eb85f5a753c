"""Keeping in touch: whom nobody has asked for a while, and for whom something got in the way, worded as care."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.keeping_in_touch import A_WHILE, LATELY
from activities.models import Activity, Asking, Participation
from beneficiaries.models import Beneficiary
from tests.activities.growing import grow, queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("activities:keeping_in_touch")
IN_THE_WAY = f"{ADDRESS}?show=in-the-way"
DAY = timedelta(days=1)


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-914", team=calderdale, navigators=[navigator])


def listed(user, address=ADDRESS):
    return [person.reference for person in client_of(user).get(address).context["page"]]


def on_a_plan(person, days, **said):
    """This person was, or will be, on a plan so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return Participation.objects.create(
        activity=ActivityFactory(team=person.team, date=day), beneficiary=person, **said
    )


def ask(part, by, days):
    Asking.objects.create(participation=part, how="card", by=by, on=timezone.localdate() + timedelta(days=days))


def get_in_the_way(person, times=3, **said):
    said = {"invitation": "coming", "attendance": "did_not_come"} | said
    return [on_a_plan(person, -7 * time, **said) for time in range(1, times + 1)]


@pytest.mark.parametrize("address", [ADDRESS, IN_THE_WAY])
def test_only_those_who_support_somebody_see_them(
    address, robin, calderdale, navigator, lead_navigator, champion, coordinator, outsider, admin
):
    get_in_the_way(robin)
    Activity.objects.update(date=timezone.localdate() - A_WHILE - DAY)
    assert listed(navigator, address) == listed(lead_navigator, address) == listed(champion, address) == ["CAL-914"]
    robin.navigators.clear()
    for user in (navigator, coordinator, outsider, admin):
        assert listed(user, address) == []


class TestNotAskedForAWhile:
    def test_whoever_was_never_asked_is_here_and_the_page_says_so(self, robin, champion):
        assert listed(champion) == ["CAL-914"]
        assert "Nobody wrote down that they were ever asked." in text_of(client_of(champion).get(ADDRESS))

    def test_whoever_was_asked_six_weeks_ago_is_left_and_a_day_longer_ago_is_here(self, robin, champion):
        part = on_a_plan(robin, -A_WHILE.days - 20)
        ask(part, champion, -A_WHILE.days)
        assert listed(champion) == []
        Asking.objects.update(on=timezone.localdate() - A_WHILE - DAY)
        assert listed(champion) == ["CAL-914"]
        assert "Last asked on" in text_of(client_of(champion).get(ADDRESS))

    @pytest.mark.parametrize("days", [-A_WHILE.days, 0, 20])
    def test_whoever_is_on_a_plan_is_not_forgotten(self, days, robin, champion):
        part = on_a_plan(robin, days)
        assert listed(champion) == []
        Activity.objects.update(called_off_at=timezone.now())
        assert listed(champion) == ["CAL-914"]
        Activity.objects.update(called_off_at=None)
        Participation.objects.filter(pk=part.pk).update(invitation="withdrawn")
        assert listed(champion) == ["CAL-914"]

    def test_whoever_moved_on_or_has_a_break_is_left_in_peace(self, robin, champion):
        for status in ("paused", "moved_on"):
            Beneficiary.objects.update(status=status)
            assert listed(champion) == []


class TestSomethingGotInTheWay:
    def test_whoever_said_yes_three_times_is_asked_what_would_help(self, robin, champion):
        get_in_the_way(robin, times=2)
        on_a_plan(robin, -30, invitation="coming", attendance="cancelled")
        words = text_of(client_of(champion).get(IN_THE_WAY))
        assert "Said yes 3 times, and something got in the way. What would help?" in words
        said = words.lower()
        assert "failed" not in said and "did not come" not in said and "dna" not in said.split()

    def test_twice_is_not_several_times(self, robin, champion):
        get_in_the_way(robin, times=2)
        assert listed(champion, IN_THE_WAY) == []

    @pytest.mark.parametrize(
        "said",
        [
            {"invitation": "maybe"},
            {"invitation": "invited"},
            {"attendance": "came"},
            {"attendance": "too_late"},
            {"attendance": "cancelled_by_us"},
        ],
    )
    def test_only_a_yes_without_coming_counts(self, said, robin, champion):
        get_in_the_way(robin, **said)
        assert listed(champion, IN_THE_WAY) == []

    def test_what_was_long_ago_or_called_off_does_not_count(self, robin, champion):
        part, *_ = get_in_the_way(robin)
        plan = Activity.objects.filter(pk=part.activity_id)
        plan.update(date=timezone.localdate() - LATELY)
        assert listed(champion, IN_THE_WAY) == []
        plan.update(date=timezone.localdate() - LATELY + DAY)
        assert listed(champion, IN_THE_WAY) == ["CAL-914"]
        plan.update(called_off_at=timezone.now())
        assert listed(champion, IN_THE_WAY) == []


def test_people_stand_by_reference_however_often_it_was(calderdale, champion):
    for number, times in ((1, 3), (2, 5), (3, 4)):
        get_in_the_way(BeneficiaryFactory(reference=f"CAL-90{number}", team=calderdale), times)
    assert listed(champion, IN_THE_WAY) == ["CAL-901", "CAL-902", "CAL-903"]


@pytest.mark.parametrize("rows", [10, 1000])
def test_each_list_costs_the_same_however_many_people_there_are(rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    Activity.objects.update(date=timezone.localdate() - A_WHILE - DAY)
    Participation.objects.update(invitation="coming", attendance="did_not_come")
    client = client_of(champion)
    assert queries_of(lambda: client.get(ADDRESS)) == 4
    assert queries_of(lambda: client.get(IN_THE_WAY)) == 4
