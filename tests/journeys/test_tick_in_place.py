"""With JavaScript, ticks and suggestions answer in place. Without it, the same page does the same with a press more."""

import re

import pytest
from playwright.sync_api import expect

from checklist.models import Step
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.journeys.conftest import PHONE, stone

CHAT = "Initial idea: General conversation about interests, support needs etc"
REMINDERS = "Weeks before: Reminders, planning practicalities"
RISK = "Weeks before: Activity risk assessment"
CASH = "Weeks before: Request cash (from appropriate budget)"


@pytest.fixture
def plan(champion, calderdale):
    """A trip that Ruby has just planned."""
    return ActivityFactory(description="Trip to the industrial museum", champion=champion, team=calderdale)


@pytest.fixture
def page(browser_for, champion, plan):
    """Ruby's phone, open on her plan."""
    page = browser_for(champion, viewport=PHONE)
    page.goto(plan.get_absolute_url())
    return page


def tick(page, label):
    return page.get_by_role("button", name=label, exact=True)


def is_ticked(page, label, ticked=True):
    expect(tick(page, label)).to_have_attribute("aria-pressed", "true" if ticked else "false")


def row_of(page, label):
    return page.get_by_role("row").filter(has=tick(page, label))


def mark_page(page):
    """Leave something on the page that a page load would take away."""
    page.evaluate("document.body.dataset.sameLoad = 'yes'")


def is_same_load(page):
    expect(page.locator("body")).to_have_attribute("data-same-load", "yes")


def hold_back(page, address):
    """Keep requests to this address waiting, as a weak signal does, and return what lets them go."""
    held, is_held = [], True

    def wait_or_go(route):
        if is_held:
            held.append(route)
        else:
            route.continue_()

    def let_go():
        nonlocal is_held
        is_held = False
        for route in held:
            route.continue_()

    page.route(address, wait_or_go)
    return let_go


def tab_to(page, target):
    """Press Tab until the target has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("The keyboard does not reach it.")


def test_a_tick_changes_the_row_the_count_and_the_path_without_a_page_load(page):
    """I am Ruby. I tick that I talked with people: my name, the count and the first stone change at once."""
    mark_page(page)
    expect(stone(page, "Initial idea")).to_contain_text("0 of 5 done")
    tick(page, CHAT).click()
    is_ticked(page, CHAT)
    expect(row_of(page, CHAT)).to_contain_text("✓ Done")
    expect(row_of(page, CHAT)).to_contain_text("Ruby,")
    expect(page.locator("#count-communication")).to_have_text("1 of 8 done")
    expect(stone(page, "Initial idea")).to_contain_text("1 of 5 done")
    expect(stone(page, "Initial idea").locator(".stone")).to_have_class(re.compile(r"\bq1\b"))
    is_same_load(page)


def test_another_press_unticks(page):
    """I am Ruby. That was the wrong line, so I press again, and it is as before."""
    mark_page(page)
    tick(page, CHAT).click()
    is_ticked(page, CHAT)
    tick(page, CHAT).click()
    is_ticked(page, CHAT, False)
    expect(row_of(page, CHAT)).not_to_contain_text("✓")
    expect(page.locator("#count-communication")).to_have_text("0 of 8 done")
    expect(stone(page, "Initial idea")).to_contain_text("0 of 5 done")
    is_same_load(page)


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_keyboard_is_enough_and_the_focus_stays(page, key):
    """I am Ruby, and today my hands want a keyboard: Tab gets me there, one key ticks, and again unticks."""
    mark_page(page)
    tab_to(page, tick(page, CHAT))
    page.keyboard.press(key)
    is_ticked(page, CHAT)
    expect(tick(page, CHAT)).to_be_focused()
    page.keyboard.press(key)
    is_ticked(page, CHAT, False)
    expect(tick(page, CHAT)).to_be_focused()
    is_same_load(page)


def test_a_finished_stage_gets_a_kind_word(browser_for, plan, champion, javascript):
    """I am Ruby. My last tick of the first stage is met with a kind word; the ticks before it are not."""
    page = browser_for(champion, javascript=javascript, viewport=PHONE)
    page.goto(plan.get_absolute_url())
    kind_word = page.get_by_text("That is everything for “Initial idea”. Well done.")
    labels = [tick.get_attribute("aria-label") for tick in page.get_by_role("button", name="Initial idea: ").all()]
    for label in labels:
        expect(kind_word).to_have_count(0)
        tick(page, label).click()
        is_ticked(page, label)
    expect(kind_word).to_be_visible()


def test_a_tick_that_does_not_arrive_says_so(page, watch):
    """I am Ruby, on a bus without signal. The tick tells me that it did not arrive, and works when I am back."""
    watch.forgive("ERR_INTERNET_DISCONNECTED")
    watch.forgive("htmx:")
    page.context.set_offline(True)
    tick(page, CHAT).click()
    expect(page.get_by_text("That did not reach us. Check your signal, then press again.")).to_be_visible()
    is_ticked(page, CHAT, False)
    assert not Step.objects.exclude(state="to_do").exists()

    page.context.set_offline(False)
    tick(page, CHAT).click()
    is_ticked(page, CHAT)
    expect(page.get_by_text("That did not reach us.")).to_have_count(0)


def test_ticks_pressed_faster_than_the_signal_are_all_kept(page, plan):
    """I am Ruby. My signal is slow, and I press three ticks before the first answers: all three are kept."""
    page.goto(f"{plan.get_absolute_url()}?stage=weeks_before")
    let_go = hold_back(page, "**/mark/")
    for label in (REMINDERS, RISK, CASH):
        tick(page, label).click()
    let_go()
    for label in (REMINDERS, RISK, CASH):
        is_ticked(page, label)
    expect(stone(page, "Weeks before")).to_contain_text("3 of 10 done")


def test_two_ticks_on_one_line_pressed_at_once_are_both_kept(browser_for, champion, plan):
    """I am Ruby, at a wide screen on a slow line. I tick one task at two stages before the first answers."""
    page = browser_for(champion)
    page.goto(plan.get_absolute_url())
    let_go = hold_back(page, "**/mark/")
    later = REMINDERS.replace("Weeks", "Days")
    tick(page, REMINDERS).click()
    tick(page, later).click()
    let_go()
    is_ticked(page, REMINDERS)
    is_ticked(page, later)


def test_my_week_ticks_in_place(browser_for, champion, plan):
    """I am Ruby. What is due stands on my week, and one press there is enough; a second one takes it back."""
    page = browser_for(champion, viewport=PHONE)
    page.goto("/")
    mark_page(page)
    label = "General conversation about interests, support needs etc, Trip to the industrial museum"
    tick(page, label).click()
    is_ticked(page, label)
    expect(page.get_by_text("Done. Press again to untick.")).to_be_visible()
    expect(tick(page, label)).to_be_focused()
    is_same_load(page)
    assert Step.objects.get(state="done").marked_by == champion

    tick(page, label).click()
    is_ticked(page, label, False)
    expect(page.get_by_text("Done. Press again to untick.")).to_have_count(0)


# Who is it for? Suggestions while typing references.


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale, navigators=[navigator])


@pytest.fixture
def jay(calderdale, lead_navigator):
    return BeneficiaryFactory(reference="CAL-016", known_as="Jay", team=calderdale, navigators=[lead_navigator])


def navigators_in_order(page):
    return page.get_by_role("group", name="Navigator(s)").locator("label")


def suggestion(page, words):
    return page.get_by_role("button", name=words, exact=True)


def test_typing_offers_people_and_a_press_adds_one_with_their_navigators_first(browser_for, champion, robin, jay):
    """I am Ruby. I know that it starts with CAL-0. Pressing Jay's reference adds it, and Moira moves to the top."""
    page = browser_for(champion, viewport=PHONE)
    page.goto("/activities/plan/")
    field = page.get_by_label("Beneficiary ID(s)")
    field.press_sequentially("cal-0")
    expect(suggestion(page, "CAL-014 (Robin)")).to_be_visible()
    suggestion(page, "CAL-016 (Jay)").click()
    expect(field).to_have_value("CAL-016, ")
    expect(field).to_be_focused()
    expect(page.get_by_text("Navigators of the people above")).to_be_visible()
    expect(navigators_in_order(page)).to_have_text(["Moira Tindall", "Sanjay Bhatt"])
    expect(suggestion(page, "CAL-016 (Jay)")).to_have_count(0)

    suggestion(page, "CAL-014 (Robin)").click()
    expect(field).to_have_value("CAL-016, CAL-014, ")


def test_a_navigator_chosen_while_suggestions_load_stays_chosen(browser_for, champion, robin, jay):
    """I am Ruby, on a slow line. I choose Sanjay before the suggestions are back, and he stays chosen."""
    page = browser_for(champion, viewport=PHONE)
    page.goto("/activities/plan/")
    let_go = hold_back(page, "**/plan/people/")
    with page.expect_request("**/plan/people/"):
        page.get_by_label("Beneficiary ID(s)").press_sequentially("CAL-016 ")
    page.get_by_label("Sanjay Bhatt").check()
    let_go()
    expect(page.get_by_text("Navigators of the people above")).to_be_visible()
    expect(page.get_by_label("Sanjay Bhatt")).to_be_checked()


def test_without_javascript_a_button_brings_their_navigators_to_the_top(browser_for, champion, robin, jay):
    """I am Ruby, on an old phone. A button puts Jay's navigator first, and keeps all that I typed and chose."""
    page = browser_for(champion, javascript=False, viewport=PHONE)
    page.goto("/activities/plan/")
    page.get_by_label("Activity description").fill("Cook and eat")
    page.get_by_label("Beneficiary ID(s)").fill("cal-016")
    page.get_by_label("Sanjay Bhatt").check()
    page.get_by_role("button", name="Show the navigators of these people first").click()
    expect(page.get_by_text("Navigators of the people above")).to_be_visible()
    expect(navigators_in_order(page)).to_have_text(["Moira Tindall", "Sanjay Bhatt"])
    expect(page.get_by_label("Activity description")).to_have_value("Cook and eat")
    expect(page.get_by_label("Beneficiary ID(s)")).to_have_value("cal-016")
    expect(page.get_by_label("Sanjay Bhatt")).to_be_checked()
    expect(page.get_by_role("heading", name="to put right")).to_have_count(0)
