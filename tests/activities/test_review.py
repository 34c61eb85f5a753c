"""Review: a navigator answers each plan for each of their people, and is asked again when it changes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.actions import Answer, answer_plan, call_off_activity, change_activity, mark_step, move_activity
from activities.models import Activity, PlanChange, Review
from checklist.form import State, Tool
from checklist.models import Step
from teams.models import Role
from tests.factories import ActivityFactory, BeneficiaryFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

REVIEW = reverse("activities:review")
FINE, NEED_TO_TALK = Review.Answer.FINE, Review.Answer.NEED_TO_TALK


def address_of(plan):
    return reverse("activities:review_answer", args=[plan.pk])


def press(user, plan, query="", **typed):
    """Send an answer and follow it to the page that comes next."""
    typed = {"opened_version": plan.version} | typed
    return client_of(user).post(address_of(plan) + query, typed, follow=True)


def press_fine(user, plan, people, **typed):
    return press(user, plan, fine=[each.pk for each in people], **typed)


def answer(plan, navigator, people, said=FINE, **fields):
    answers = [Answer(each, said, **fields) for each in people]
    return answer_plan(activity=plan, answers=answers, opened_version=plan.version, by=navigator)


def move(plan, by, days=7):
    move_activity(activity=plan, opened_version=plan.version, day=plan.date + timedelta(days=days), learned="", by=by)


def said_of(plan):
    """What stands in the database, by reference."""
    return {review.beneficiary.reference: review.answer for review in plan.reviews.select_related("beneficiary")}


def shown(user, query=""):
    """The plans that the page lists, as they come."""
    return [card.activity for card in client_of(user).get(REVIEW + query).context["cards"]]


def card_of(user):
    [card] = client_of(user).get(REVIEW).context["cards"]
    return card


def understood(plan):
    return Step.objects.filter(checklist=plan.checklist, task__tool=Tool.UNDERSTOOD)


class TestOnePress:
    def test_it_is_fine_for_everybody_who_awaits_an_answer(self, navigator, museum, people):
        page = text_of(client_of(navigator).get(REVIEW))
        assert "Fine for CAL-010, CAL-011 and CAL-012" in page
        response = press_fine(navigator, museum, people)
        assert said_of(museum) == dict.fromkeys(["CAL-010", "CAL-011", "CAL-012"], FINE)
        assert not museum.reviews.filter(is_planned_for=True).exists()
        assert "Your answer for CAL-010, CAL-011 and CAL-012 is saved" in words_of(response)[0]

    def test_it_leaves_alone_what_was_answered_before(self, navigator, museum, people):
        answer(museum, navigator, people[:1], NEED_TO_TALK, note="Hates trains")
        assert "Fine for CAL-011 and CAL-012" in text_of(client_of(navigator).get(REVIEW))
        press_fine(navigator, museum, people)
        assert said_of(museum) == {"CAL-010": NEED_TO_TALK, "CAL-011": FINE, "CAL-012": FINE}

    def test_pressed_twice_it_is_one_answer(self, navigator, museum, people):
        press_fine(navigator, museum, people)
        response = press_fine(navigator, museum, people)
        assert words_of(response) == ["That is answered already: Trip to the industrial museum."]
        assert museum.reviews.count() == 3

    def test_whoever_joined_since_is_not_answered_for(self, navigator, museum, people, calderdale):
        museum.beneficiaries.add(BeneficiaryFactory(reference="CAL-019", team=calderdale, navigators=[navigator]))
        press_fine(navigator, museum, people)
        assert "CAL-019" not in said_of(museum)
        assert card_of(navigator).awaited_in_words == "CAL-019"

    def test_many_are_counted_instead_of_named(self, navigator, museum, calderdale):
        museum.beneficiaries.set(
            BeneficiaryFactory(reference=f"CAL-1{n:02}", team=calderdale, navigators=[navigator]) for n in range(9)
        )
        assert "Fine for all 9" in text_of(client_of(navigator).get(REVIEW))

    @pytest.mark.parametrize("guessed", ["x", "0", "-1", str(10**30), "\0", str(2**62)])
    def test_an_id_that_is_nobodys_of_theirs_leads_to_answering_one_by_one(self, navigator, museum, guessed):
        response = press(navigator, museum, fine=[guessed])
        assert "answer here, one by one" in text_of(response)
        assert not museum.reviews.exists()

    def test_the_same_list_comes_after_it(self, navigator, museum, people):
        response = client_of(navigator).post(
            f"{address_of(museum)}?show=waiting", {"fine": [people[0].pk], "opened_version": 1}
        )
        assert response.url == f"{REVIEW}?show=waiting#plan-{museum.pk}"


class TestOneByOne:
    def test_each_person_gets_an_answer_a_note_and_a_tick(self, navigator, museum, people):
        response = press(
            navigator, museum,
            **{"answer_CAL-010": FINE, "planned_for_CAL-010": "on",
               "answer_CAL-011": NEED_TO_TALK, "note_CAL-011": "Steps are hard on bad days."},
        )  # fmt: skip
        assert said_of(museum) == {"CAL-010": FINE, "CAL-011": NEED_TO_TALK}
        assert museum.reviews.get(is_planned_for=True).beneficiary == people[0]
        assert "Steps are hard on bad days." in text_of(response)

    def test_the_form_shows_ones_own_answer_and_can_change_it(self, navigator, museum, people):
        answer(museum, navigator, people[:1], NEED_TO_TALK, note="Which train?")
        page = client_of(navigator).get(address_of(museum))
        assert page.context["form"]["answer_CAL-010"].value() == NEED_TO_TALK
        assert page.context["form"]["note_CAL-010"].value() == "Which train?"
        press(navigator, museum, **{"answer_CAL-010": FINE})
        assert said_of(museum) == {"CAL-010": FINE}
        assert museum.reviews.get().note == ""

    def test_a_changed_answer_is_one_of_now(self, navigator, museum, people, time_machine):
        answer(museum, navigator, people)
        time_machine.move_to(f"{TODAY} 15:00+01:00")
        answer(museum, navigator, people[:1], NEED_TO_TALK)
        times = [timezone.localtime(review.at).hour for review in museum.reviews.order_by("beneficiary__reference")]
        assert times == [15, 10, 10]

    def test_answering_the_same_twice_changes_nothing(self, navigator, museum, people, time_machine):
        answer(museum, navigator, people)
        before = list(museum.reviews.values_list("pk", "at", "plan_version"))
        time_machine.move_to(f"{TODAY} 15:00+01:00")
        answer(museum, navigator, people)
        assert list(museum.reviews.values_list("pk", "at", "plan_version")) == before

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({}, "Choose “Fine” or “Need to talk”. One answer is enough to save."),
            ({"answer_CAL-010": "perhaps"}, "Choose “Fine” or “Need to talk”."),
            ({"note_CAL-010": "Steps are hard."}, "Choose “Fine” or “Need to talk”."),
            ({"planned_for_CAL-010": "on"}, "Choose “Fine” or “Need to talk”."),
            ({"answer_CAL-010": "fine", "note_CAL-010": "x" * 301}, "There is room for 300 characters"),
            ({"answer_CAL-010": "fine", "note_CAL-010": "a\0b"}, "a character in here that cannot be kept"),
        ],
    )
    def test_what_cannot_be_right_gets_a_sentence_and_is_kept(self, navigator, museum, typed, sentence):
        page = text_of(press(navigator, museum, **typed))
        assert sentence in page
        assert not museum.reviews.exists()
        assert typed.get("note_CAL-010", "").replace("\0", "") in page.replace("\0", "")

    @pytest.mark.parametrize("version", ["", "x", "-5", "0", str(10**30)])
    def test_a_version_that_cannot_be_read_is_no_trouble(self, navigator, museum, people, version):
        press_fine(navigator, museum, people, opened_version=version)
        assert all(0 <= review.plan_version <= museum.version for review in museum.reviews.all())
        assert len(museum.reviews.all()) == 3

    def test_a_note_is_shown_as_it_was_typed_and_not_as_markup(self, navigator, champion, museum, people):
        answer(museum, navigator, people[:1], NEED_TO_TALK, note="<b>Stairs</b>")
        page = client_of(champion).get(museum.get_absolute_url()).content.decode()
        assert "&lt;b&gt;Stairs&lt;/b&gt;" in page and "<b>Stairs" not in page


class TestWhoAnswers:
    def test_a_navigator_for_their_caseload_and_nobody_else(self, navigator, museum, people, calderdale):
        other = person(Role.NAVIGATOR, calderdale)
        people[2].navigators.set([other])
        page = text_of(client_of(navigator).get(address_of(museum)))
        assert "note_CAL-011" in page and "note_CAL-012" not in page
        press(navigator, museum, **{"answer_CAL-012": FINE, "answer_CAL-010": FINE})
        press_fine(navigator, museum, people[2:])
        assert said_of(museum) == {"CAL-010": FINE}

    def test_a_lead_navigator_for_everybody_in_the_team(self, lead_navigator, museum, people):
        press_fine(lead_navigator, museum, people)
        assert len(said_of(museum)) == 3

    @pytest.mark.parametrize("role", [Role.CHAMPION, Role.NAVIGATOR, Role.COORDINATOR])
    def test_for_whoever_has_nobody_on_the_plan_there_is_no_such_page(self, role, museum, people, calderdale):
        somebody = person(role, calderdale)
        assert client_of(somebody).get(address_of(museum)).status_code == 404
        assert press_fine(somebody, museum, people).status_code == 404
        assert not museum.reviews.exists()

    def test_a_champion_who_was_their_navigator_once_no_longer_answers(self, museum, people, calderdale):
        changed_jobs = person(Role.CHAMPION, calderdale)
        people[0].navigators.add(changed_jobs)
        assert press_fine(changed_jobs, museum, people[:1]).status_code == 404

    def test_a_lead_navigator_of_another_team_finds_nothing(self, museum, people, leeds):
        assert press_fine(person(Role.LEAD_NAVIGATOR, leeds), museum, people).status_code == 404

    def test_one_answer_is_enough_for_somebody_with_two_navigators(self, navigator, museum, people, calderdale):
        other = person(Role.NAVIGATOR, calderdale)
        people[0].navigators.add(other)
        assert card_of(other).awaited == people[:1]
        answer(museum, navigator, people)
        assert card_of(other).awaited == []

    def test_the_newest_answer_says_and_the_others_stay_in_sight(
        self, navigator, lead_navigator, champion, museum, people, time_machine
    ):
        answer(museum, navigator, people, NEED_TO_TALK, note="Let us speak about lunch.")
        time_machine.move_to(f"{TODAY} 15:00+01:00")
        answer(museum, lead_navigator, people)
        page = text_of(client_of(champion).get(museum.get_absolute_url()))
        assert "Navigators: fine for 3 of 3 people" in page
        assert "Let us speak about lunch." in page

    @pytest.mark.parametrize("become", ["called off", "past"])
    def test_a_plan_that_is_over_or_off_asks_nothing(self, navigator, champion, museum, people, become):
        if become == "past":
            Activity.objects.update(date=TODAY - timedelta(days=1))
        else:
            call_off_activity(activity=museum, learned="Rain", by=champion)
        response = press_fine(navigator, museum, people)
        assert "nothing to answer" in words_of(response)[0]
        assert not museum.reviews.exists()
        assert "Waiting for" not in text_of(response)


class TestAskedAgain:
    def test_a_plan_that_moved_asks_again_and_shows_both_dates(self, navigator, champion, museum, people):
        answer(museum, navigator, people)
        move(museum, champion)
        card = card_of(navigator)
        assert card.awaited == people
        page = text_of(client_of(navigator).get(REVIEW))
        assert "Moved from Wednesday 4 November 2026 to Wednesday 11 November 2026." in page
        assert "the plan changed since" in page

    def test_a_change_of_place_asks_again_and_is_said_in_words(self, navigator, champion, museum, people):
        answer(museum, navigator, people)
        museum.place = "Armley Mills"
        change_activity(activity=museum, opened_version=1, beneficiaries=people, navigators=[navigator], by=champion)
        assert card_of(navigator).awaited == people
        assert "Place: not known yet before, Armley Mills now." in text_of(client_of(navigator).get(REVIEW))

    def test_a_change_that_does_not_matter_asks_nobody(self, navigator, champion, museum, people):
        answer(museum, navigator, people)
        museum.purpose = "To see how cloth was made"
        change_activity(activity=museum, opened_version=1, beneficiaries=people, navigators=[navigator], by=champion)
        assert card_of(navigator).awaited == []

    def test_a_new_answer_is_the_end_of_it(self, navigator, champion, museum, people):
        answer(museum, navigator, people)
        move(museum, champion)
        press_fine(navigator, museum, people)
        card = card_of(navigator)
        assert (card.awaited, card.changes) == ([], [])
        assert museum.reviews.count() == 3

    def test_only_what_changed_since_the_last_answer_is_shown(self, navigator, champion, museum, people):
        answer(museum, navigator, people)
        move(museum, champion)
        answer(museum, navigator, people)
        move(museum, champion, days=1)
        [change] = card_of(navigator).changes
        assert change == PlanChange.objects.first()

    def test_a_plan_that_changed_while_the_form_was_open_asks_again_and_says_so(
        self, navigator, champion, museum, people
    ):
        opened = museum.version
        move(museum, champion)
        response = press_fine(navigator, museum, people, opened_version=opened)
        assert "The plan changed while you had it open." in words_of(response)[-1]
        assert card_of(navigator).awaited == people

    def test_somebody_new_has_no_old_answer_to_compare(self, navigator, champion, museum):
        move(museum, champion)
        assert card_of(navigator).changes == []


class TestWaiting:
    def test_the_switch_leaves_what_awaits_my_answer_soonest_first(self, navigator, champion, museum, people):
        plans = [
            ActivityFactory(
                team=museum.team, champion=champion, beneficiaries=people, date=TODAY + timedelta(days=days)
            )
            for days in (9, 5)
        ]
        answer(museum, navigator, people)
        assert shown(navigator, "?show=waiting") == plans[::-1]
        assert shown(navigator) == [*plans[::-1], museum]
        answer(plans[0], navigator, people[:2])
        assert plans[0] in shown(navigator, "?show=waiting")
        answer(plans[0], navigator, people[2:])
        assert shown(navigator, "?show=waiting") == [plans[1]]

    def test_a_changed_plan_waits_again(self, navigator, champion, museum, people):
        answer(museum, navigator, people)
        assert shown(navigator, "?show=waiting") == []
        move(museum, champion)
        assert shown(navigator, "?show=waiting") == [museum]

    def test_what_others_are_asked_does_not_wait_for_me(self, lead_navigator, museum, people, calderdale):
        someone = person(Role.NAVIGATOR, calderdale)
        people[0].navigators.set([someone])
        answer(museum, someone, people[:1])
        assert shown(someone, "?show=waiting") == []
        assert shown(lead_navigator, "?show=waiting") == [museum]

    def test_pages_keep_to_what_waits(self, navigator, champion, people, calderdale):
        plans = [ActivityFactory(team=calderdale, champion=champion, beneficiaries=people) for _ in range(13)]
        answer(plans[0], navigator, people)
        client = client_of(navigator)
        page = client.get(REVIEW, {"show": "waiting"}).context["page"]
        rest = client.get(REVIEW, {"show": "waiting", "page": page.next_page_number()}).context["page"]
        assert [*page, *rest] == plans[1:]

    def test_nothing_waiting_is_met_with_thanks(self, navigator, museum, people):
        answer(museum, navigator, people)
        assert "Nothing is waiting for your answer." in text_of(client_of(navigator).get(f"{REVIEW}?show=waiting"))


class TestUnderstood:
    def test_the_line_is_done_by_the_navigator_who_answers_last(self, navigator, lead_navigator, museum, people):
        assert answer(museum, navigator, people[:2], is_planned_for=True) == 0
        assert answer(museum, lead_navigator, people[2:], NEED_TO_TALK, is_planned_for=True) == 2
        assert {(step.state, step.marked_by) for step in understood(museum)} == {(State.DONE, lead_navigator)}

    def test_fine_alone_does_not_do_it(self, navigator, museum, people):
        assert answer(museum, navigator, people) == 0
        assert {step.state for step in understood(museum)} == {State.TO_DO}

    def test_what_was_planned_for_before_a_change_does_not_count(self, navigator, champion, museum, people):
        answer(museum, navigator, people[:2], is_planned_for=True)
        move(museum, champion)
        assert answer(museum, navigator, people[2:], is_planned_for=True) == 0

    def test_a_step_that_is_not_needed_or_ticked_stays_as_it_is(self, navigator, lead_navigator, museum, people):
        first = understood(museum).order_by("pk").first()
        mark_step(activity=museum, step_id=first.pk, state=State.NOT_NEEDED, by=navigator)
        assert answer(museum, lead_navigator, people, is_planned_for=True) == 1
        first.refresh_from_db()
        assert (first.state, first.marked_by) == (State.NOT_NEEDED, navigator)

    def test_a_plan_that_changes_keeps_the_tick(self, navigator, champion, museum, people):
        answer(museum, navigator, people, is_planned_for=True)
        move(museum, champion)
        assert {step.state for step in understood(museum)} == {State.DONE}

    def test_the_page_says_that_the_line_is_ticked(self, navigator, museum, people):
        typed = {f"{what}_{each.reference}": value for each in people for what, value in PLANNED_FOR.items()}
        assert "it is ticked that support needs" in words_of(press(navigator, museum, **typed))[-1]


PLANNED_FOR = {"answer": "fine", "planned_for": "on"}


class TestTheChampionSees:
    def test_who_has_answered_what_and_when_and_who_is_waited_for(self, champion, navigator, museum, people):
        answer(museum, navigator, people[:1], NEED_TO_TALK, note="Which train?")
        page = text_of(client_of(champion).get(museum.get_absolute_url()))
        assert "What navigators say" in page
        assert "Need to talk" in page and "Which train?" in page
        assert "Sanjay Bhatt, Wednesday 14 October 2026" in page
        assert page.count("Waiting for Sanjay Bhatt") == 2
        assert "Answer for the people you support" not in page

    def test_that_the_plan_changed_since(self, champion, navigator, museum, people):
        answer(museum, navigator, people)
        move(museum, champion)
        page = text_of(client_of(champion).get(museum.get_absolute_url()))
        assert page.count("The plan changed since.") == 3
        assert page.count("Waiting for Sanjay Bhatt") == 3

    def test_somebody_without_a_navigator_waits_for_a_lead_navigator(self, champion, museum, people):
        people[0].navigators.clear()
        page = text_of(client_of(champion).get(museum.get_absolute_url()))
        assert "No navigator yet. A lead navigator can answer." in page

    def test_a_navigator_of_theirs_gets_from_the_plan_to_their_answer(self, navigator, museum):
        assert address_of(museum) in text_of(client_of(navigator).get(museum.get_absolute_url()))

    def test_another_team_sees_none_of_it(self, outsider, navigator, museum, people):
        answer(museum, navigator, people)
        assert not Review.objects.visible_to(outsider).exists()
