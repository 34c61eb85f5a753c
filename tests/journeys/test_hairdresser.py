"""CAL-014 always wanted to be a hairdresser. Whom she told finds her, and nobody else does."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.models import Activity
from teams.models import Role
from tests.factories import BeneficiaryFactory, person
from tests.helpers import working_day
from tests.journeys.conftest import PHONE, press

HAIR_DAY = "Hair and beauty day at the college"
LEARNED = "Ring the evening before, and meet at the bus stop."
HER_PAGE = "/beneficiaries/CAL-014/"
FIND = "/beneficiaries/find/?q=hair"


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale, navigators=[navigator])


def tell(page, words):
    """She says what she hopes for, and that her navigator may know it."""
    page.goto(f"{HER_PAGE}profile/?part=hopes")
    hope = page.locator("details.is-hopes")
    hope.get_by_label("What I hope for").fill(words)
    hope.get_by_label(re.compile(r"My navigators\. ")).check()
    press(page, "Save")
    expect(page.get_by_text("Saved. Thank you both.")).to_be_visible()


def plan(page, day):
    page.goto("/activities/plan/")
    page.get_by_label("Activity description").fill(HAIR_DAY)
    page.get_by_label("Date", exact=True).fill(f"{day}")
    page.get_by_label("In a group").check()
    page.get_by_label("Where?").fill("The college, Halifax")
    press(page, "Save and get the check list")
    expect(page.get_by_role("heading", name=HAIR_DAY, level=1)).to_be_visible()
    return page.url


def look_for_her(page, plan_address):
    page.goto(f"{plan_address}who-might-like/")
    return page.get_by_role("list", name="They might like this")


def invite(page, plan_address):
    """A card is printed and given, and she says yes."""
    page.goto(f"{plan_address}invitations/")
    page.get_by_role("link", name="Print cards").click()
    expect(page.get_by_role("main")).to_contain_text(HAIR_DAY)
    expect(page.get_by_text("CAL-014")).to_have_count(0)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 1
    page.goto(f"{plan_address}invitations/")
    press(page, "Gave a card: CAL-014 (Robin)")
    page.get_by_role("button", name="Said yes").click()
    expect(page.locator(".register-said")).to_contain_text("Said yes")


def cancel(page, plan_address):
    """She cancels at the last minute, and the champion learns something."""
    page.goto(f"{plan_address}register/")
    page.locator("summary").filter(has_text="Something else").click()
    page.get_by_label("Why? Only if they said").fill("The bus did not come")
    press(page, "They cancelled")
    expect(page.get_by_text("Cancelled, told us")).to_be_visible()
    page.goto(plan_address)
    expect(page.get_by_text("What would help next time?")).to_be_visible()
    page.get_by_role("link", name="Add what you learned").click()
    page.get_by_label("What did we learn?").fill(LEARNED)
    page.get_by_label("This person: CAL-014 (Robin)").check()
    press(page, "Keep it")


def plan_again(page, plan_address, day):
    page.goto(f"{plan_address}copy/")
    page.get_by_label("New date").fill(f"{day}")
    press(page, "Make the new plan")
    expect(page.get_by_role("region", name="What we learned before")).to_contain_text(LEARNED)


def answer_from_home(ruby, hers, today):
    """She has her say by a link, on her own phone, without signing in."""
    ruby.goto("/topics/new/")
    ruby.get_by_label("What do you ask?").fill("What would make it easier to come?")
    ruby.get_by_label("What should people know first?").fill("We plan a day at the college.")
    ruby.get_by_label("Last day to answer").fill(f"{today + timedelta(days=7)}")
    press(ruby, "Save")
    expect(ruby.get_by_text("Now choose whom to ask.")).to_be_visible()
    topic = ruby.url
    ruby.get_by_label("Ask somebody else").fill("CAL-014")
    press(ruby, "Ask them")
    ruby.get_by_role("button", name="Make a link").click()
    hers.goto(ruby.locator("code").inner_text())
    hers.get_by_role("textbox").fill("A lift from the bus stop.")
    press(hers, "Send it")
    expect(hers.get_by_role("heading", level=1)).to_contain_text("Thank you")
    ruby.goto(topic)
    expect(ruby.get_by_text("A lift from the bus stop.")).to_be_visible()


def join_the_network(page):
    page.goto(f"{HER_PAGE}milestones/add/")
    page.get_by_label("Joined the Network").check()
    press(page, "Save the milestone")
    line = page.get_by_role("region", name="Line in time")
    expect(line).to_contain_text("Joined the Network")
    expect(line).to_contain_text(HAIR_DAY)


def test_whom_she_told_finds_her_and_she_goes_her_way(browser_for, champion, navigator, calderdale, robin, javascript):
    """I am Ruby. Robin told me, and agreed that her navigator may know. The team does not."""
    today = timezone.localdate()
    ruby = browser_for(champion, javascript=javascript, viewport=PHONE)
    sanjay = browser_for(navigator, javascript=javascript)
    kit = browser_for(person(Role.CHAMPION, calderdale, name="Kit Olsen"), javascript=javascript)
    tell(ruby, "To be a hairdresser.")

    for address in (HER_PAGE, FIND):
        sanjay.goto(address)
        expect(sanjay.get_by_text("hairdresser").first).to_be_visible()
        kit.goto(address)
        expect(kit.get_by_role("heading", level=1)).to_be_visible()
        expect(kit.get_by_text("hairdresser")).to_have_count(0)

    hair_day = plan(ruby, working_day(21))
    expect(look_for_her(kit, hair_day)).to_have_count(0)
    expect(look_for_her(ruby, hair_day)).to_contain_text("What I hope for: To be a hairdresser.")
    ruby.get_by_role("button", name="Add to the plan").click()
    expect(ruby.get_by_text("CAL-014 (Robin) is on the plan.")).to_be_visible()

    invite(ruby, hair_day)
    # The day comes.
    Activity.objects.update(date=today)
    cancel(ruby, hair_day)
    plan_again(ruby, hair_day, working_day(28))
    answer_from_home(ruby, browser_for(javascript=javascript, viewport=PHONE), today)
    join_the_network(ruby)
