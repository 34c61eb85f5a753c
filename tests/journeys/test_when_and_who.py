"""When, and who to speak to: leave that moves a conversation, one talk for several plans, in a real browser."""

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from activities.actions import add_task
from checklist.models import Step
from teams.models import Role, WorkingPattern
from tests.factories import ActivityFactory, BeneficiaryFactory, person
from tests.journeys.conftest import PHONE

CASH, CARDS = "Request cash (from appropriate budget)", "Ask about reward cards"


@dataclass
class Season:
    """A time of the year, what Ruby works then, and what has to come of Mel's leave."""

    today: date
    trip_on: date
    away: tuple[date, date]
    weekdays: tuple[str, ...]
    due: str
    speak_by: str
    why: str


SEASONS = {
    "in autumn": Season(
        today=date(2026, 10, 14),
        trip_on=date(2026, 11, 11),
        away=(date(2026, 10, 26), date(2026, 10, 30)),
        weekdays=("monday", "tuesday", "wednesday", "thursday", "friday"),
        due="Wednesday 28 October 2026",
        speak_by="Friday 23 October 2026",
        why="Mel is away from Monday 26 to Friday 30 October 2026.",
    ),
    "over Christmas, on Tuesdays and Thursdays": Season(
        today=date(2026, 12, 1),
        trip_on=date(2027, 1, 12),
        away=(date(2026, 12, 22), date(2026, 12, 31)),
        weekdays=("tuesday", "thursday"),
        due="Tuesday 29 December 2026",
        speak_by="Thursday 17 December 2026",
        why="Mel is away from Tuesday 22 to Thursday 31 December 2026.",
    ),
}


@pytest.fixture(params=SEASONS.values(), ids=SEASONS)
def season(request):
    with time_machine.travel(f"{request.param.today} 10:00+00:00"):
        yield request.param


@pytest.fixture
def mel(season, calderdale):
    """Mel Carter gives out Calderdale's cash, and coordinates."""
    mel = person(Role.COORDINATOR, calderdale, name="Mel Carter")
    calderdale.budget_holder = mel
    calderdale.save()
    return mel


@pytest.fixture
def trips(season, mel, champion, navigator, calderdale):
    """Two plans of Ruby's on the same day of the year, for one person."""
    WorkingPattern.objects.create(user=champion, starts_on=date(2026, 1, 1), **dict.fromkeys(season.weekdays, True))
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale, navigators=[navigator])
    plan = {"date": season.trip_on, "champion": champion, "team": calderdale, "beneficiaries": [robin]}
    trip, cook = (ActivityFactory(description=words, **plan) for words in ("Museum trip", "Cook and eat"))
    line = {"area": "expenses", "text": CARDS, "speak_to": "Mel Carter", "stages": ["weeks_before"]}
    add_task(activity=cook, by=champion, **line)
    return [trip, cook]


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def test_leave_moves_a_conversation_and_one_talk_ticks_three_tasks(
    browser_for, season, trips, mel, champion, javascript
):
    """I am Ruby. Mel enters her leave; my plan says by when to speak to her now, and why. Then we talk, once."""
    trip, cook = trips
    ruby = browser_for(champion, javascript=javascript, viewport=PHONE)
    cash = trip.checklist.tasks.get(text=CASH)
    ruby.goto(f"{trip.get_absolute_url()}tasks/{cash.pk}/")
    expect(ruby.get_by_text(f"By {season.due}.")).to_be_visible()

    desk = browser_for(mel, javascript=javascript)
    desk.goto(f"/account/working-days/{mel.pk}/leave/add/")
    desk.get_by_label("First day away").fill(season.away[0].isoformat())
    desk.get_by_label("Last day away").fill(season.away[1].isoformat())
    press(desk, "Save the leave")

    ruby.goto(trip.get_absolute_url())
    news = ruby.get_by_role("region", name="Somebody you need is away")
    expect(news.get_by_text(f"Speak to Mel Carter by {season.speak_by}. {season.why}").first).to_be_visible()
    expect(news.get_by_text(f"It was {season.due} before.").first).to_be_visible()

    ruby.goto(f"/speak-to/?person=colleague-{mel.pk}")
    for task, plan in ((CASH, "Museum trip"), (CASH, "Cook and eat"), (CARDS, "Cook and eat")):
        name = f"Spoken to Mel Carter: {task}, {plan}, Weeks before"
        if not ruby.get_by_role("button", name=name, exact=True).is_visible():
            ruby.get_by_text("more for Mel").click()
        press(ruby, name)
        kept = ruby.get_by_role("button", name=name, exact=True, pressed=True, include_hidden=True)
        expect(kept).to_have_count(1)
    done = Step.objects.filter(checklist__in=[trip.checklist, cook.checklist], task__text__in=[CASH, CARDS])
    assert [step.state for step in done] == ["done"] * 3
