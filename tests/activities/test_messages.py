"""E-mails to colleagues about plans: shown before they are sent, and each sent at most once."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from activities.actions import call_off_activity, change_activity, move_activity, put_activity_back_on
from activities.models import Activity, Message
from checklist.models import Step
from teams.models import Role
from tests import smtp
from tests.factories import ActivityFactory, BeneficiaryFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 10, 30)
NO_ANSWER = "We could not tell whether it arrived. Ask before you send it again."


@pytest.fixture
def trip(museum, lead_navigator):
    """The trip, with everything written in its plan."""
    museum.date, museum.starts_at, museum.place = FRIDAY, time(13, 30), "Armley Mills"
    museum.purpose, museum.outcomes = "A day out together.", "CAL-010 finds something to come back for."
    museum.save()
    return museum


def address(activity, about="tell"):
    return reverse("activities:message_send", args=[activity.pk, about])


def opened(user, activity, about="tell"):
    """What the form holds when it is opened."""
    form = client_of(user).get(address(activity, about)).context["form"]
    return {name: form[name].value() for name in form.fields}


def send(user, activity, about="tell", **typed):
    """Open the form, change some of it, and send it."""
    return client_of(user).post(address(activity, about), opened(user, activity, about) | typed, follow=True)


class TestTheFormOpensWith:
    def test_everything_that_the_plan_says_but_its_people(self, champion, trip):
        assert opened(champion, trip)["body"] == (
            "Hello all,\n\n"
            "Here is a plan. Please tell me if anything is in the way.\n\n"
            "What: Trip to the industrial museum\n"
            "When: Friday 30 October 2026, 1.30pm\n"
            "Where: Armley Mills\n"
            "Champion: Ruby Oyelaran\n\n"
            "Purpose: A day out together.\n\n"
            "Intended outcomes: a beneficiary finds something to come back for.\n\n"
            f"The whole plan: http://localhost:8000/activities/{trip.pk}/\n\n"
            "Ruby Oyelaran"
        )

    def test_a_subject_that_holds_nothing_personal(self, champion, trip):
        assert opened(champion, trip)["subject"] == "A plan for Friday 30 October, 1.30pm"
        assert opened(champion, trip, "write-up")["subject"] == "How it went on Friday 30 October"

    @pytest.mark.parametrize("about", ["tell", "write-up"])
    def test_no_reference_of_anybody_though_it_is_typed_with_a_space(self, postbox, champion, trip, calderdale, about):
        BeneficiaryFactory(reference="CAL-114", team=calderdale)
        Activity.objects.update(description="Tea with cal 114, by bus 508")
        body = opened(champion, trip, about)["body"]
        assert "Tea with a beneficiary, by bus 508" in body
        page = text_of(send(champion, trip, about, subject="Tea with Cal 114"))
        assert "Please take the reference out." in page
        assert "Sent to" in text_of(send(champion, trip, about, subject="By bus 508"))
        [entry] = entries_in(postbox.inbox[0])
        assert entry["summary"] == "Tea with a beneficiary, by bus 508"

    @pytest.mark.parametrize("about", ["tell", "write-up", "turn"])
    def test_no_date_where_there_is_none(self, champion, trip, about):
        Activity.objects.update(date=None)
        assert "None" not in opened(champion, trip, about)["subject"]

    def test_a_tick_at_everybody_concerned(self, navigator, champion, lead_navigator, trip, calderdale):
        person(Role.NAVIGATOR, calderdale)
        assert set(opened(champion, trip)["to"]) == {navigator.pk, lead_navigator.pk}
        assert set(opened(navigator, trip)["to"]) == {champion.pk, lead_navigator.pk}

    def test_a_tick_at_the_navigators_of_its_people_though_none_is_on_it(
        self, champion, navigator, people, trip, calderdale
    ):
        person(Role.NAVIGATOR, calderdale, name="Somebody else")
        nadia = person(Role.NAVIGATOR, calderdale, name="Nadia Khan")
        people[0].navigators.add(nadia)
        people[1].navigators.add(nadia)
        trip.navigators.clear()
        form = client_of(champion).get(address(trip)).context["form"]
        assert [somebody.name for somebody in form.concerned] == ["Moira Tindall", "Nadia Khan", "Sanjay Bhatt"]

    def test_other_colleagues_to_be_ticked(self, champion, trip, calderdale, outsider):
        colleague = person(Role.CHAMPION, calderdale, name="Nia Morgan")
        person(Role.NAVIGATOR, calderdale, name="Somebody gone", is_active=False)
        form = client_of(champion).get(address(trip)).context["form"]
        assert form.others == [colleague]

    def test_nobody_who_left_the_team(self, champion, navigator, lead_navigator, trip):
        navigator.memberships.all().delete()
        assert opened(champion, trip)["to"] == [lead_navigator.pk]

    def test_a_coordinator_who_planned_it(self, navigator, coordinator, trip):
        Activity.objects.update(champion=coordinator)
        assert coordinator.pk in opened(navigator, trip)["to"]

    def test_what_was_learned_and_room_for_what_happened(self, champion, trip):
        call_off_activity(activity=trip, learned="CAL-011 likes trains.", by=champion)
        body = opened(champion, trip, "write-up")["body"]
        assert "What happened:\n\n\nWhat we learned:\n- a beneficiary likes trains." in body


class TestSending:
    def test_reaches_everybody_ticked_in_one_message(self, postbox, champion, trip):
        response = send(champion, trip)
        assert words_of(response) == ["Sent to Moira Tindall and Sanjay Bhatt."]
        [message] = postbox.inbox
        assert message["To"] == "moira@test.example, sanjay@test.example"
        assert message["Reply-To"] == "ruby@test.example"
        assert message["Subject"] == "A plan for Friday 30 October, 1.30pm"
        assert "Armley Mills" in smtp.text_of(message)

    def test_sends_what_was_changed(self, postbox, champion, navigator, trip):
        send(champion, trip, to=[navigator.pk], subject="Museum – yes?", body="Shall we?\r\nRuby")
        [message] = postbox.inbox
        assert (message["To"], message["Subject"]) == ("sanjay@test.example", "Museum – yes?")
        assert smtp.text_of(message).strip() == "Shall we?\nRuby"

    def test_has_the_calendar_entry_with_it(self, postbox, champion, trip):
        send(champion, trip)
        [attachment] = postbox.inbox[0].iter_attachments()
        assert attachment.get_content_type() == "text/calendar"
        assert attachment["Content-Type"].params["method"] == "PUBLISH"
        assert Calendar.from_ical(attachment.get_content())["METHOD"] == "PUBLISH"

    def test_has_no_entry_where_there_is_no_date(self, postbox, champion, trip):
        Activity.objects.update(date=None)
        send(champion, trip)
        assert list(postbox.inbox[0].iter_attachments()) == []

    def test_names_no_beneficiary_anywhere(self, postbox, champion, people, trip):
        Activity.objects.update(description="Trains with CAL-010", place="near CAL-011", purpose="For cal-012")
        people[0].known_as = "Robin"
        people[0].save()
        send(champion, trip)
        [entry] = entries_in(postbox.inbox[0])
        said = smtp.text_of(postbox.inbox[0]) + str(entry)
        assert "CAL-01" not in said.upper() and "Robin" not in said

    def test_is_written_on_the_plans_page(self, postbox, champion, trip):
        page = " ".join(text_of(send(champion, trip)).split())
        assert "Told Moira Tindall, Sanjay Bhatt, Wednesday 14 October 2026" in page

    def test_twice_sends_one_message(self, postbox, champion, trip):
        typed = opened(champion, trip)
        answers = [client_of(champion).post(address(trip), typed, follow=True) for _ in range(2)]
        assert len(postbox.inbox) == Message.objects.count() == 1
        assert words_of(answers[0]) == words_of(answers[1])

    def test_a_no_of_the_mail_server_keeps_what_was_typed_and_can_be_sent_again(self, postbox, champion, trip):
        postbox.to_messages = ["451 Try again later"]
        typed = opened(champion, trip) | {"body": "Shall we?"}
        page = client_of(champion).post(address(trip), typed)
        assert "The mail server did not take it. Nothing was sent. Try again in a while." in text_of(page)
        assert "Shall we?" in text_of(page)
        assert not Message.objects.exists()
        client_of(champion).post(address(trip), typed)
        assert len(postbox.inbox) == 1

    def test_a_mail_server_that_is_not_there_is_a_no_too(self, postbox, settings, champion, trip):
        settings.EMAIL_PORT = smtp.free_port()
        assert "Nothing was sent" in text_of(send(champion, trip))
        assert not Message.objects.exists()

    def test_to_an_address_that_is_refused_sends_to_nobody(self, postbox, champion, trip):
        postbox.to_recipients = {"sanjay@test.example": "550 Nobody of that name"}
        assert "Nothing was sent" in text_of(send(champion, trip))
        assert postbox.inbox == []

    def test_without_an_answer_is_said_so_and_never_sent_again(self, postbox, champion, trip):
        postbox.to_messages = [smtp.HANG_UP]
        typed = opened(champion, trip)
        answers = [client_of(champion).post(address(trip), typed, follow=True) for _ in range(2)]
        assert [words_of(answer) for answer in answers] == [[NO_ANSWER], [NO_ANSWER]]
        assert "It may not have reached Moira Tindall, Sanjay Bhatt" in text_of(answers[1])
        assert postbox.inbox == []
        assert Message.objects.get().sent_at is None

    def test_a_message_on_its_way_is_not_sent_by_a_second_press(self, postbox, champion, trip):
        typed = opened(champion, trip)
        Message.objects.create(about="tell", activity=trip, by=champion, key=typed["key"])
        assert words_of(client_of(champion).post(address(trip), typed, follow=True)) == [NO_ANSWER]
        assert postbox.inbox == []


def entries_in(message):
    [attachment] = message.iter_attachments()
    return Calendar.from_ical(attachment.get_content()).events


class TestWhatCannotBeSent:
    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"subject": "Hello\nBcc: everybody@test.example"}, "Write the subject on one line."),
            ({"subject": "Hello\rBcc: everybody@test.example"}, "Write the subject on one line."),
            ({"subject": ""}, "Please fill this in."),
            ({"subject": "x" * 151}, "That is too long."),
            ({"subject": "Chess with CAL-014"}, "A subject shows on a locked phone. Please take the reference out."),
            ({"subject": "Chess with cal 014"}, "A subject shows on a locked phone. Please take the reference out."),
            ({"subject": "\0"}, "There is a character in here that cannot be kept."),
            ({"body": " "}, "Please fill this in."),
            ({"body": "x" * 5001}, "That is too long."),
            ({"body": "\0"}, "There is a character in here that cannot be kept."),
            ({"to": []}, "Tick at least one person."),
            ({"to": ["999999"]}, "Somebody whom you ticked is not in this list any more."),
            ({"to": [str(10**30)]}, "Somebody whom you ticked is not in this list any more."),
            ({"to": ["Sanjay"]}, "Somebody whom you ticked is not in this list any more."),
        ],
    )
    def test_has_a_sentence_and_keeps_what_was_typed(self, postbox, champion, trip, typed, sentence):
        page = text_of(send(champion, trip, **{"body": "Kept."} | typed))
        assert sentence in page
        assert "Kept." in page or "body" in typed
        assert postbox.inbox == []

    def test_nobody_of_another_team_can_be_ticked(self, postbox, champion, outsider, trip):
        assert "not in this list" in text_of(send(champion, trip, to=[outsider.pk]))

    def test_a_key_that_cannot_be_read_sends_it_all_the_same(self, postbox, champion, trip):
        send(champion, trip, key="?")
        assert len(postbox.inbox) == 1

    def test_a_team_of_one_has_nobody_to_tell(self, calderdale, champion):
        plan = ActivityFactory(team=calderdale, champion=champion)
        assert "There is nobody else in this team yet." in text_of(client_of(champion).get(address(plan)))


class TestTheLineOfTheForm:
    def steps(self, activity, tool):
        return Step.objects.of(activity.checklist_id).filter(task__tool=tool)

    def test_what_is_due_is_ticked_by_sending(self, postbox, champion, trip):
        send(champion, trip)
        steps = {step.stage: step for step in self.steps(trip, "tell")}
        assert steps["initial_idea"].is_done and steps["initial_idea"].marked_by == champion
        assert not steps["weeks_before"].is_done

    def test_the_first_is_ticked_where_none_is_due(self, postbox, champion, trip):
        send(champion, trip)
        send(champion, trip)
        assert all(step.is_done for step in self.steps(trip, "tell"))

    def test_the_write_up_is_ticked_by_sending_it(self, postbox, champion, trip):
        send(champion, trip, "write-up")
        assert all(step.is_done for step in self.steps(trip, "write_up"))
        assert not any(step.is_done for step in self.steps(trip, "tell"))

    @pytest.mark.parametrize("answer", ["550 No", smtp.HANG_UP])
    def test_nothing_is_ticked_where_it_did_not_surely_arrive(self, postbox, champion, trip, answer):
        postbox.to_messages = [answer]
        send(champion, trip)
        assert not any(step.is_done for step in self.steps(trip, "tell"))

    @pytest.mark.parametrize(("tool", "about"), [("tell", "tell")])
    def test_leads_to_the_e_mail(self, champion, trip, tool, about):
        task = trip.checklist.tasks.get(tool=tool)
        page = client_of(champion).get(reverse("activities:task_detail", args=[trip.pk, task.pk]))
        assert f'href="{address(trip, about)}"' in text_of(page)


class TestAChange:
    OFFER = "Tell everyone concerned"

    def move(self, trip, champion, day, **fields):
        trip.refresh_from_db()
        move_activity(activity=trip, opened_version=trip.version, day=day, learned="", by=champion, **fields)

    def page(self, user, trip):
        return text_of(client_of(user).get(trip.get_absolute_url()))

    def test_is_offered_to_be_told_until_it_is(self, postbox, champion, trip):
        assert self.OFFER not in self.page(champion, trip)
        self.move(trip, champion, FRIDAY + timedelta(days=4))
        assert self.OFFER in self.page(champion, trip)
        send(champion, trip, "turn")
        assert self.OFFER not in self.page(champion, trip)

    def test_of_long_ago_is_not_offered(self, champion, trip):
        self.move(trip, champion, FRIDAY + timedelta(days=4))
        trip.changes.update(at=timezone.now() - timedelta(days=14))
        assert self.OFFER not in self.page(champion, trip)

    def test_that_was_told_stays_told_after_many_other_messages(self, postbox, champion, trip):
        self.move(trip, champion, FRIDAY + timedelta(days=4))
        send(champion, trip, "turn")
        Message.objects.bulk_create(Message(activity=trip, about="tell", by=champion) for _ in range(30))
        assert self.OFFER not in self.page(champion, trip)
        assert "This has moved" not in opened(champion, trip, "turn")["body"]

    def test_is_offered_again_after_the_next_one_and_tells_of_that_alone(self, postbox, champion, trip):
        self.move(trip, champion, FRIDAY + timedelta(days=3))
        send(champion, trip, "turn")
        with time_machine.travel(f"{TODAY} 11:00+01:00", tick=False):
            self.move(trip, champion, FRIDAY + timedelta(days=4))
            assert self.OFFER in self.page(champion, trip)
            body = opened(champion, trip, "turn")["body"]
        assert "This has moved from Monday 2 November 2026 to Tuesday 3 November 2026." in body

    @pytest.mark.parametrize("about", ["tell", "write-up"])
    def test_is_not_told_by_a_message_about_something_else(self, postbox, champion, trip, about):
        self.move(trip, champion, FRIDAY + timedelta(days=4))
        send(champion, trip, about)
        assert self.OFFER in self.page(champion, trip)

    def test_of_the_date_comes_first(self, postbox, champion, trip):
        self.move(trip, champion, FRIDAY + timedelta(days=3))
        self.move(trip, champion, FRIDAY + timedelta(days=4))
        send(champion, trip, "turn")
        assert postbox.inbox[0]["Subject"] == "Moved to Tuesday 3 November, 1.30pm"
        said = "Hello all,\n\nThis has moved from Friday 30 October 2026 to Tuesday 3 November 2026.\n\n"
        assert smtp.text_of(postbox.inbox[0]).startswith(said)

    def test_moves_the_entry_in_the_calendar(self, postbox, champion, trip):
        send(champion, trip)
        self.move(trip, champion, FRIDAY + timedelta(days=4))
        send(champion, trip, "turn")
        [before], [after] = map(entries_in, postbox.inbox)
        assert before["UID"] == after["UID"]
        assert before["SEQUENCE"] < after["SEQUENCE"]
        assert after.decoded("DTSTART").date() == date(2026, 11, 3)

    def test_that_calls_it_off_cancels_the_entry(self, postbox, champion, trip):
        call_off_activity(activity=trip, learned="Rain", by=champion)
        send(champion, trip, "turn")
        assert postbox.inbox[0]["Subject"] == "Called off: the plan for Friday 30 October, 1.30pm"
        assert smtp.text_of(postbox.inbox[0]).startswith("Hello all,\n\nThis is called off.\n\nWhat: ")
        [entry] = entries_in(postbox.inbox[0])
        assert entry["STATUS"] == "CANCELLED"

    def test_that_puts_it_back_on_says_so(self, postbox, champion, trip):
        call_off_activity(activity=trip, learned="Rain", by=champion)
        put_activity_back_on(activity=trip, by=champion)
        send(champion, trip, "turn")
        assert smtp.text_of(postbox.inbox[0]).startswith("Hello all,\n\nThis is back on.\n")

    def test_of_time_and_people_names_nobody(self, postbox, champion, navigator, people, trip):
        trip.starts_at = time(14)
        change_activity(
            activity=trip, opened_version=trip.version, beneficiaries=people[:1], navigators=[navigator], by=champion
        )
        send(champion, trip, "turn")
        said = smtp.text_of(postbox.inbox[0])
        assert "Time: 1.30pm before, 2pm now.\nPeople have changed.\n" in said
        assert "CAL-" not in said

    def test_that_loses_the_date_says_so(self, champion, trip):
        self.move(trip, champion, None)
        draft = opened(champion, trip, "turn")
        assert draft["subject"] == "A plan is postponed"
        assert "It was planned for Friday 30 October 2026, and there is no new date yet." in draft["body"]

    def test_that_brings_a_date_says_so(self, champion, trip):
        Activity.objects.update(date=None)
        self.move(trip, champion, FRIDAY)
        assert "This has a date now: Friday 30 October 2026." in opened(champion, trip, "turn")["body"]

    def test_that_nobody_made_is_no_reason_to_fail(self, champion, trip):
        assert "This plan has changed." in opened(champion, trip, "turn")["body"]


class TestAPlanThatChangesWhileItsMessageIsOpen:
    CHANGED = "This plan changed while you had this open. Here is the new message. It is not sent yet"

    @pytest.fixture
    def stale(self, postbox, champion, navigator, trip):
        """Ruby opens the message about a new day, Sanjay calls the plan off, Ruby sends what she wrote."""
        trip.starts_at = time(14)
        change_activity(activity=trip, opened_version=1, beneficiaries=[], navigators=[navigator], by=champion)
        typed = opened(champion, trip, "turn") | {"body": "It is at 2 now. See you there!", "to": [navigator.pk]}
        call_off_activity(activity=trip, learned="Rain", by=navigator)
        return client_of(champion).post(address(trip, "turn"), typed)

    def test_is_not_told_in_old_words(self, stale, postbox, champion, trip):
        assert self.CHANGED in text_of(stale)
        assert postbox.inbox == [] and not Message.objects.exists()
        assert "Tell everyone concerned" in text_of(client_of(champion).get(trip.get_absolute_url()))

    def test_has_the_new_words_and_what_was_written_beside_them(self, stale, navigator):
        form = stale.context["form"]
        assert form["body"].value().startswith("Hello all,\n\nThis is called off.\n")
        assert form["subject"].value() == "Called off: the plan for Friday 30 October, 2pm"
        assert form["to"].value() == [str(navigator.pk)]
        assert "It is at 2 now. See you there!" in text_of(stale)

    def test_is_told_by_sending_the_new_words(self, stale, postbox, champion, navigator, trip):
        form = stale.context["form"]
        typed = {name: form[name].value() for name in form.fields}
        response = client_of(champion).post(address(trip, "turn"), typed, follow=True)
        assert words_of(response) == ["Sent to Sanjay Bhatt."]
        assert postbox.inbox[0]["Subject"].startswith("Called off")
        assert "Tell everyone concerned" not in text_of(response)

    @pytest.mark.parametrize("about", ["tell", "write-up"])
    def test_is_not_sent_with_its_old_details_either(self, postbox, champion, trip, about):
        typed = opened(champion, trip, about)
        move_activity(activity=trip, opened_version=1, day=FRIDAY + timedelta(days=4), learned="", by=champion)
        page = text_of(client_of(champion).post(address(trip, about), typed))
        assert self.CHANGED in page and "Tuesday 3 November" in page
        assert postbox.inbox == []

    def test_sends_what_was_sent_before_it_no_second_time_unasked(self, postbox, champion, trip):
        typed = opened(champion, trip)
        client_of(champion).post(address(trip), typed)
        move_activity(activity=trip, opened_version=1, day=FRIDAY + timedelta(days=4), learned="", by=champion)
        form = client_of(champion).post(address(trip), typed).context["form"]
        assert len(postbox.inbox) == 1
        client_of(champion).post(address(trip), {name: form[name].value() for name in form.fields})
        assert len(postbox.inbox) == 2
        assert postbox.inbox[1]["Subject"] == "A plan for Tuesday 3 November, 1.30pm"
