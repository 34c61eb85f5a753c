"""What was learned: asked for kindly, and shown to whoever plans something like it next."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities import lessons
from activities.lessons import About
from activities.models import Lesson, PlanChange
from activities.participation import Attendance
from tests.factories import ActivityFactory, BeneficiaryFactory, VenueFactory
from tests.helpers import client_of, text_of

BEFORE = "What we learned before"


def somebody(attendance, **fields):
    told = {"cancelled_on": None, "reason": ""} | fields
    return SimpleNamespace(called="CAL-014", attendance=attendance, **told)


def test_what_went_otherwise_is_said_without_blame():
    parts = [
        somebody(Attendance.CANCELLED, cancelled_on=date(2026, 10, 13), reason="A bad night"),
        somebody(Attendance.DID_NOT_COME),
        somebody(Attendance.TOO_LATE),
        somebody(Attendance.CANCELLED_BY_US),
        *(somebody(each) for each in (Attendance.CAME, Attendance.PART, Attendance.EXPECTED)),
    ]
    assert lessons.turns_for_people(parts) == [
        "CAL-014 cancelled on Tuesday 13 October: “A bad night”.",
        "CAL-014 did not come.",
        "CAL-014 came too late to join.",
        "CAL-014 was cancelled by us.",
    ]


def lesson(about, description="", kind=""):
    return SimpleNamespace(about=about, kind=kind, activity=SimpleNamespace(description=description))


def test_lessons_of_plans_that_are_called_alike_come_before_those_of_the_same_kind():
    alike, same_kind = lesson("kind", "Cooking soup"), lesson("kind", "A walk", kind="group")
    other, of_place = lesson("kind", "A walk", kind="one-to-one"), lesson("place")
    found = lessons.worth_reading([same_kind, other, alike, of_place], kind="group", description="Soup and bread")
    assert found == [of_place, alike, same_kind]
    assert lessons.worth_reading([lesson("kind", "A walk")], kind="", description="Soup") == []


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale)


@pytest.fixture
def plan(champion, calderdale, robin):
    """A soup day that has been."""
    return ActivityFactory(
        description="Soup day", team=calderdale, champion=champion, beneficiaries=[robin], kind="group",
        venue=VenueFactory(name="The Lantern Rooms"), place="The Lantern Rooms", date=timezone.localdate(),
    )  # fmt: skip


def add(user, plan, about, words="Bring a second pan"):
    address = reverse("activities:plan_lesson_add", args=[plan.pk])
    return client_of(user).post(address, {"about": about, "words": words}, follow=True)


def sees(user, plan, words):
    return words in text_of(client_of(user).get(plan.get_absolute_url()))


@pytest.mark.django_db
class TestWhoeverPlansItNext:
    def next_plan(self, plan, **fields):
        like = {"team": plan.team, "date": timezone.localdate() + timedelta(days=30), "description": "A walk"}
        return ActivityFactory(**like | fields)

    def test_sees_what_was_learned_of_plans_like_it(self, champion, navigator, plan):
        add(champion, plan, "kind")
        assert sees(navigator, self.next_plan(plan, description="Soup again"), "Bring a second pan")
        assert sees(navigator, self.next_plan(plan, kind="group"), "Bring a second pan")
        assert not sees(navigator, self.next_plan(plan, kind="network"), "Bring a second pan")

    def test_sees_what_was_learned_at_the_place_in_any_team(self, champion, outsider, plan, leeds):
        add(champion, plan, "place")
        there = self.next_plan(plan, team=leeds, venue=plan.venue, place="The Lantern Rooms")
        assert sees(outsider, there, "Bring a second pan")
        assert "Bring a second pan" in text_of(client_of(outsider).get(plan.venue.get_absolute_url()))
        choose = reverse("activities:venue_choose", args=[self.next_plan(plan).pk])
        assert "Bring a second pan" in text_of(client_of(champion).get(choose))

    def test_sees_what_was_learned_at_a_place_that_is_words_alone(self, champion, plan):
        plan.venue, plan.place = None, "By the lock"
        plan.save()
        add(champion, plan, "place")
        assert sees(champion, self.next_plan(plan, place="by the LOCK"), "Bring a second pan")
        assert not sees(champion, self.next_plan(plan), "Bring a second pan")

    def test_sees_what_was_learned_with_a_person_who_is_on_it(self, champion, plan, robin):
        add(champion, plan, f"person-{robin.pk}", "CAL-014 likes to be rung the evening before")
        assert sees(champion, self.next_plan(plan, beneficiaries=[robin]), "likes to be rung")
        assert not sees(champion, self.next_plan(plan), "likes to be rung")

    def test_sees_nothing_of_a_person_out_of_their_sight(self, champion, outsider, plan, robin, leeds):
        add(champion, plan, f"person-{robin.pk}")
        elsewhere = self.next_plan(plan, team=leeds, venue=plan.venue, kind="group", description="Soup day")
        assert not sees(outsider, elsewhere, "Bring a second pan")
        assert not Lesson.objects.visible_to(outsider).exists()

    def test_of_another_teams_plans_nothing_about_the_kind(self, champion, outsider, plan, leeds):
        add(champion, plan, "kind")
        assert not sees(outsider, self.next_plan(plan, team=leeds, description="Soup day"), "Bring a second pan")


@pytest.mark.django_db
class TestThePlansOwnPage:
    def test_asks_kindly_about_what_went_otherwise(self, champion, plan):
        plan.participations.update(attendance="cancelled", reason="A bad night", cancelled_on="2026-10-13")
        page = text_of(client_of(champion).get(plan.get_absolute_url()))
        assert "Some things went differently. That is normal." in page and "CAL-014 cancelled on" in page
        assert BEFORE not in page

    def test_asks_about_a_move_until_something_is_said_of_it(self, champion, plan):
        change = PlanChange.objects.create(activity=plan, what="moved", by=champion)
        type(plan).objects.filter(pk=plan.pk).update(version=2)
        assert sees(champion, plan, "It was moved.")
        PlanChange.objects.filter(pk=change.pk).update(learned="Ask first")
        assert not sees(champion, plan, "It was moved.")

    def test_keeps_what_was_learned_once(self, champion, plan):
        for _ in range(2):
            add(champion, plan, "kind")
        assert Lesson.objects.count() == 1
        assert sees(champion, plan, "Bring a second pan")


@pytest.mark.django_db
class TestTheForm:
    @pytest.mark.parametrize(
        ("about", "words", "said"),
        [
            ("", "Bring pans", "Choose what it is about."),
            ("person-0", "Bring pans", "Choose from this list only."),
            ("kind", "", "Write a line first."),
            ("kind", "x" * 301, "That is too long."),
            ("place", "CAL-014 was cold", "take the reference out"),
        ],
    )
    def test_says_what_is_to_put_right(self, champion, plan, about, words, said):
        page = text_of(add(champion, plan, about, words))
        assert said in page and words in page
        assert not Lesson.objects.exists()

    def test_of_a_place_takes_no_reference(self, champion, plan):
        address = reverse("activities:lesson_add", args=[plan.venue_id])
        assert "take the reference out" in text_of(client_of(champion).post(address, {"words": "CAL-014 was cold"}))


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"about": About.KIND}, {"about": About.PERSON}, {"about": About.PLACE}])
def test_the_database_holds_that_a_lesson_is_about_one_thing(champion, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.create(words="Bring pans", by=champion, **wrong)
