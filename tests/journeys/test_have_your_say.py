"""Somebody who stays at home is asked, says what they think by a link, and hears what was done because of it."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from activities.models import Voice
from beneficiaries.profile import Part, Way
from tests.factories import BeneficiaryFactory, ProfileEntryFactory
from tests.journeys.conftest import PHONE, press


def test_a_topic_is_asked_answered_by_link_and_goes_back(browser_for, watch, champion, calderdale):
    """I am Ruby. CAL-014 likes to take part from home. My phone runs no scripts."""
    robin = BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)
    ProfileEntryFactory(beneficiary=robin, part=Part.TAKING_PART, choices=[Way.HOME], written_by=champion)
    page = browser_for(champion, javascript=False, viewport=PHONE)
    page.goto(robin.get_absolute_url())
    page.get_by_role("link", name="Have your say").click()
    page.get_by_role("link", name="Ask something").click()
    page.get_by_label("What do you ask?").fill("What would make the café warmer?")
    page.get_by_label("What should people know first?").fill("We meet there on Fridays.")
    page.get_by_label("Last day to answer").fill(f"{timezone.localdate() + timedelta(days=21)}")
    press(page, "Save")

    press(page, "Ask CAL-014 (Robin)")
    expect(page.get_by_text("1 person was asked, nobody answered.")).to_be_visible()
    press(page, "Make a link for CAL-014 (Robin)")
    link = page.locator("code").inner_text()

    at_home = browser_for(None, javascript=False, viewport=PHONE)
    at_home.goto(link)
    at_home.get_by_label("What do you think?").fill("A blanket on each chair.")
    press(at_home, "Send it")
    expect(at_home.get_by_role("heading", name="Thank you.")).to_be_visible()
    watch.forgive("status of 404")
    at_home.goto(link)
    expect(at_home.get_by_role("heading", name="This link has been used")).to_be_visible()
    assert Voice.objects.count() == 1

    page.goto(robin.get_absolute_url())
    page.get_by_role("link", name="Have your say").click()
    page.get_by_role("link", name=re.compile("café warmer")).click()
    expect(page.get_by_text("1 person was asked, 1 answered.")).to_be_visible()
    expect(page.get_by_text("A blanket on each chair.")).to_be_visible()
    page.get_by_role("link", name="Say what was done").click()
    page.get_by_label("What was said, in short").fill("It is cold by the window.")
    page.get_by_label("What was done because of it").fill("There are blankets now.")
    press(page, "Save")
    page.get_by_role("link", name="Print “You said. We did.”").click()
    expect(page.get_by_text("There are blankets now.")).to_be_visible()
    assert "Robin" not in page.inner_text("main") and "CAL-014" not in page.inner_text("main")
