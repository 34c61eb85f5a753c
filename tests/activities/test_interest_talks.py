"""The general conversation about interests: a page that helps with it, and the line that it ticks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.interest_talks import LATELY, TALKED
from activities.models import Participation
from beneficiaries.models import Milestone, MilestoneKind
from beneficiaries.profile import SharedWith
from checklist.form import State, Tool
from checklist.models import Step
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory, MilestoneFactory, ProfileEntryFactory
from tests.helpers import client_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(calderdale):
    return [BeneficiaryFactory(reference=f"CAL-91{number}", team=calderdale) for number in range(2)]


@pytest.fixture
def plan(champion, calderdale, people):
    return ActivityFactory(team=calderdale, champion=champion, beneficiaries=people)


def address(plan):
    return reverse("activities:interest_talk_list", args=[plan.pk])


def page(user, plan):
    return client_of(user).get(address(plan))


def press(user, plan, person=None):
    typed = {"person": person.pk} if person else {}
    return client_of(user).post(reverse("activities:interest_talk_mark", args=[plan.pk]), typed, follow=True)


def line(plan):
    return Step.objects.get(checklist=plan.checklist, task__tool=Tool.TALK)


def talked(person, days=0):
    kind = MilestoneKind.objects.get(words=TALKED)
    return MilestoneFactory(beneficiary=person, kind=kind, date=timezone.localdate() - timedelta(days=days))


def test_the_line_of_the_form_opens_the_page(plan, champion):
    task = plan.checklist.tasks.get(tool=Tool.TALK)
    assert task.text == "General conversation about interests, support needs etc"
    detail = client_of(champion).get(reverse("activities:task_detail", args=[plan.pk, task.pk]))
    assert address(plan) in text_of(detail)


def test_it_shows_what_each_told_as_far_as_it_is_shared(plan, people, champion):
    ProfileEntryFactory(beneficiary=people[0], words="To be a hairdresser.")
    ProfileEntryFactory(beneficiary=people[1], words="To see the sea.", shared_with=SharedWith.NAVIGATORS)
    words = text_of(page(champion, plan))
    assert "To be a hairdresser." in words and "To see the sea." not in words
    assert "They have told you nothing yet." in words


def test_the_line_is_ticked_once_there_was_a_talk_with_everybody_by_whoever_had_the_last(
    plan, people, champion, navigator
):
    press(champion, plan, people[0])
    assert line(plan).state == State.TO_DO
    response = press(navigator, plan, people[1])
    assert "You talked with everybody, so that line is ticked. To undo it, press the tick." in words_of(response)
    assert (line(plan).state, line(plan).marked_by) == (State.DONE, navigator)
    assert {(talk.beneficiary, talk.by) for talk in Milestone.objects.all()} == {
        (people[0], champion),
        (people[1], navigator),
    }


def test_pressed_twice_a_talk_is_kept_once(plan, people, champion):
    for _ in range(2):
        press(champion, plan, people[0])
    assert Milestone.objects.get().kind.words == TALKED


def test_where_everybody_was_talked_with_before_one_press_ticks_the_line(plan, people, champion):
    for person in people:
        talked(person, LATELY.days - 1)
    assert "Tick that line of the form" in text_of(page(champion, plan))
    press(champion, plan)
    assert line(plan).marked_by == champion
    assert "Tick that line of the form" not in text_of(page(champion, plan))


def test_a_talk_of_long_ago_or_taken_back_is_not_enough(plan, people, champion):
    talked(people[0], LATELY.days)
    Milestone.objects.filter(pk=talked(people[1]).pk).update(taken_back_by=champion, taken_back_at=timezone.now())
    assert [talk.on for talk in page(champion, plan).context["talks"]] == [None, None]
    press(champion, plan)
    assert line(plan).state == State.TO_DO


def test_whoever_is_not_on_the_plan_is_not_talked_with_here(plan, people, champion, calderdale):
    Participation.objects.filter(beneficiary=people[0]).update(invitation="withdrawn")
    for person in (people[0], BeneficiaryFactory(team=calderdale), BeneficiaryFactory()):
        assert press(champion, plan, person).status_code == 404
    assert not Milestone.objects.exists()
    press(champion, plan, people[1])
    assert line(plan).state == State.DONE


def test_a_plan_with_nobody_on_it_is_never_ticked(plan, champion):
    plan.participations.all().delete()
    press(champion, plan)
    assert line(plan).state == State.TO_DO
    assert "Nobody is on this plan yet." in text_of(page(champion, plan))


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 40, "\0"])
def test_a_press_that_cannot_be_read_changes_nothing(typed, plan, champion):
    mark = reverse("activities:interest_talk_mark", args=[plan.pk])
    assert client_of(champion).post(mark, {"person": typed}).status_code in (400, 404)
    assert not Milestone.objects.exists()


@pytest.mark.parametrize("rows", [2, 50])
def test_the_page_costs_the_same_however_many_are_on_the_plan(rows, plan, champion, calderdale):
    for person in BeneficiaryFactory.create_batch(rows, team=calderdale):
        Participation.objects.create(activity=plan, beneficiary=person)
        ProfileEntryFactory(beneficiary=person, written_by=champion)
        talked(person)
    client = client_of(champion)
    assert queries_of(lambda: client.get(address(plan))) == 7
