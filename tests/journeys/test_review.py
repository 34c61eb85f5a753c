"""A plan and what navigators say of it: asked, answered, changed, and asked again."""

import re

import pytest
from django.utils.formats import date_format
from playwright.sync_api import expect

from activities.actions import Answer, answer_plan
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import working_day
from tests.journeys.conftest import PHONE, press

TRIP = "Trip to the industrial museum"
NOTE = "Steps are hard on bad days. Is there a lift?"


@pytest.fixture
def plan(champion, navigator, calderdale):
    """Ruby's trip with two of Sanjay's people."""
    people = [
        BeneficiaryFactory(reference=reference, team=calderdale, navigators=[navigator])
        for reference in ("CAL-014", "CAL-015")
    ]
    plan = {"description": TRIP, "date": working_day(21), "champion": champion, "team": calderdale}
    return ActivityFactory(**plan, beneficiaries=people)


@pytest.fixture
def ruby(browser_for, champion, javascript):
    return browser_for(champion, javascript=javascript, viewport=PHONE)


@pytest.fixture
def sanjay(browser_for, navigator, javascript):
    return browser_for(navigator, javascript=javascript, viewport=PHONE)


def open_review(page, which):
    page.goto("/review/")
    page.get_by_role("link", name=which, exact=True).click()
    expect(page.get_by_role("link", name=which, exact=True)).to_have_attribute("aria-current", "page")


def card_on(page):
    return page.get_by_role("article").filter(has=page.get_by_role("link", name=TRIP, exact=True))


def move_on(page, plan):
    """Postpone the plan by a week."""
    page.goto(f"{plan.get_absolute_url()}move/")
    page.get_by_label("New date").fill(working_day(28).isoformat())
    press(page, "Move it")
    expect(page.get_by_text(re.compile("^Moved. "))).to_be_visible()


def test_a_navigator_who_needs_to_talk_is_asked_again_when_the_plan_moves(ruby, sanjay, navigator, plan):
    """Sanjay wants to talk about one of his people. Ruby reads why and moves the trip; Sanjay sees that and agrees."""
    steps, other = plan.beneficiaries.order_by("reference")
    answers = [Answer(steps, "need_to_talk", note=NOTE), Answer(other, "fine")]
    answer_plan(activity=plan, answers=answers, opened_version=plan.version, by=navigator)

    ruby.goto(plan.get_absolute_url())
    said = ruby.get_by_role("region", name="What navigators say")
    expect(said).to_contain_text(NOTE)
    expect(ruby.get_by_text("Navigators: fine for 1 of 2 people, need to talk about 1")).to_be_visible()
    move_on(ruby, plan)
    expect(said).to_contain_text("Waiting for Sanjay Bhatt")

    open_review(sanjay, "Waiting for my answer")
    card = card_on(sanjay)
    old, new = (date_format(day) for day in (plan.date, working_day(28)))
    expect(card).to_contain_text(f"Moved from {old} to {new}.")
    expect(card).to_contain_text(NOTE)
    card.get_by_role("button", name="Fine for CAL-014 and CAL-015").click()
    expect(sanjay.get_by_text("Nothing is waiting for your answer.")).to_be_visible()
    open_review(sanjay, "All")
    expect(card_on(sanjay)).to_contain_text("Navigators: fine for 2 of 2 people")


def test_a_keyboard_is_enough_to_answer(browser_for, navigator, plan):
    """I am Sanjay, at my desk. From the link on I answer for one of my people without touching the mouse."""
    page = browser_for(navigator)
    page.goto("/review/")
    card_on(page).get_by_role("link", name="Answer one by one").press("Enter")
    page.get_by_role("group", name="Your answer for CAL-014").get_by_label("Fine").focus()
    for key in ("Space", "Tab", "l", "i", "f", "t", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("Your answer for CAL-014 is saved")).to_be_visible()
    review = plan.reviews.get()
    assert (review.answer, review.note, review.is_planned_for) == ("fine", "lift", True)


def test_a_note_without_an_answer_is_kept_and_asks_for_one(browser_for, navigator, plan, javascript):
    """I am Sanjay. I typed a note and forgot to choose. The page tells me so, and my note is still there."""
    page = browser_for(navigator, javascript=javascript, viewport=PHONE)
    page.goto(f"{plan.get_absolute_url()}review/")
    page.get_by_label("Note about CAL-014").fill(NOTE)
    press(page, "Save my answers")
    expect(page.get_by_text("Choose “Fine” or “Need to talk”.").first).to_be_visible()
    expect(page.get_by_label("Note about CAL-014")).to_have_value(NOTE)
