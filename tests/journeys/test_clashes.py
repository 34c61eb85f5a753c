"""What is in the way shows while a plan is made, and never blocks it."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import working_day
from tests.journeys.conftest import PHONE, press

PROBATION = "CAL-014 has an appointment then: Probation, 10am to 11am."


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale, navigators=[navigator])


@pytest.fixture
def in_the_way(robin, champion):
    """Robin has probation every two weeks. The second time from today on is on the day of the plan."""
    day = working_day(21)
    robin.appointments.create(
        date=day - timedelta(days=14),
        starts_at=time(10),
        ends_at=time(11),
        word="Probation",
        repeats="fortnightly",
        added_by=champion,
    )
    return day


@pytest.fixture
def trip(champion, calderdale, robin):
    times = {"starts_at": time(10, 30), "ends_at": time(12)}
    return ActivityFactory(champion=champion, team=calderdale, beneficiaries=[robin], **times)


def why(page):
    return page.get_by_label("Why is that all right?")


def test_a_champion_says_when_somebody_is_busy(browser_for, champion, robin, javascript):
    """I am Ruby. Robin told me about probation every two weeks, so I write it on Robin's page."""
    day = working_day(21)
    page = browser_for(champion, javascript=javascript, viewport=PHONE)
    page.goto(robin.get_absolute_url())
    page.get_by_role("link", name="Appointments").click()
    page.get_by_role("link", name="Add an appointment").click()
    page.get_by_label("Date").fill(day.isoformat())
    page.get_by_label("Start time").fill("10:00")
    page.get_by_label("End time").fill("11:00")
    page.get_by_label("A word for it").fill("Probation")
    page.get_by_label("Every two weeks").check()
    press(page, "Add the appointment")
    appointments = page.get_by_role("main")
    expect(appointments).to_contain_text("10am to 11am")
    expect(appointments).to_contain_text("Probation · every two weeks")
    appointments.get_by_role("button", name="Remove: Probation").click()
    expect(appointments).to_contain_text("None that we know of.")


def test_moving_a_plan_shows_what_is_in_the_way_of_the_new_day(browser_for, champion, trip, in_the_way):
    """I am Ruby. I postpone the trip, see at once that Robin has probation then, and say why that is all right."""
    page = browser_for(champion, viewport=PHONE)
    page.goto(f"{trip.get_absolute_url()}move/")
    expect(why(page)).to_be_hidden()
    page.get_by_label("New date").fill(in_the_way.isoformat())
    page.get_by_label("New date").blur()
    expect(page.get_by_text(PROBATION)).to_be_visible()
    why(page).fill("Robin comes later")
    press(page, "Move it")
    expect(page.get_by_text("Robin comes later")).to_be_visible()
