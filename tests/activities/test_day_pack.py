"""The day pack: what somebody takes along, as far as they may see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities.actions import ask_for_signature
from activities.day_pack import room_for_each, shorten_to
from activities.models import Activity, CashRequest, DayPack, EstimateLine
from tests.activities.growing import queries_of
from tests.activities.risk_helpers import counts, sign
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    HazardFactory,
    LoneWorkingFactory,
    SupportNeedsFactory,
    VenueFactory,
)
from tests.helpers import client_of, text_of


@given(st.text(max_size=400), st.integers(0, 400))
def test_words_on_paper_take_no_more_room_than_there_is(words, room):
    assert len(shorten_to(words, room)) <= max(room, 2)


@given(st.integers(0, 500))
def test_the_more_people_come_the_less_room_each_has(people):
    assert room_for_each(people + 1) <= room_for_each(people)


@pytest.fixture
def plan(champion, calderdale):
    return full_plan(champion, calderdale, people=3)


def full_plan(champion, team, *, people):
    """A plan for today about which everything is known."""
    guests = [BeneficiaryFactory(reference=f"CAL-{number:03}", team=team) for number in range(1, people + 1)]
    plan = ActivityFactory(
        team=team, champion=champion, beneficiaries=guests, date=timezone.localdate(), place="The Lantern Rooms",
        venue=VenueFactory(name="The Lantern Rooms", address="1 Mill Lane", ring="Pat, 01632 960 002"),
    )  # fmt: skip
    for guest in guests:
        SupportNeedsFactory(
            beneficiary=guest, helps="A seat near the door. " * 10, avoid="Loud music and crowds. " * 6,
            ring="Sanjay, 01632 960 001", access_needs=["lift", "quiet"],
        )  # fmt: skip
    for row in range(10):
        HazardFactory(assessment__activity=plan) if row == 0 else HazardFactory(
            assessment=plan.risk_assessment, already="Dry oven gloves to hand. " * 15
        )
    LoneWorkingFactory(activity=plan)
    CashRequest.objects.create(activity=plan)
    EstimateLine.objects.create(activity=plan, what="travel", quantity=6, each=5)
    DayPack.objects.create(activity=plan, travel="508 from stand C, 10.12am. " * 25, changed_by=champion)
    return plan


def address(plan, name="day_pack"):
    return reverse(f"activities:{name}", args=[plan.pk])


@pytest.mark.django_db
class TestWhatItSays:
    def test_all_that_is_known(self, champion, plan, settings):
        settings.ON_CALL_NUMBER = "01632 960 999"
        page = text_of(client_of(champion).get(address(plan)))
        for words in (
            "CAL-001", "A seat near the door", "Loud music", "Sanjay, 01632 960 001", "Pat, 01632 960 002",
            "An accessible toilet", "Not signed.", "2 more in the risk assessment", "508 from stand C", "£30.00",
            "The on-call manager", "01632 960 999", "Shred it afterwards",
        ):  # fmt: skip
            assert words in page, words

    def test_who_signed_the_risk_assessment_until_something_changes(self, champion, lead_navigator, plan):
        assessment = plan.risk_assessment
        ask_for_signature(assessment=assessment, review_on=plan.date, by=champion)
        sign(assessment, lead_navigator)
        assert "Signed by Moira Tindall." in text_of(client_of(champion).get(address(plan)))
        assessment.hazards.update(severity=5)
        counts(assessment)
        assert "Not signed." in text_of(client_of(champion).get(address(plan)))

    def test_nothing_of_what_helps_for_colleagues_whose_plan_it_is_not(self, navigator, plan):
        page = text_of(client_of(navigator).get(address(plan)))
        assert "CAL-001" in page
        assert "A seat near the door" not in page and "Loud music" not in page

    def test_nor_before_the_week_of_it(self, champion, plan):
        Activity.objects.filter(pk=plan.pk).update(date=timezone.localdate() + timedelta(days=8))
        page = text_of(client_of(champion).get(address(plan)))
        assert "A seat near the door" not in page and "You can see this from" in page

    def test_whoever_said_no_is_not_on_it(self, champion, plan):
        plan.participations.filter(beneficiary__reference="CAL-002").update(invitation="not_coming")
        page = text_of(client_of(champion).get(address(plan)))
        assert "CAL-002" not in page and "Who is expected (2)" in page

    def test_a_plan_of_which_nothing_is_known_has_one_too(self, champion, calderdale):
        page = text_of(client_of(champion).get(address(ActivityFactory(team=calderdale, date=None))))
        for words in ("Nobody yet.", "Nothing is known of it yet.", "No hazards are written", "No cash was asked for."):
            assert words in page


@pytest.mark.django_db
class TestTheWayThere:
    def save(self, user, plan, travel, version):
        typed = {"travel": travel, "opened_version": version}
        return client_of(user).post(address(plan, "day_pack_edit"), typed, follow=True)

    def test_is_typed_by_hand(self, champion, plan):
        self.save(champion, plan, "The 9.20 train", 1)
        assert DayPack.objects.get().travel == "The 9.20 train"

    @pytest.mark.parametrize("version", [0, "x", 9])
    def test_of_two_people_the_second_sees_both(self, champion, plan, version):
        page = text_of(self.save(champion, plan, "The 9.20 train", version))
        assert "was saved while you had it open" in page and "The 9.20 train" in page and "508 from stand C" in page
        assert DayPack.objects.get().travel != "The 9.20 train"

    def test_that_is_too_long_is_said_beside_it(self, champion, plan):
        assert "That is too long." in text_of(self.save(champion, plan, "x" * 801, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("people", [3, 60])
def test_costs_the_same_however_many_people_come(people, champion, calderdale):
    plan = full_plan(champion, calderdale, people=people)
    client = client_of(champion)
    assert queries_of(lambda: client.get(address(plan))) == 15
