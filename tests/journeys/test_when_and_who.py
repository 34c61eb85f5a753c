"""When, and who to speak to: somebody goes on leave, and what follows for two champions, in a real browser."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from activities.actions import add_task
from activities.models import Activity
from beneficiaries.models import Beneficiary
from checklist.models import Step
from teams.models import Role, User, WorkingPattern
from tests.factories import ActivityFactory, BeneficiaryFactory, person
from tests.helpers import run_reminders
from tests.journeys.calendar_program import CalendarProgram
from tests.journeys.conftest import PHONE, press

TODAY = date(2026, 12, 7)  # a Monday
AWAY = date(2026, 12, 21), date(2026, 12, 31)
WHY = "Mel is away from Monday 21 to Thursday 31 December 2026."
CASH, CARDS = "Request cash (from appropriate budget)", "Ask about reward cards"
NOTE = "Steps are hard on bad days. Is there a lift?"


@dataclass
class Champion:
    """Somebody who plans, when they work, what is theirs, and by when they have to speak to Mel."""

    user: User
    weekdays: tuple[str, ...]
    trip_on: date
    cash_due: str
    speak_by: str
    # What else they plan, on a day on which the beneficiary has an appointment.
    gardening_on: date
    # The first morning of the second week on which they work.
    written_to_on: date
    has_javascript: bool
    beneficiary: Beneficiary = None
    trip: Activity = None
    page: Page = None

    @property
    def reference(self):
        return self.beneficiary.reference


@pytest.fixture
def mel(calderdale):
    """Mel Carter gives out Calderdale's cash, and coordinates. It is some time before Christmas."""
    with time_machine.travel(f"{TODAY} 10:00+00:00"):
        mel = person(Role.COORDINATOR, calderdale, name="Mel Carter")
        calderdale.budget_holder = mel
        calderdale.save()
        yield mel


@pytest.fixture
def settle(mel, calderdale, navigator, browser_for):
    """Give a champion their working days, two plans on one day for somebody of Sanjay's, and a phone."""

    def settle_in(champion, reference):
        user = champion.user
        WorkingPattern.objects.create(user=user, starts_on=date(2026, 1, 1), **dict.fromkeys(champion.weekdays, True))
        champion.beneficiary = BeneficiaryFactory(reference=reference, team=calderdale, navigators=[navigator])
        champion.beneficiary.appointments.create(
            date=champion.gardening_on - timedelta(days=14), starts_at=time(10), ends_at=time(11), word="Probation",
            repeats="fortnightly", added_by=user,
        )  # fmt: skip
        plan = {"date": champion.trip_on, "champion": user, "team": calderdale, "beneficiaries": [champion.beneficiary]}
        champion.trip = ActivityFactory(description="Museum trip", starts_at=time(13, 30), ends_at=time(15), **plan)
        cook = ActivityFactory(description="Cook and eat", **plan)
        line = {"area": "expenses", "text": CARDS, "speak_to": "Mel Carter", "stages": ["weeks_before"]}
        add_task(activity=cook, by=user, **line)
        champion.page = browser_for(user, javascript=champion.has_javascript, viewport=PHONE)
        return champion

    return settle_in


@pytest.fixture
def ruby(settle, champion):
    """Ruby works all week. Her phone runs scripts."""
    ruby = Champion(
        user=champion,
        weekdays=("monday", "tuesday", "wednesday", "thursday", "friday"),
        trip_on=date(2027, 1, 6),
        cash_due="Wednesday 23 December 2026",
        speak_by="Friday 18 December 2026",
        gardening_on=date(2027, 1, 19),
        written_to_on=date(2026, 12, 14),
        has_javascript=True,
    )
    return settle(ruby, "CAL-014")


@pytest.fixture
def tess(settle, calderdale):
    """Tess works on Tuesdays and Thursdays, and Christmas is in between. Her phone runs no scripts."""
    tess = Champion(
        user=person(Role.CHAMPION, calderdale, name="Tess Whitlock"),
        weekdays=("tuesday", "thursday"),
        trip_on=date(2027, 1, 12),
        cash_due="Tuesday 29 December 2026",
        speak_by="Thursday 17 December 2026",
        gardening_on=date(2027, 1, 21),
        written_to_on=date(2026, 12, 15),
        has_javascript=False,
    )
    return settle(tess, "CAL-015")


def test_mel_goes_on_leave_when_cash_is_due(ruby, tess, mel, navigator, browser_for, postbox, tmp_path):
    """Two champions plan over Christmas. Mel's leave moves the days to speak to her, and all else goes on around it."""
    champions = [ruby, tess]
    for each in champions:
        sees_when_cash_is_due(each)
    goes_on_leave(mel, browser_for(mel))
    for each in champions:
        sees_that_the_day_has_moved_and_why(each)
        ticks_three_tasks_on_two_plans_with_one_talk(each)
        answers_that_they_need_to_talk(each, browser_for(navigator, javascript=each.has_javascript))
        reads_why_the_navigator_needs_to_talk(each)
        sees_probation_before_saving(each)
    changes_the_time_and_saves(ruby)
    says_why_it_is_all_right_and_saves(tess)

    get_one_e_mail_each(postbox, ruby.written_to_on, ruby.user, navigator)
    asks_for_no_more_answers_about_the_trip(postbox.letter_to(navigator))
    asks_for_what_was_not_said_yet(postbox.letter_to(ruby.user))
    get_one_e_mail_each(postbox, tess.written_to_on, tess.user, ruby.user)
    asks_for_what_was_not_said_yet(postbox.letter_to(tess.user))

    for each, gardening in ((ruby, "11:00-12:00 Gardening"), (tess, "10:30-11:30 Gardening")):
        computer = CalendarProgram(tmp_path / each.reference, address_of_calendar(each))
        shows_the_plans(computer, each, gardening)


def sees_when_cash_is_due(champion):
    cash = champion.trip.checklist.tasks.get(text=CASH)
    champion.page.goto(f"{champion.trip.get_absolute_url()}tasks/{cash.pk}/")
    expect(champion.page.get_by_text(f"By {champion.cash_due}.")).to_be_visible()


def goes_on_leave(mel, page):
    page.goto(f"/account/working-days/{mel.pk}/leave/add/")
    first, last = (day.isoformat() for day in AWAY)
    page.get_by_label("First day away").fill(first)
    page.get_by_label("Last day away").fill(last)
    press(page, "Save the leave")
    expect(page.get_by_text("21 to Thursday 31 December 2026").first).to_be_visible()


def sees_that_the_day_has_moved_and_why(champion):
    champion.page.goto(champion.trip.get_absolute_url())
    news = champion.page.get_by_role("region", name="Somebody you need is away")
    expect(news.get_by_text(f"Speak to Mel Carter by {champion.speak_by}. {WHY}").first).to_be_visible()
    expect(news.get_by_text(f"It was {champion.cash_due} before.").first).to_be_visible()


def open_person(page, name):
    """Open somebody among the people to speak to."""
    page.goto("/speak-to/")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def ticks_three_tasks_on_two_plans_with_one_talk(champion):
    page = champion.page
    open_person(page, "Mel Carter")
    for task, plan in ((CASH, "Museum trip"), (CASH, "Cook and eat"), (CARDS, "Cook and eat")):
        name = f"Spoken to Mel Carter: {task}, {plan}, Weeks before"
        press(page, name)
        kept = page.get_by_role("button", name=name, exact=True, pressed=True, include_hidden=True)
        expect(kept).to_have_count(1)
    spoken_about = Step.objects.filter(checklist__activity__champion=champion.user, task__text__in=[CASH, CARDS])
    assert [step.state for step in spoken_about] == ["done"] * 3


def answers_that_they_need_to_talk(champion, desk):
    desk.goto("/review/")
    trip = desk.get_by_role("article").filter(has_text="Museum trip").filter(has_text=champion.user.name)
    trip.get_by_role("link", name="Answer one by one").click()
    desk.get_by_role("group", name=f"Your answer for {champion.reference}").get_by_label("Need to talk").check()
    desk.get_by_label(f"Note about {champion.reference}").fill(NOTE)
    press(desk, "Save my answers")
    expect(desk.get_by_text(f"Your answer for {champion.reference} is saved")).to_be_visible()


def reads_why_the_navigator_needs_to_talk(champion):
    champion.page.goto(champion.trip.get_absolute_url())
    said = champion.page.get_by_role("region", name="What navigators say")
    for words in ("Need to talk", NOTE, "Sanjay Bhatt"):
        expect(said).to_contain_text(words)
    expect(champion.page.get_by_text("Navigators: need to talk about 1")).to_be_visible()


def sees_probation_before_saving(champion):
    page, clash = champion.page, in_the_way(champion)
    page.goto("/activities/plan/")
    page.get_by_label("Activity description").fill("Gardening")
    page.get_by_label("Beneficiary ID(s)").fill(champion.reference)
    page.get_by_label("Start time").fill("10:30")
    page.get_by_label("Date", exact=True).fill(champion.gardening_on.isoformat())
    page.get_by_label("Where?").fill("Allotment 4")
    if not champion.has_javascript:
        press(page, "Save and get the check list")
        expect(page.get_by_role("alert")).to_contain_text("Say in a word why that is all right, or change the plan.")
    expect(clash).to_be_visible()
    expect(why(page)).to_be_visible()
    assert not Activity.objects.filter(champion=champion.user, description="Gardening").exists()


def in_the_way(champion):
    return champion.page.get_by_text(f"{champion.reference} has an appointment then: Probation, 10am to 11am.")


def why(page):
    return page.get_by_label("Why is that all right?")


def changes_the_time_and_saves(champion):
    champion.page.get_by_label("Start time").fill("11:00")
    champion.page.get_by_label("Where?").click()
    expect(in_the_way(champion)).to_have_count(0)
    expect(why(champion.page)).to_be_hidden()
    press(champion.page, "Save and get the check list")
    expect(champion.page.get_by_text("Your plan is saved.")).to_be_visible()
    assert Activity.objects.get(champion=champion.user, description="Gardening").clash_reason == ""


def says_why_it_is_all_right_and_saves(champion):
    why(champion.page).fill("We wait with the tea")
    press(champion.page, "Save and get the check list")
    expect(champion.page.get_by_text("Your plan is saved.")).to_be_visible()
    expect(champion.page.get_by_text("We wait with the tea")).to_be_visible()


def get_one_e_mail_each(postbox, morning, *people):
    """What is sent on a morning, and sent again, arrives once: at these people, and at nobody else."""
    postbox.inbox.clear()
    with time_machine.travel(f"{morning} 07:30+00:00"):
        run_reminders()
        run_reminders()
    assert postbox.recipients == sorted(each.email for each in people)
    assert {message["Subject"] for message in postbox.inbox} == {f"Your {date_format(morning, 'l: j F')}"}


def asks_for_no_more_answers_about_the_trip(letter):
    assert "Waiting for your answer:" in letter
    assert "Gardening, for one of your people" in letter
    assert "Museum trip" not in letter


def asks_for_what_was_not_said_yet(letter):
    """Three of eight things were said to Mel, who is away soon."""
    [line] = [line for line in letter.splitlines() if line.startswith("- Speak to Mel Carter")]
    assert WHY in line and "It is about: Calculate how much needed" in line and line.endswith(", and 4 more.")


def address_of_calendar(champion):
    champion.page.goto("/account/")
    return champion.page.get_by_label("Your calendar’s address").input_value()


def shows_the_plans(computer, champion, gardening):
    computer.fetch()
    assert computer.shows(champion.trip_on) == ["Cook and eat", "13:30-15:00 Museum trip"]
    assert computer.shows(champion.gardening_on) == [gardening]
