"""The feed in calendar programs that people use, and how its address gets there."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from activities.actions import call_off_activity, move_activity
from teams.calendar_address import token_of
from tests.factories import ActivityFactory
from tests.journeys.calendar_program import CalendarProgram
from tests.journeys.conftest import PHONE


@pytest.fixture
def computer(live_server, champion, tmp_path):
    """Ruby's own, with her calendar's address pasted into it."""
    address = reverse("activities:calendar_feed", args=[token_of(champion)])
    return CalendarProgram(tmp_path, live_server.url + address)


def half_past_one(day, team, champion, **fields):
    return ActivityFactory(
        description="Cook and eat", date=day, starts_at=time(13, 30), champion=champion, team=team, **fields
    )


def summer_and_winter(today):
    """The next day in each half of the year, on either side of a change of the clock."""
    days = (today + timedelta(days=ahead) for ahead in range(1, 366))
    summer = {}
    for day in days:
        offset = datetime.combine(day, time(13, 30), ZoneInfo("Europe/London")).utcoffset()
        summer.setdefault(bool(offset), day)
    return summer[True], summer[False]


def test_a_calendar_program_shows_plans_at_their_time_in_summer_and_in_winter(computer, champion, calderdale):
    """I am Ruby. Half past one is half past one, whatever the clocks did in between."""
    for day in summer_and_winter(timezone.localdate()):
        half_past_one(day, calderdale, champion, ends_at=time(15))
    computer.fetch()
    for day in summer_and_winter(timezone.localdate()):
        assert computer.shows(day) == ["13:30-15:00 Cook and eat"]


def test_a_plan_that_moves_is_on_its_new_day_only_and_says_so_once_it_is_called_off(computer, champion, calderdale):
    """I am Ruby. My plan moves by a day, and my calendar follows."""
    day = timezone.localdate() + timedelta(days=21)
    plan = half_past_one(day, calderdale, champion)
    computer.fetch()
    assert computer.shows(day) == ["13:30-14:30 Cook and eat"]
    move_activity(activity=plan, opened_version=1, day=day + timedelta(days=1), learned="", by=champion)
    computer.fetch()
    assert computer.shows(day) == []
    assert computer.shows(day + timedelta(days=1)) == ["13:30-14:30 Cook and eat"]
    call_off_activity(activity=plan, learned="Nobody was free.", by=champion)
    computer.fetch()
    [line] = computer.shows(day + timedelta(days=1))
    assert line.startswith("13:30-14:30 Called off: Cook and eat") and "CANCELLED" in line


def test_the_address_is_copied_with_one_press(browser_for, champion):
    """I am Ruby. I press once, and paste the address into my phone's calendar."""
    page = browser_for(champion, viewport=PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("teams:account_detail"))
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("[aria-live=polite]").get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Your calendar’s address").input_value()
    assert copied.endswith(reverse("activities:calendar_feed", args=[token_of(champion)]))


def test_where_copying_is_not_allowed_the_page_says_how_else(browser_for, champion):
    page = browser_for(champion)
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(reverse("teams:account_detail"))
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("[aria-live=polite]").get_by_text("That could not be copied.")).to_be_visible()


def test_without_javascript_the_address_is_there_to_be_marked_and_copied(browser_for, champion):
    page = browser_for(champion, javascript=False)
    page.goto(reverse("teams:account_detail"))
    expect(page.get_by_label("Your calendar’s address")).to_have_value(re.compile(re.escape(token_of(champion))))
    expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
