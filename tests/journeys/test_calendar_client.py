"""The feed in calendar programs that people use: vdirsyncer fetches it into a folder, khal shows what is in there."""

import os
import re
import subprocess
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from activities.actions import call_off_activity, move_activity
from teams.calendar_address import renew_address, token_of
from tests.factories import ActivityFactory
from tests.journeys.conftest import PHONE

FETCH = """
[general]
status_path = "{home}/status"

[pair plans]
a = "feed"
b = "folder"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "{url}"
read_only = true

[storage folder]
type = "filesystem"
path = "{home}/plans"
fileext = ".ics"
"""
SHOW = """
[calendars]
[[plans]]
path = {home}/plans
readonly = True

[locale]
local_timezone = Europe/London
default_timezone = Europe/London
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M

[sqlite]
path = {home}/khal.db
"""


class CalendarProgram:
    """A computer of somebody's own, on which nothing is known but the address."""

    def __init__(self, home, url):
        self.home = home
        (home / "plans").mkdir()
        self._fetch_with = self._write("vdirsyncer.conf", FETCH.format(home=home, url=url))
        self._show_with = self._write("khal.conf", SHOW.format(home=home))
        self._run("vdirsyncer", "-c", self._fetch_with, "discover")

    def _write(self, name, words):
        path = self.home / name
        path.write_text(words)
        return path

    def fetch(self):
        self._run("vdirsyncer", "-c", self._fetch_with, "sync")

    def shows(self, day):
        """What stands on a day, each with its times: "13:30-15:00 Cook and eat"."""
        form = "{start-end-time-style} {title}{cancelled}"
        listed = self._run("khal", "-c", self._show_with, "list", "-df", "", "-f", form, str(day), "1d")
        return [line.strip() for line in listed.splitlines() if line.strip()]

    def _run(self, program, *words):
        # Nothing of this machine's own settings: neither its calendars nor the proxies that it goes through.
        environment = {"HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8"}
        beside = Path(sys.executable).with_name(program)
        done = subprocess.run(
            [beside, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


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


def test_an_address_that_was_renewed_brings_nothing_more(computer, champion, calderdale):
    computer.fetch()
    renew_address(user=champion)
    with pytest.raises(AssertionError, match="Not Found"):
        computer.fetch()


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
