"""What helps people: written by those who answer for them, seen around the day by those whose plan it is."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities import rules
from activities.models import Activity
from beneficiaries.models import SupportNeeds
from beneficiaries.needs import AccessNeed, in_order
from teams.models import Role, User
from tests.factories import BeneficiaryFactory, SupportNeedsFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

HEADING = "What helps people on this plan"
DAY = date(2026, 11, 14)
ADDRESS = reverse("activities:support_change", args=["CAL-010"])


def plan_on(day, is_called_off=False):
    return SimpleNamespace(date=day, is_called_off=is_called_off)


@pytest.mark.parametrize(
    ("today", "is_shared"),
    [
        (date(2026, 11, 6), False),
        (date(2026, 11, 7), True),
        (date(2026, 11, 14), True),
        (date(2026, 11, 15), True),
        (date(2026, 11, 16), False),
    ],
)
def test_what_helps_is_shared_from_a_week_before_to_a_day_after(today, is_shared):
    assert rules.is_support_shared(plan_on(DAY), today=today) == is_shared


@given(st.none() | st.dates(), st.dates())
def test_a_called_off_plan_and_one_without_a_date_share_nothing(day, today):
    assert not rules.is_support_shared(plan_on(day, is_called_off=True), today=today)
    assert not rules.is_support_shared(plan_on(None), today=today)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-30, 30))
def test_until_it_is_shared_there_is_a_sentence_that_says_when_and_after_that_there_is_none(day, ahead):
    today = day + timedelta(days=ahead)
    is_before = today < rules.support_days(day)[0]
    assert bool(rules.say_when_support_opens(day, today=today)) == is_before
    assert not (is_before and rules.is_support_shared(plan_on(day), today=today))


def test_the_day_it_opens_is_said_in_full():
    assert rules.say_when_support_opens(DAY, today=TODAY) == "You can see this from Saturday 7 November 2026."


@given(st.lists(st.sampled_from([*AccessNeed, "not known any more"])))
def test_needs_are_said_once_each_and_always_in_the_same_order(needs):
    assert in_order(needs) == [need for need in AccessNeed if need in needs]


@pytest.fixture
def plan(museum, people):
    """A trip in six days, with two people of whom something is written, and one of whom nothing is."""
    Activity.objects.filter(pk=museum.pk).update(date=TODAY + timedelta(days=6))
    lift = [AccessNeed.LIFT, AccessNeed.LEVEL_ACCESS]
    SupportNeedsFactory(beneficiary=people[0], ring="Sanjay, 01632 960 001", access_needs=lift)
    SupportNeedsFactory(beneficiary=people[1], helps="", avoid="Loud music", access_needs=[AccessNeed.LIFT])
    museum.refresh_from_db()
    return museum


def seen_by(user, plan):
    return text_of(client_of(user).get(plan.get_absolute_url()))


def move(plan, **fields):
    Activity.objects.filter(pk=plan.pk).update(**fields)


@pytest.mark.django_db
class TestOnAPlan:
    def test_its_champion_sees_all_of_it_in_the_days_around(self, plan, champion):
        page = seen_by(champion, plan)
        for words in ("A seat near the door", "Loud music", "Sanjay, 01632 960 001", "Level access all the way"):
            assert words in page
        assert "Nothing is written for CAL-012. Ask their navigator." in page
        assert "You can see it here until Wednesday 21 October 2026." in page

    def test_its_navigators_see_all_of_it_too_though_they_answer_for_nobody_on_it(self, plan, calderdale):
        navigator = person(Role.NAVIGATOR, calderdale)
        assert HEADING not in seen_by(navigator, plan)
        plan.navigators.set([navigator])
        assert "A seat near the door" in seen_by(navigator, plan)

    def test_before_that_they_are_told_from_when(self, plan, champion):
        move(plan, date=TODAY + timedelta(days=8))
        page = seen_by(champion, plan)
        assert "You can see this from Thursday 15 October 2026." in page
        assert "A seat near the door" not in page and "Nothing is written" not in page

    def test_without_a_date_they_are_told_so(self, plan, champion):
        move(plan, date=None)
        page = seen_by(champion, plan)
        assert "Once this plan has a date, you can see this from a week before." in page
        assert "A seat near the door" not in page

    @pytest.mark.parametrize("over", [{"date": TODAY - timedelta(days=2)}, {"called_off_at": timezone.now()}])
    def test_two_days_after_or_called_off_nothing_of_it_is_left(self, plan, champion, over):
        move(plan, **over)
        page = seen_by(champion, plan)
        assert HEADING not in page and "A seat near the door" not in page

    def test_of_a_plan_that_was_called_off_ahead_of_its_day_nobody_sees_or_is_promised_anything(
        self, plan, champion, lead_navigator
    ):
        for ahead in (6, 30):
            move(plan, date=TODAY + timedelta(days=ahead), called_off_at=timezone.now())
            assert HEADING not in seen_by(champion, plan) and HEADING not in seen_by(lead_navigator, plan)

    @pytest.mark.parametrize(("days", "is_seen"), [(8, False), (7, True), (-1, True), (-2, False)])
    def test_to_the_day(self, plan, champion, days, is_seen):
        move(plan, date=TODAY + timedelta(days=days))
        assert ("A seat near the door" in seen_by(champion, plan)) == is_seen

    def test_somebody_who_was_taken_off_it_is_not_told_of(self, plan, champion, people):
        plan.beneficiaries.remove(people[0])
        page = seen_by(champion, plan)
        assert "A seat near the door" not in page and "Loud music" in page

    def test_a_navigator_who_changed_team_sees_nothing_of_it_nor_of_their_old_caseload(self, plan, navigator, leeds):
        assert "A seat near the door" in seen_by(navigator, plan)
        navigator.memberships.update(team=leeds)
        assert client_of(navigator).get(plan.get_absolute_url()).status_code == 404
        assert client_of(navigator).get(ADDRESS).status_code == 404
        assert not SupportNeeds.objects.visible_to(User.objects.get(pk=navigator.pk)).exists()

    def test_others_of_the_team_see_nothing_of_it(self, plan, calderdale):
        for role in (Role.CHAMPION, Role.NAVIGATOR):
            page = seen_by(person(role, calderdale), plan)
            assert HEADING not in page and "A seat near the door" not in page

    def test_whoever_answers_for_somebody_sees_theirs_at_any_time(self, plan, lead_navigator, coordinator, calderdale):
        move(plan, date=TODAY + timedelta(days=90))
        own = person(Role.NAVIGATOR, calderdale)
        plan.beneficiaries.get(reference="CAL-010").navigators.add(own)
        for user in (lead_navigator, coordinator):
            page = seen_by(user, plan)
            assert "A seat near the door" in page and "Loud music" in page and "You can see" not in page
        page = seen_by(own, plan)
        assert "A seat near the door" in page and "Loud music" not in page

    def test_people_who_are_not_on_it_are_not_among_it(self, plan, champion, calderdale):
        SupportNeedsFactory(beneficiary=BeneficiaryFactory(team=calderdale), helps="Somebody else's words")
        assert "Somebody else's words" not in seen_by(champion, plan)

    def test_with_nobody_on_it_nothing_is_said(self, plan, champion):
        plan.beneficiaries.clear()
        assert HEADING not in seen_by(champion, plan)

    def test_words_that_were_taken_away_again_count_as_none(self, plan, champion):
        SupportNeeds.objects.update(helps="", avoid="", ring="", access_needs=["not known any more"])
        assert "Nothing is written for CAL-010, CAL-011 and CAL-012. Ask their navigators." in seen_by(champion, plan)


def write(user, **typed):
    typed = {"helps": "A walk half-way through", "access_needs": ["quiet", "lift"], "opened_version": 0} | typed
    return client_of(user).post(ADDRESS, typed, follow=True)


@pytest.mark.django_db
class TestWriting:
    def test_what_is_written_stands_on_the_persons_page_for_those_who_answer_for_them(
        self, people, champion, navigator, lead_navigator, coordinator
    ):
        response = write(navigator, avoid="Loud music", ring="Sanjay, 01632 960 001")
        assert words_of(response) == ["Saved. The people of a plan can see it from a week before."]
        written = SupportNeeds.objects.get()
        assert (written.beneficiary, written.updated_by, written.version) == (people[0], navigator, 1)
        assert written.needs == [AccessNeed.LIFT, AccessNeed.QUIET]
        for user in (navigator, lead_navigator, coordinator):
            page = text_of(client_of(user).get(people[0].get_absolute_url()))
            assert "A walk half-way through" in page and "Loud music" in page and "Change what helps" in page
        page = text_of(client_of(champion).get(people[0].get_absolute_url()))
        assert "A walk half-way through" not in page and "What helps" not in page

    def test_the_form_says_what_not_to_write_and_who_sees_it(self, people, navigator):
        page = text_of(client_of(navigator).get(ADDRESS))
        assert page.count("No names, no diagnosis, no history.") == 2
        assert "from a week before the day until the day after" in page

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"helps": "a" * 301}, "That is too long. There is room for 300 characters, and you typed 301."),
            ({"ring": "\x00"}, "There is a character in here that cannot be kept. Please type it again."),
            ({"access_needs": ["a throne"]}, "Choose from this list only."),
        ],
    )
    def test_what_cannot_be_kept_gets_a_sentence_and_the_rest_stays_typed(self, people, navigator, typed, sentence):
        page = text_of(write(navigator, **{"avoid": "Loud music"} | typed))
        assert sentence in page and "Loud music" in page
        assert not SupportNeeds.objects.exists()

    def test_whoever_saves_second_sees_both_and_decides(self, people, navigator, lead_navigator):
        write(navigator)
        page = text_of(write(lead_navigator, helps="A seat near the door"))
        assert "This was saved while you had it open" in page
        assert "A walk half-way through" in page and "A seat near the door" in page
        assert SupportNeeds.objects.get().helps == "A walk half-way through"
        assert 'name="opened_version" value="1"' in page
        write(lead_navigator, helps="A seat near the door", opened_version=1)
        assert SupportNeeds.objects.get().helps == "A seat near the door"

    @pytest.mark.parametrize("version", ["", "not a number", "99"])
    def test_a_version_that_cannot_be_counts_as_out_of_date(self, people, navigator, version):
        write(navigator)
        page = text_of(write(navigator, helps="Other", opened_version=version))
        assert "This was saved while you had it open" in page

    def test_pressing_save_twice_saves_once(self, people, navigator):
        for _ in range(2):
            assert words_of(write(navigator)) == ["Saved. The people of a plan can see it from a week before."]
        assert SupportNeeds.objects.get().version == 1

    def test_everything_can_be_taken_away_again(self, people, navigator):
        write(navigator)
        write(navigator, helps="", access_needs=[], opened_version=1)
        assert "Nothing is written yet." in text_of(client_of(navigator).get(people[0].get_absolute_url()))

    def test_review_leads_there(self, plan, navigator):
        review, answer = reverse("activities:review"), reverse("activities:review_answer", args=[plan.pk])
        for address in (review, answer):
            assert f'href="{ADDRESS}"' in text_of(client_of(navigator).get(address))
