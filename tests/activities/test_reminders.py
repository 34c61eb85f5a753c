"""The e-mail of a working morning: what it says, who gets one, and that it is sent at most once."""

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from activities.actions import call_off_activity
from activities.models import Reminder, Review
from activities.reminders import MOST_LINES, is_first_of_week
from checklist.models import Step
from teams.models import Leave, Role, WorkingPattern
from teams.working_days import Away, Calendar, Weekdays
from tests import smtp
from tests.factories import ActivityFactory, BeneficiaryFactory, person
from tests.helpers import TODAY, address_of_database, run_reminders

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 10, 19)


def on(day):
    return time_machine.travel(f"{day} 07:30+01:00", tick=False)


def works(user, *weekdays):
    WorkingPattern.objects.create(user=user, starts_on=date(2026, 1, 1), **dict.fromkeys(weekdays, True))


@pytest.fixture
def today(calderdale, champion):
    """Something that Ruby does today."""
    return ActivityFactory(description="Gardening", team=calderdale, champion=champion, date=TODAY, place="Allotment 4")


class TestWhatItSays:
    def test_what_is_today_and_what_is_due(self, postbox, champion, today):
        run_reminders()
        letter = postbox.letter_to(champion)
        assert "Good morning Ruby," in letter
        assert "Today, Wednesday 14 October 2026:\n- Gardening, Allotment 4" in letter
        assert "What needs doing:\n- " in letter and "For: Gardening." in letter

    def test_ten_things_and_how_many_more_there_are(self, postbox, champion, today):
        due = Step.objects.to_do().filter(checklist=today.checklist, due_on__lte=TODAY).count()
        run_reminders()
        assert f"- and {due - MOST_LINES} more on your page" in postbox.letter_to(champion)

    def test_what_is_late_is_still_worth_doing(self, postbox, champion, today):
        Step.objects.to_do().exclude(pk=Step.objects.first().pk).delete()
        Step.objects.update(due_on=TODAY - timedelta(days=5))
        run_reminders()
        letter = postbox.letter_to(champion)
        assert "What needs doing. What has waited is still worth doing:\n- " in letter
        assert "Since Friday 9 October." in letter

    def test_whom_to_speak_to_before_they_go_away(self, postbox, champion, navigator, calderdale):
        ActivityFactory(team=calderdale, champion=champion, navigators=[navigator], date=TODAY + timedelta(days=20))
        Leave.objects.create(user=navigator, first_day=TODAY + timedelta(days=2), last_day=TODAY + timedelta(days=9))
        away = "Sanjay is away from Friday 16 to Friday 23 October 2026. It is about: "
        run_reminders()
        assert f"- Speak to Sanjay Bhatt today. {away}" in postbox.letter_to(champion)
        Step.objects.filter(stage="initial_idea").delete()
        Reminder.objects.all().delete()
        postbox.inbox.clear()
        run_reminders()
        assert f"- Speak to Sanjay Bhatt by Thursday 15 October 2026. {away}" in postbox.letter_to(champion)

    def test_nobody_is_to_be_spoken_to_long_before(self, postbox, champion, navigator, calderdale):
        plan = ActivityFactory(team=calderdale, champion=champion, navigators=[navigator], date=TODAY)
        Step.objects.update(due_on=TODAY + timedelta(days=13))
        run_reminders()
        assert "Who to speak to" not in postbox.letter_to(plan.champion)

    def test_links_that_lead_back_and_to_where_it_is_turned_off(self, postbox, settings, champion, today):
        settings.SITE_URL = "https://app014.test"
        run_reminders()
        letter = postbox.letter_to(champion)
        assert "Your page: https://app014.test/\n" in letter
        assert "To turn it off: https://app014.test/account/" in letter

    def test_the_subject_holds_nothing_personal(self, postbox, champion, navigator, museum, today):
        run_reminders()
        assert {message["Subject"] for message in postbox.inbox} == {"Your Wednesday: 14 October"}

    def test_no_beneficiary_is_named_in_it(self, postbox, champion, navigator, calderdale):
        robin = BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale, navigators=[navigator])
        BeneficiaryFactory(reference="CAL-114", team=calderdale)
        ActivityFactory(
            description="Chess with CAL-014 and cal 114", team=calderdale, champion=champion, beneficiaries=[robin],
            navigators=[navigator], date=TODAY,
        )  # fmt: skip
        with on(MONDAY):
            Step.objects.update(due_on=MONDAY)
            ActivityFactory(description="Cook", team=calderdale, champion=champion, beneficiaries=[robin], date=MONDAY)
            run_reminders()
        letters = "".join(message.as_string() for message in postbox.inbox)
        assert len(postbox.inbox) == 2
        assert "CAL-014" not in letters and "Robin" not in letters
        assert "Chess with a beneficiary and a beneficiary" in letters

    def test_what_was_typed_comes_as_it_was(self, postbox, champion, today):
        type(today).objects.update(description="Tea & <cake>")
        run_reminders()
        assert "- Tea & <cake>, Allotment 4" in postbox.letter_to(champion)


class TestWhoGetsOne:
    def test_nobody_who_has_nothing_to_be_told(self, postbox, champion, navigator, coordinator, admin):
        assert run_reminders() == "0 sent.\n"
        assert postbox.inbox == []

    def test_not_on_a_day_off(self, postbox, champion, today):
        works(champion, "tuesday", "thursday")
        run_reminders()
        assert postbox.inbox == []

    def test_not_on_leave(self, postbox, champion, today):
        Leave.objects.create(user=champion, first_day=TODAY, last_day=TODAY)
        run_reminders()
        assert postbox.inbox == []

    def test_not_on_a_bank_holiday(self, postbox, champion, today):
        with on("2026-12-28"):
            Step.objects.update(due_on=date(2026, 12, 28))
            run_reminders()
        assert postbox.inbox == []

    def test_nobody_who_turned_it_off(self, postbox, champion, today):
        champion.wants_reminders = False
        champion.save()
        run_reminders()
        assert postbox.inbox == []

    def test_nobody_who_cannot_sign_in(self, postbox, champion, today):
        champion.is_active = False
        champion.save()
        run_reminders()
        assert postbox.inbox == []

    def test_nobody_about_plans_of_a_team_that_they_left(self, postbox, champion, navigator, today):
        today.navigators.add(navigator)
        champion.memberships.all().delete()
        navigator.memberships.all().delete()
        run_reminders()
        assert postbox.inbox == []

    def test_nobody_about_a_plan_that_is_called_off(self, postbox, champion, today):
        call_off_activity(activity=today, learned="Rain", by=champion)
        run_reminders()
        assert postbox.inbox == []


class TestANavigatorsWeek:
    @pytest.fixture
    def trip(self, museum):
        """The trip, within two weeks of that Monday."""
        museum.date = MONDAY + timedelta(days=10)
        museum.save()
        museum.navigators.clear()
        return museum

    def morning(self, postbox, user, day):
        """What their e-mail of a day says; nothing where there is none."""
        with on(day):
            run_reminders()
        letters = [smtp.text_of(message) for message in postbox.inbox if message["To"] == user.email]
        postbox.inbox.clear()
        return "".join(letters)

    def test_begins_with_what_is_coming_and_what_awaits_an_answer(self, postbox, navigator, trip):
        letter = self.morning(postbox, navigator, MONDAY)
        said = "Trip to the industrial museum, for 3 of your people: Thursday 29 October 2026."
        assert f"Coming up in the next two weeks:\n- {said}" in letter
        assert f"Waiting for your answer:\n- {said}\nAnswer here: http://localhost:8000/review/" in letter

    def test_is_told_once(self, postbox, navigator, trip):
        letters = [self.morning(postbox, navigator, MONDAY + timedelta(days=days)) for days in (0, 0, 1, 2, 3, 4)]
        assert [bool(letter) for letter in letters] == [True, False, False, False, False, False]

    def test_begins_on_tuesday_for_whoever_is_off_on_mondays(self, postbox, navigator, trip):
        works(navigator, "tuesday", "wednesday", "thursday", "friday")
        letters = [self.morning(postbox, navigator, MONDAY + timedelta(days=days)) for days in range(5)]
        assert [bool(letter) for letter in letters] == [False, True, False, False, False]

    def test_what_somebody_answered_awaits_nothing(self, postbox, navigator, trip, people):
        for each in people[:2]:
            Review.objects.create(
                activity=trip, beneficiary=each, by=navigator, answer="fine", plan_version=trip.version
            )
        letter = self.morning(postbox, navigator, MONDAY)
        assert "Waiting for your answer:\n- Trip to the industrial museum, for one of your people" in letter

    def test_what_changed_since_is_asked_again(self, postbox, navigator, champion, trip, people):
        for each in people:
            Review.objects.create(activity=trip, beneficiary=each, by=navigator, answer="fine", plan_version=1)
        trip.changes.create(what="moved", plan_version=2, by=champion)
        assert "Waiting for your answer" in self.morning(postbox, navigator, MONDAY)

    def test_a_lead_navigator_answers_for_the_whole_team(self, postbox, lead_navigator, trip):
        assert "for 3 of your people" in self.morning(postbox, lead_navigator, MONDAY)

    def test_somebody_elses_people_are_none_of_theirs(self, postbox, calderdale, trip):
        other = person(Role.NAVIGATOR, calderdale)
        assert self.morning(postbox, other, MONDAY) == ""

    def test_people_of_a_team_that_they_left_are_none_of_theirs(self, postbox, navigator, trip):
        navigator.memberships.all().delete()
        assert self.morning(postbox, navigator, MONDAY) == ""


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    lambda weekdays, away: Calendar(
        (Weekdays(date.min, frozenset(weekdays)),), tuple(Away(day, day + timedelta(days=9)) for day in away)
    ),
    st.sets(st.integers(0, 6)),
    st.lists(DAYS, max_size=3),
)


@given(CALENDARS, DAYS)
def test_a_week_begins_once_for_whoever_works_in_it(calendar, day):
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=number) for number in range(7)]
    begins = [day for day in week if is_first_of_week(calendar, day)]
    assert begins == [day for day in week if calendar.works_on(day)][:1]


class TestHowOften:
    def test_once_a_day_however_often_it_runs(self, postbox, champion, today):
        assert run_reminders() == "1 sent.\n"
        assert run_reminders() == "0 sent.\n"
        assert postbox.recipients == [champion.email]
        assert Reminder.objects.get().sent_at is not None

    def test_again_where_the_mail_server_said_no(self, postbox, champion, today):
        postbox.to_messages = ["451 Try again later"]
        assert run_reminders() == "0 sent.\n1 not sent: the mail server did not take them. The next run tries again."
        assert not Reminder.objects.exists()
        assert run_reminders() == "1 sent.\n"
        assert postbox.recipients == [champion.email]

    def test_again_where_the_mail_server_was_not_there(self, postbox, settings, champion, today):
        there, settings.EMAIL_PORT = settings.EMAIL_PORT, smtp.free_port()
        assert "1 not sent" in run_reminders()
        assert not Reminder.objects.exists()
        settings.EMAIL_PORT = there
        assert run_reminders() == "1 sent.\n"

    def test_never_again_where_the_mail_server_gave_no_answer(self, postbox, champion, today):
        postbox.to_messages = [smtp.HANG_UP]
        said = "0 sent.\n1 may not have arrived: the mail server gave no answer.\n"
        assert [run_reminders(), run_reminders()] == [said, said]
        assert postbox.inbox == []

    def test_one_persons_trouble_is_nobody_elses(self, postbox, champion, calderdale, today):
        others = [ActivityFactory(team=calderdale, date=TODAY).champion for _ in range(2)]
        postbox.to_recipients = {champion.email: "550 Nobody of that name"}
        assert "2 sent.\n1 not sent" in run_reminders()
        assert postbox.recipients == sorted(other.email for other in others)

    def test_a_mail_server_that_keeps_silent_is_asked_again_later(self, postbox, calderdale):
        for _ in range(5):
            ActivityFactory(team=calderdale, date=TODAY)
        postbox.to_messages = [smtp.HANG_UP] * 3
        said = run_reminders()
        assert "0 sent.\n3 may not have arrived" in said and "2 not sent" in said
        assert run_reminders().startswith("2 sent.\n3 may not have arrived")

    def test_what_goes_wrong_before_it_is_sent_leaves_no_trace(self, postbox, monkeypatch, champion, today):
        monkeypatch.setattr("activities.reminders.text_of", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_reminders()
        assert not Reminder.objects.exists()

    def test_what_was_sent_is_not_remembered_for_ever(self, postbox, champion):
        Reminder.objects.create(user=champion, day=TODAY - timedelta(days=31))
        Reminder.objects.create(user=champion, day=TODAY - timedelta(days=30))
        run_reminders()
        assert Reminder.objects.get().day == TODAY - timedelta(days=30)


@pytest.mark.parametrize("number", [10, 100])
def test_preparing_costs_the_same_for_10_and_for_100_people(postbox, calderdale, number):
    for _ in range(number):
        navigator = person(Role.NAVIGATOR, calderdale)
        robin = BeneficiaryFactory(team=calderdale, navigators=[navigator])
        plan = {"team": calderdale, "date": MONDAY, "beneficiaries": [robin], "navigators": [navigator]}
        ActivityFactory(description="Trip by bus 508", **plan)
    with on(MONDAY), CaptureQueriesContext(connection) as queries:
        assert run_reminders() == f"{2 * number} sent.\n"
    prepared = [query for query in queries.captured_queries if query["sql"].lstrip("(").startswith("SELECT")]
    assert len(prepared) == 15


@pytest.mark.django_db(transaction=True)
class TestKilledOrTwice:
    """Runs of the command as they are: processes of their own, on this test's database."""

    RUN = (
        "import time_machine; from django.conf import settings\n"
        "from django.core.management import execute_from_command_line as execute\n"
        f"settings.EMAIL_TIMEOUT = {smtp.PATIENCE}\n"
        f"with time_machine.travel('{TODAY} 07:30+01:00'): execute(['manage.py', 'send_reminders'])"
    )

    @pytest.fixture
    def start(self, settings, postbox, tmp_path):
        """Starts a run, and ends it with the test."""
        environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "wyfi_coproduction.settings",
            "DATABASE_URL": address_of_database(),
            "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
            "SECRET_KEY": "only for this test",
        }
        runs = []

        def start_run():
            runs.append(
                subprocess.Popen([sys.executable, "-c", self.RUN], env=environ, stdout=subprocess.PIPE, text=True)
            )
            return runs[-1]

        yield start_run
        for each in runs:
            each.kill()
            each.communicate()

    @pytest.fixture
    def champions(self, calderdale):
        """Five people who do something today, in the order in which they are written to."""
        champions = [person(Role.CHAMPION, calderdale, name=name) for name in ("Ana", "Bo", "Cy", "Di", "Ed")]
        return [ActivityFactory(team=calderdale, champion=each, date=TODAY).champion for each in champions]

    def test_a_run_killed_while_a_message_is_in_the_air_sends_it_at_most_once(self, postbox, start, champions):
        postbox.held_address = champions[2].email
        killed = start()
        assert postbox.is_in_the_air.wait(smtp.PATIENCE)
        killed.kill()
        assert killed.wait(smtp.PATIENCE) == -9
        again = start()
        said, _ = again.communicate(timeout=smtp.PATIENCE)
        postbox.may_answer.set()
        assert said == "2 sent.\n1 may not have arrived: the mail server gave no answer.\n"
        assert postbox.recipients == sorted(each.email for each in champions)

    def test_two_runs_at_once_send_each_message_once(self, postbox, start, champions):
        postbox.held_address = champions[0].email
        first = start()
        assert postbox.is_in_the_air.wait(smtp.PATIENCE)
        second = start()
        said_second, _ = second.communicate(timeout=smtp.PATIENCE)
        postbox.may_answer.set()
        said_first, _ = first.communicate(timeout=smtp.PATIENCE)
        assert said_second.startswith("4 sent.")
        assert said_first == "1 sent.\n"
        assert postbox.recipients == sorted(each.email for each in champions)
        assert Reminder.objects.filter(sent_at__isnull=False).count() == len(champions)
