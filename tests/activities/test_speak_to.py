"""Who to speak to: real people, by when, gathered by person, and ticked with one press."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.conversations import talks_of
from activities.models import Activity, Conversation
from activities.querysets import with_plans
from activities.speak_to import join_names, split_names
from checklist.form import State
from checklist.models import Step
from teams.models import Leave, Role, WorkingPattern
from tests.factories import ActivityFactory, person
from tests.helpers import HTMX, TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

CASH, TELL = "Request cash", "Communicate details"


@pytest.fixture
def mel(calderdale):
    """Mel Carter gives out Calderdale's cash."""
    mel = person(Role.COORDINATOR, calderdale, name="Mel Carter")
    calderdale.budget_holder = mel
    calderdale.save()
    return mel


def away(user, first, last, **fields):
    return Leave.objects.create(user=user, first_day=first, last_day=last, **fields)


def step_of(plan, text, stage="weeks_before"):
    return with_plans(Step.objects.filter(checklist=plan.checklist)).get(task__text__startswith=text, stage=stage)


def talks_about(plan, text, user, stage="weeks_before"):
    return talks_of(user, [step_of(plan, text, stage)], today=TODAY)


def names(talks):
    return [talk.who.name for talk in talks]


def press(user, plan, step, who, spoken="yes", **fields):
    address = reverse("activities:talk_mark", args=[plan.pk])
    return client_of(user).post(address, {"step": step.pk, "who": who, "spoken": spoken} | fields)


class TestRoles:
    def test_the_navigators_are_those_of_the_plan(self, museum, champion, navigator):
        assert names(talks_about(museum, "Be sure there are no clashes", champion, "days_before")) == [navigator.name]

    def test_the_navigators_are_those_of_its_people_where_none_is_on_the_plan(
        self, museum, champion, people, navigator, calderdale, leeds
    ):
        nadia, gone = person(Role.NAVIGATOR, calderdale, name="Nadia Khan"), person(Role.NAVIGATOR, leeds)
        people[0].navigators.add(nadia, gone)
        museum.navigators.clear()
        elsewhere = ActivityFactory(
            team=calderdale, champion=champion, beneficiaries=[people[0]], navigators=[navigator]
        )
        clashes = "Be sure there are no clashes"
        assert names(talks_about(museum, clashes, champion, "days_before")) == ["Nadia Khan", navigator.name]
        assert names(talks_about(elsewhere, clashes, champion, "days_before")) == [navigator.name]

    def test_there_are_no_navigators_yet_where_none_is_on_the_plan_and_nobody_has_one(self, calderdale, champion):
        plan = ActivityFactory(team=calderdale, champion=champion)
        assert names(talks_about(plan, "Be sure there are no clashes", champion, "days_before")) == ["the navigators"]

    def test_the_lead_navigator_is_the_teams(self, museum, champion, lead_navigator):
        assert names(talks_about(museum, "Activity risk", champion)) == [lead_navigator.name]

    def test_the_budget_holder_is_whom_an_admin_chose(self, museum, champion, coordinator, mel):
        assert names(talks_about(museum, CASH, champion)) == ["Mel Carter"]

    def test_where_nobody_holds_the_budget_the_coordinators_are_asked(self, museum, champion, coordinator):
        assert names(talks_about(museum, CASH, champion)) == [coordinator.name]

    def test_the_beneficiaries_are_said_by_reference_each_on_their_own(self, museum, champion):
        assert names(talks_about(museum, "Reminders", champion)) == ["CAL-010", "CAL-011", "CAL-012"]

    def test_a_role_that_nobody_holds_stays_as_its_words(self, museum, champion):
        assert names(talks_about(museum, "Activity risk", champion)) == ["the lead navigator"]

    def test_the_venue_is_said_with_its_place(self, museum, champion):
        Activity.objects.filter(pk=museum.pk).update(place="Armley Mills")
        assert names(talks_about(museum, "Book the room", champion)) == ["the venue: Armley Mills"]

    def test_a_colleague_whose_name_has_a_comma_can_be_named(self, museum, champion, calderdale):
        nadia = person(Role.NAVIGATOR, calderdale, name="Hussain, Nadia")
        step = step_of(museum, CASH)
        step.task.speak_to = join_names([nadia.name])
        [talk] = talks_of(champion, [step], today=TODAY)
        assert talk.who.user == nadia

    def test_a_colleagues_name_is_that_colleague_however_it_is_typed(self, museum, champion, lead_navigator):
        step = step_of(museum, CASH)
        step.task.speak_to = "moira TINDALL"
        [talk] = talks_of(champion, [step], today=TODAY)
        assert talk.who.user == lead_navigator

    def test_a_name_outside_keeps_the_number_to_ring(self, museum, champion):
        step = step_of(museum, CASH)
        step.task.speak_to = "Jo at the hall 01422 555 012"
        [talk] = talks_of(champion, [step], today=TODAY)
        assert (talk.who.name, talk.who.phone) == ("Jo at the hall 01422 555 012", "01422 555 012")

    def test_nobody_speaks_to_themself(self, museum, champion):
        step = step_of(museum, CASH)
        step.task.speak_to = champion.name
        assert talks_of(champion, [step], today=TODAY) == []

    def test_somebody_in_two_roles_is_spoken_to_once(self, museum, champion, navigator):
        step = step_of(museum, CASH)
        step.task.speak_to = f"the navigators, {navigator.name}"
        assert names(talks_of(champion, [step], today=TODAY)) == [navigator.name]


class TestByWhen:
    def test_it_is_the_day_on_which_it_is_due_where_both_work(self, museum, champion, mel):
        [talk] = talks_about(museum, CASH, champion)
        assert talk.sentence == "Speak to Mel Carter by Wednesday 21 October 2026."

    def test_leave_moves_it_to_the_friday_before_and_says_why(self, museum, champion, mel):
        away(mel, date(2026, 10, 19), date(2026, 10, 23))
        [talk] = talks_about(museum, CASH, champion)
        assert talk.sentence == (
            "Speak to Mel Carter by Friday 16 October 2026. Mel is away from Monday 19 to Friday 23 October 2026."
        )
        assert talk.moved_from == date(2026, 10, 21)

    def test_leave_known_for_long_is_no_news(self, museum, champion, mel):
        leave = away(mel, date(2026, 10, 19), date(2026, 10, 23))
        Leave.objects.filter(pk=leave.pk).update(added_at="2026-09-01T09:00Z")
        [talk] = talks_about(museum, CASH, champion)
        assert (talk.speak_by.day, talk.moved_from, talk.is_news) == (date(2026, 10, 16), None, False)

    def test_a_day_off_of_the_week_moves_it_and_says_so(self, museum, champion, mel):
        WorkingPattern.objects.create(user=mel, starts_on=date(2026, 1, 1), monday=True, tuesday=True)
        [talk] = talks_about(museum, CASH, champion)
        assert talk.sentence == ("Speak to Mel Carter by Tuesday 20 October 2026. Mel does not work on Wednesdays.")

    def test_where_the_champion_is_not_there_it_says_so(self, museum, champion, mel):
        WorkingPattern.objects.create(user=champion, starts_on=date(2026, 1, 1), monday=True)
        Step.objects.filter(checklist=museum.checklist).update(due_on=TODAY)
        [talk] = talks_about(museum, CASH, champion)
        assert "Ruby does not work on Wednesdays." in talk.sentence

    def test_what_is_for_today_says_today(self, museum, champion, mel):
        Step.objects.filter(checklist=museum.checklist).update(due_on=TODAY)
        [talk] = talks_about(museum, CASH, champion)
        assert (talk.sentence, talk.when) == ("Speak to Mel Carter today.", "Today.")

    def test_the_champions_own_day_off_is_no_news_of_somebody_elses(self, museum, champion, mel):
        WorkingPattern.objects.create(user=champion, starts_on=date(2026, 1, 1), monday=True)
        away(champion, TODAY, date(2026, 10, 23))
        for text in (CASH, "Book the room", "Reminders"):
            assert not any(talk.is_news for talk in talks_about(museum, text, champion))

    def test_where_no_day_is_left_it_names_the_deputy(self, museum, champion, mel, lead_navigator, navigator):
        away(mel, TODAY, date(2026, 10, 23), deputy=navigator)
        [talk] = talks_about(museum, CASH, champion)
        assert talk.sentence == (
            "There is no day left to speak to Mel Carter before Wednesday 21 October 2026. "
            "Mel is away from Wednesday 14 to Friday 23 October 2026. Speak to Sanjay Bhatt instead."
        )

    def test_where_nobody_stands_in_it_names_the_lead_navigator(self, museum, champion, mel, lead_navigator):
        away(mel, TODAY, date(2026, 10, 23))
        [talk] = talks_about(museum, CASH, champion)
        assert talk.sentence.endswith("Speak to Moira Tindall instead.")

    def test_nobody_is_named_instead_who_is_away_as_well(self, museum, champion, mel, lead_navigator, navigator):
        away(mel, TODAY, date(2026, 10, 23), deputy=navigator)
        away(navigator, TODAY, date(2026, 10, 23))
        [talk] = talks_about(museum, CASH, champion)
        assert talk.stand_in == lead_navigator
        away(lead_navigator, TODAY, date(2026, 10, 23))
        [talk] = talks_about(museum, CASH, champion)
        assert talk.stand_in is None and talk.sentence.endswith("Your next chance is Monday 26 October 2026.")

    def test_what_is_late_says_the_next_chance(self, calderdale, champion, mel):
        plan = ActivityFactory(team=calderdale, champion=champion, date=TODAY + timedelta(days=3))
        Step.objects.filter(checklist=plan.checklist).update(due_on=TODAY - timedelta(days=1))
        away(mel, TODAY, TODAY)
        [talk] = talks_about(plan, CASH, champion)
        assert talk.sentence == (
            "Speak to Mel Carter: this was due by Tuesday 13 October 2026. "
            "Your next chance is Thursday 15 October 2026."
        )

    def test_on_its_day_the_champion_is_there_whichever_weekday_it_is(self, calderdale, champion):
        plan = ActivityFactory(team=calderdale, champion=champion, date=date(2026, 11, 1), place="Park")  # a Sunday
        [talk] = talks_about(plan, "Set up room", champion, "on_day")
        assert talk.speak_by.day == date(2026, 11, 1)


def anchor_of(page, name):
    """What the address calls somebody whom the list names."""
    return next(person.who.anchor for person in page.context["soon"] if person.who.name == name)


class TestList:
    def list_of(self, user):
        return client_of(user).get(reverse("activities:speak_to_list"))

    def test_it_gathers_what_there_is_to_say_by_person_over_all_plans(self, museum, champion, mel, calderdale):
        ActivityFactory(team=calderdale, champion=champion, description="Cook and eat")
        page = self.list_of(champion)
        [person] = [person for person in page.context["soon"] if person.who.name == "Mel Carter"]
        assert {talk.activity.description for talk in person.talks} == {museum.description, "Cook and eat"}

    def test_whoever_has_to_be_spoken_to_soonest_comes_first(self, museum, champion, mel, navigator):
        away(mel, TODAY, date(2026, 10, 23))
        assert self.list_of(champion).context["soon"][0].who.name == "Mel Carter"

    def open(self, user, colleague, **asked):
        asked = {"person": f"colleague-{colleague.pk}"} | asked
        return client_of(user).get(reverse("activities:speak_to_list"), asked)

    def test_it_says_when_they_work_and_their_next_leave(self, museum, champion, mel):
        WorkingPattern.objects.create(user=mel, starts_on=date(2026, 1, 1), tuesday=True, thursday=True)
        away(mel, date(2026, 12, 21), date(2026, 12, 31))
        page = text_of(self.open(champion, mel))
        assert "Works Tuesdays and Thursdays." in page
        assert "Away from Monday 21 to Thursday 31 December 2026." in page

    def test_a_task_of_several_stages_asks_for_its_next_one_only(self, museum, champion):
        page = self.list_of(champion)
        [person] = [person for person in page.context["soon"] if person.who.name == "CAL-010"]
        reminders = [talk.step.stage for talk in person.talks if talk.step.task.text.startswith("Reminders")]
        assert reminders == ["weeks_before"]

    def test_everybody_is_listed_and_one_is_opened_the_first_unless_another_is_asked_for(self, museum, champion, mel):
        away(mel, TODAY, date(2026, 10, 23))
        first, other = self.list_of(champion), self.open(champion, champion)
        assert first.context["opened"].who.name == other.context["opened"].who.name == "Mel Carter"
        robin = client_of(champion).get(first.request["PATH_INFO"], {"person": anchor_of(first, "CAL-010")})
        assert robin.context["opened"].who.name == "CAL-010"
        assert "Mel Carter" in text_of(robin) and "Request cash" not in text_of(robin)

    def test_it_says_how_much_there_is_to_say_and_how_much_of_it_cannot_wait(self, museum, champion, mel):
        assert "things, by Wed 14 Oct" in text_of(self.open(champion, mel))
        away(mel, TODAY, date(2026, 10, 23))
        assert "need you now" in text_of(self.open(champion, mel))

    def test_of_very_many_things_the_first_are_shown_and_the_rest_on_asking(self, champion, calderdale, mel):
        for _ in range(6):
            ActivityFactory(team=calderdale, champion=champion)
        page = self.open(champion, mel)
        number = len(page.context["opened"].talks)
        assert number > len(page.context["talks"]) == 10
        assert f"Show all {number} things for Mel" in text_of(page)
        assert len(self.open(champion, mel, all="yes").context["talks"]) == number

    def test_what_others_planned_is_theirs_to_speak_about(self, museum, navigator):
        assert "There is nobody to speak to right now." in text_of(self.list_of(navigator))

    def test_a_plan_that_was_called_off_asks_for_nothing(self, museum, champion, mel):
        Activity.objects.filter(pk=museum.pk).update(called_off_at="2026-10-13T09:00Z")
        assert "Mel Carter" not in text_of(self.list_of(champion))


@pytest.mark.parametrize("plans", [1, 8])
def test_the_list_costs_ten_queries_however_much_there_is_to_say(plans, champion, calderdale, people, navigator, mel):
    """Eight plans have over two hundred steps to do."""
    for _ in range(plans):
        ActivityFactory(team=calderdale, champion=champion, beneficiaries=people, navigators=[navigator])
    away(mel, date(2026, 10, 19), date(2026, 10, 23), deputy=navigator)
    client, address = client_of(champion), reverse("activities:speak_to_list")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, {"person": f"colleague-{mel.pk}"}).context["opened"].who.user == mel
    assert len(queries) == 10


class TestTick:
    def test_one_conversation_ticks_three_tasks_on_two_plans(self, museum, champion, navigator, calderdale):
        other = ActivityFactory(team=calderdale, champion=champion, navigators=[navigator])
        steps = [step_of(museum, TELL), step_of(museum, "Be sure", "days_before"), step_of(other, TELL)]
        for step in steps:
            press(champion, step.checklist.activity, step, f"colleague-{navigator.pk}", came_from_page="speak-to")
        states = Step.objects.filter(pk__in=[step.pk for step in steps]).values_list("state", flat=True)
        assert set(states) == {State.DONE}

    def test_a_step_is_ticked_once_everybody_has_been_spoken_to(self, museum, champion, navigator, lead_navigator):
        step = step_of(museum, TELL)
        press(champion, museum, step, f"colleague-{navigator.pk}")
        assert not Step.objects.get(pk=step.pk).is_done
        press(champion, museum, step, f"colleague-{lead_navigator.pk}")
        step.refresh_from_db()
        assert (step.state, step.marked_by) == (State.DONE, champion)

    def test_speaking_about_a_risk_assessment_does_not_do_it(self, museum, champion, lead_navigator):
        step = step_of(museum, "Activity risk")
        press(champion, museum, step, f"colleague-{lead_navigator.pk}")
        assert Conversation.objects.get().is_spoken
        assert not Step.objects.get(pk=step.pk).is_done

    def test_it_keeps_what_they_said(self, museum, champion, mel):
        press(champion, museum, step_of(museum, CASH), f"colleague-{mel.pk}", answer="£40 on Friday.")
        assert Conversation.objects.get().answer == "£40 on Friday."

    def test_pressing_twice_keeps_the_first_person_and_taking_it_back_keeps_the_answer(
        self, museum, champion, navigator, mel
    ):
        step = step_of(museum, CASH)
        press(champion, museum, step, f"colleague-{mel.pk}", answer="Yes")
        press(navigator, museum, step, f"colleague-{mel.pk}")
        assert Conversation.objects.get().spoken_by == champion
        press(champion, museum, step, f"colleague-{mel.pk}", spoken="no")
        conversation = Conversation.objects.get()
        assert (conversation.is_spoken, conversation.answer) == (False, "Yes")

    def test_taking_it_back_takes_back_its_own_tick_and_nobody_elses(self, museum, champion, navigator, mel):
        cash, tell = step_of(museum, CASH), step_of(museum, "Invite others")
        press(champion, museum, cash, f"colleague-{mel.pk}")
        press(champion, museum, cash, f"colleague-{mel.pk}", spoken="no")
        assert Step.objects.get(pk=cash.pk).state == State.TO_DO
        press(champion, museum, tell, "other-volunteers")
        client_of(navigator).post(reverse("activities:step_mark", args=[museum.pk]), {"done": tell.pk})
        press(champion, museum, tell, "other-volunteers", spoken="no")
        assert Step.objects.get(pk=tell.pk).is_done

    def test_a_beneficiary_and_somebody_outside_are_ticked_the_same(self, museum, champion, people):
        step = step_of(museum, "Reminders")
        press(champion, museum, step, f"beneficiary-{people[0].pk}")
        press(champion, museum, step_of(museum, "Book the room"), "other-the venue")
        assert {row.key for row in Conversation.objects.all()} == {f"beneficiary-{people[0].pk}", "other-the venue"}

    def test_what_they_said_can_be_emptied_again(self, museum, champion, mel):
        step = step_of(museum, CASH)
        for answer in ("Yes", ""):
            press(champion, museum, step, f"colleague-{mel.pk}", answer=answer)
        assert Conversation.objects.get().answer == ""

    def test_with_a_script_the_answer_is_the_line_alone_and_the_tick_keeps_the_focus(self, museum, champion, mel):
        page = self.pressed_in_place(museum, champion, mel)
        assert page.strip().startswith("<li") and "Press again to take it back." in page
        assert page.count("autofocus") == 1

    def test_in_the_list_it_is_the_persons_card_which_counts_one_less(self, museum, champion, mel):
        before = client_of(champion).get(reverse("activities:speak_to_list"), {"person": f"colleague-{mel.pk}"})
        number = len(before.context["opened"].open_talks)
        page = self.pressed_in_place(museum, champion, mel, came_from_page="speak-to")
        assert f"{number - 1} things, by" in page and page.count("autofocus") == 1
        message = page.partition("<textarea")[2].partition("</textarea>")[0]
        assert message and "Request cash" not in message

    def pressed_in_place(self, plan, user, colleague, **fields):
        sent = {"step": step_of(plan, CASH).pk, "who": f"colleague-{colleague.pk}", "spoken": "yes"} | fields
        return text_of(client_of(user).post(reverse("activities:talk_mark", args=[plan.pk]), sent, headers=HTMX))

    @pytest.mark.parametrize(
        "sent",
        [
            {"step": "", "who": "colleague-1"},
            {"step": "9" * 30, "who": "colleague-1"},
            {"step": "x", "who": "\0"},
            {"step": 1, "who": "colleague-1", "spoken": "perhaps"},
            {"step": 1, "who": "other-the venue", "answer": "a" * 201},
        ],
    )
    def test_what_cannot_be_read_changes_nothing_and_is_said(self, museum, champion, sent):
        address = reverse("activities:talk_mark", args=[museum.pk])
        response = client_of(champion).post(address, {"spoken": "yes"} | sent)
        assert response.status_code == 400
        assert not Conversation.objects.exists()

    @pytest.mark.parametrize("who", ["colleague-999999", "beneficiary-999999", "other-the mayor", "nonsense"])
    def test_somebody_who_is_not_to_be_spoken_to_about_it_is_not_found(self, museum, champion, who):
        assert press(champion, museum, step_of(museum, CASH), who).status_code == 404

    def test_a_step_of_another_plan_is_not_found(self, museum, champion, mel, calderdale):
        other = ActivityFactory(team=calderdale, champion=champion)
        assert press(champion, museum, step_of(other, CASH), f"colleague-{mel.pk}").status_code == 404


def test_a_number_to_ring_is_in_no_address(museum, champion):
    museum.checklist.tasks.filter(text__startswith=CASH).update(speak_to="Jo at the hall 01422 555 012")
    sent = {"came_from_page": "speak-to"}
    response = press(champion, museum, step_of(museum, CASH), "other-Jo at the hall 01422 555 012", **sent)
    assert "01422" not in response.url and "Jo" not in response.url
    opened = text_of(client_of(champion).get(response.url))
    assert f'id="{response.url.partition("#")[2]}"' in opened and "Ring 01422 555 012" in opened


class TestOnThePlan:
    def page_of(self, plan, user):
        return text_of(client_of(user).get(plan.get_absolute_url()))

    def test_every_task_shows_its_person_and_day(self, museum, champion, mel):
        assert 'Mel Carter <span class="by">by 21 Oct</span>' in self.page_of(museum, champion)

    def test_it_says_what_moved_by_somebodys_new_leave_and_why(self, museum, champion, mel):
        away(mel, date(2026, 10, 19), date(2026, 10, 23))
        page = self.page_of(museum, champion)
        assert "Somebody you need is away" in page
        assert "Speak to Mel Carter by Friday 16 October 2026." in page
        assert "It was Wednesday 21 October 2026 before." in page

    def test_a_plan_that_was_called_off_asks_nobody(self, museum, champion, mel):
        away(mel, date(2026, 10, 19), date(2026, 10, 23))
        Activity.objects.filter(pk=museum.pk).update(called_off_at="2026-10-13T09:00Z")
        assert "Somebody you need is away" not in self.page_of(museum, champion)


class TestDaysByHand:
    def sent(self, task, **fields):
        offered = [step.stage for step in task.steps.all()]
        return {"opened_version": task.version, "offered": offered, "stages": offered} | fields

    def save(self, user, plan, task, **fields):
        task.refresh_from_db()
        address = reverse("activities:task_detail", args=[plan.pk, task.pk])
        return client_of(user).post(address, self.sent(task, **fields), follow=True)

    @pytest.fixture
    def cash(self, museum):
        return museum.checklist.tasks.get(text__startswith=CASH)

    def test_a_day_set_by_hand_stays_when_the_plan_moves_until_they_agree(self, museum, champion, cash):
        self.save(champion, museum, cash, day_weeks_before="2026-10-20")
        client = client_of(champion)
        client.post(
            reverse("activities:activity_move", args=[museum.pk]),
            {"date": "2026-11-18", "opened_version": museum.version, "clash_reason": "It is fine."},
        )
        assert cash.steps.get().due_on == date(2026, 10, 20)
        assert "1 day set by hand stays where it is" in text_of(client.get(museum.get_absolute_url()))
        response = client.post(reverse("activities:days_follow", args=[museum.pk]), follow=True)
        assert cash.steps.get().due_on == date(2026, 11, 4)
        [said] = words_of(response)
        assert said == "Every day follows the plan again. One thing to do has a new day. Nothing is late by it."

    def test_an_emptied_day_follows_the_plan_again(self, museum, champion, cash):
        self.save(champion, museum, cash, day_weeks_before="2026-10-20")
        self.save(champion, museum, cash, day_weeks_before="")
        step = cash.steps.get()
        assert (step.due_on, step.is_set_by_hand) == (date(2026, 10, 21), False)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("2026-10-13", "That day has already gone."),
            ("2036-01-01", "That is more than two years away."),
            ("soon", "That is not a date we can read."),
            ("0001-01-01", "That day has already gone."),
        ],
    )
    def test_a_day_that_cannot_be_is_said_beside_it(self, museum, champion, cash, typed, sentence):
        page = text_of(self.save(champion, museum, cash, day_weeks_before=typed))
        assert sentence in page and f'value="{typed}"' in page

    def test_who_to_speak_to_is_kept_as_roles_colleagues_and_others(self, museum, champion, cash, navigator):
        self.save(
            champion, museum, cash, roles=["the budget holder"], colleague=navigator.name, others="Jo, the caretaker"
        )
        cash.refresh_from_db()
        assert cash.speak_to == "the budget holder, Jo the caretaker, Sanjay Bhatt"

    def test_too_many_names_are_said_beside_the_field(self, museum, champion, cash):
        others = "\n".join(f"Somebody number {number}" for number in range(10))
        page = text_of(self.save(champion, museum, cash, roles=["the navigators"], others=others))
        assert "That is too many names for one line." in page or "That is too long." in page


letters = st.characters(codec="utf-8", exclude_characters=",;\n")


@given(st.lists(st.text(alphabet=letters, min_size=1).filter(str.strip)))
def test_names_are_read_as_they_were_written(written):
    """Spaces are tidied; the same name twice, in any case, is one."""
    tidied = {" ".join(name.split()).casefold() for name in written}
    assert {name.casefold() for name in split_names(join_names(written))} == tidied
