"""How ready a plan is: the same few words for everybody who sees it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.actions import Answer, answer_plan, call_off_activity
from activities.models import Activity
from activities.money import State
from activities.readiness import FINE, NEED_TO_TALK, readiness_of
from activities.venue_facts import Finding, Fit, Standing
from checklist.models import Step
from tests.helpers import TODAY, client_of, text_of

ANSWERS = st.lists(st.sampled_from([FINE, NEED_TO_TALK, None]), max_size=40)
LATE = st.integers(0, 200)


def words(answers, late=0):
    return [part.words for part in readiness_of(answers=answers, late=late).parts]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([FINE, FINE, NEED_TO_TALK], "Navigators: fine for 2 of 3 people, need to talk about 1"),
        ([FINE], "Navigators: fine for 1 of 1 person"),
        ([None, None], "Navigators: no answer yet for 2"),
        ([FINE, NEED_TO_TALK, None], "Navigators: fine for 1 of 3 people, need to talk about 1, no answer yet for 1"),
    ],
)
def test_answers_are_said_in_a_few_words(answers, said):
    assert words(answers)[0] == said


@pytest.mark.parametrize(("late", "said"), [(0, "Nothing is late"), (1, "1 thing is late"), (2, "2 things are late")])
def test_what_is_late_is_counted(late, said):
    assert words([], late) == [said]


def standing(*fits, **known):
    findings = tuple(Finding("A lift", each, ("No lift.",), is_known=True) for each in fits)
    return Standing("Hall", is_in_directory=True, findings=findings, **known)


@pytest.mark.parametrize(
    ("venue", "said", "is_ready"),
    [
        (Standing("", is_in_directory=False), "Venue: not chosen", False),
        (standing(), "Venue: chosen, not booked", False),
        (standing(is_to_book=False), "Venue: chosen", True),
        (standing(booking="asked"), "Venue: asked, no answer yet", False),
        (standing(booking="booked"), "Venue: booked", True),
        (standing(booking="confirmed"), "Venue: booked and confirmed", True),
        (standing(booking="cancelled"), "Venue: chosen, not booked", False),
        (
            standing(booking="booked", is_for_another=True),
            "Venue: the booking is for another time or place",
            False,
        ),
        (standing(Fit.NOT_KNOWN, booking="booked"), "Venue: booked, not all is known", False),
        (standing(Fit.DOES_NOT_FIT, booking="booked"), "Venue: something does not fit", False),
    ],
)
def test_how_the_place_stands_is_said_in_a_few_words(venue, said, is_ready):
    [part, _] = readiness_of(answers=[], late=0, venue=venue).parts
    assert (part.words, part.is_ready) == (said, is_ready)


@given(ANSWERS, LATE)
def test_a_plan_is_ready_only_where_every_part_is(answers, late):
    readiness = readiness_of(answers=answers, late=late)
    assert readiness.is_ready == (set(answers) <= {FINE} and late == 0)
    assert readiness.is_ready == all(part.is_ready for part in readiness.parts)


@given(ANSWERS, LATE, st.randoms())
def test_the_words_do_not_depend_on_the_order_of_answers(answers, late, dice):
    shuffled = sorted(answers, key=lambda _: dice.random())
    assert readiness_of(answers=shuffled, late=late) == readiness_of(answers=answers, late=late)


@given(ANSWERS, LATE)
def test_one_more_fine_answer_never_makes_a_plan_less_ready(answers, late):
    for place, answer in enumerate(answers):
        if answer != FINE:
            better = [*answers[:place], FINE, *answers[place + 1 :]]
            before, after = (readiness_of(answers=each, late=late) for each in (answers, better))
            assert sum(part.is_ready for part in after.parts) >= sum(part.is_ready for part in before.parts)


@pytest.mark.parametrize("state", State)
def test_money_is_said_between_people_and_what_is_late_and_counts(state):
    people, money, late = readiness_of(answers=[FINE], late=0, money=(state, Decimal("84.50"))).parts
    assert money.words.startswith("Money: ") and people.is_ready and late.is_ready
    assert money.is_ready == (state in (State.HANDED_OVER, State.RETURNED, State.CLOSED))


def test_where_nobody_worked_out_any_money_nothing_is_said_of_it():
    assert not any("Money" in said for said in words([FINE]))


@given(ANSWERS, LATE)
def test_every_part_is_a_sentence_that_is_quickly_read(answers, late):
    assert all(0 < len(said.split()) <= 25 for said in words(answers, late))


@pytest.mark.django_db
class TestOnScreen:
    SAID = "Navigators: fine for 2 of 3 people, need to talk about 1"

    @pytest.fixture(autouse=True)
    def answered(self, museum, navigator, people):
        said = [Answer(people[0], "fine"), Answer(people[1], "fine"), Answer(people[2], "need_to_talk")]
        answer_plan(activity=museum, answers=said, opened_version=1, by=navigator)
        Activity.objects.filter(pk=museum.pk).update(date=TODAY + timedelta(days=10))
        [*late, _] = Step.objects.of(museum.checklist)[:3]
        Step.objects.filter(pk__in=[step.pk for step in late]).update(due_on=TODAY - timedelta(days=1))

    @pytest.mark.parametrize("who", ["champion", "navigator", "lead_navigator", "coordinator"])
    @pytest.mark.parametrize("where", ["activity", "activity_list", "review", "week"])
    def test_it_is_the_same_wherever_the_plan_is_shown(self, request, who, where, museum):
        address = museum.get_absolute_url() if where == "activity" else reverse(f"activities:{where}")
        page = text_of(client_of(request.getfixturevalue(who)).get(address))
        if museum.description in page:
            assert self.SAID in page
            assert "2 things are late" in page
        else:
            assert (who, where) in NOT_ON_THEIR_PAGE

    def test_somebody_who_left_the_plan_no_longer_counts(self, champion, museum, people):
        museum.beneficiaries.remove(people[2])
        page = text_of(client_of(champion).get(museum.get_absolute_url()))
        assert "Navigators: fine for 2 of 2 people" in page

    @pytest.mark.parametrize("become", ["called off", "past"])
    def test_a_plan_that_is_over_or_off_shows_none(self, champion, museum, become):
        if become == "past":
            Activity.objects.update(date=TODAY - timedelta(days=1))
        else:
            call_off_activity(activity=museum, learned="Rain", by=champion)
        assert "Navigators: fine" not in text_of(client_of(champion).get(museum.get_absolute_url()))


# My week shows what one joins, and Review the plans of one's people.
NOT_ON_THEIR_PAGE = {
    ("champion", "review"),
    ("coordinator", "review"),
    ("coordinator", "week"),
    ("lead_navigator", "week"),
}
