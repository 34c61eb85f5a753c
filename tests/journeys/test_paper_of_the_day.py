"""What is taken along on paper fits: the day pack on one sheet, the slips on one page."""

import re

import pytest
from django.urls import reverse

from activities.models import Activity, InvitationCard
from tests.activities.test_day_pack import full_plan
from tests.factories import ActivityFactory, TopicFactory

pytestmark = pytest.mark.look


def pages_of(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def test_the_day_pack_of_30_people_is_one_sheet_and_four_slips_are_one_page(browser_for, champion, calderdale):
    plan = full_plan(champion, calderdale, people=30)
    page = browser_for(champion)
    page.goto(reverse("activities:day_pack", args=[plan.pk]))
    assert pages_of(page) <= 2
    page.goto(reverse("activities:feedback_print", args=[plan.pk]))
    assert pages_of(page) == 1


FITS = "all => all.every(each => each.scrollHeight <= each.clientHeight + 1)"
LONGEST = {"description": "Bread " * 20, "place": "The long hall in Lantern Street, second door " * 4}


@pytest.mark.parametrize("size", ["", "large"])
@pytest.mark.parametrize("design", ["sun", "cup"])
def test_cards_are_one_page_and_their_longest_words_fit_as_do_shorter_ones_in_larger_type(
    browser_for, champion, calderdale, design, size
):
    plan = ActivityFactory(team=calderdale, champion=champion, **LONGEST)
    words = ("We would love you to come along and see. " * 8)[:299]
    InvitationCard.objects.create(activity=plan, words=words, changed_by=champion)
    page, address = browser_for(champion), reverse("activities:invitation_print", args=[plan.pk])
    page.goto(f"{address}?design={design}&size={size}")
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    cards = page.locator(".invitation")
    assert cards.evaluate_all(FITS)
    Activity.objects.update(description="Bread " * 10, place=LONGEST["place"][:45])
    InvitationCard.objects.update(words=words[:120] + "\nHi" * 4)
    page.reload()
    assert page.locator(".invitations.is-short").count() == 1
    assert cards.evaluate_all(FITS)


WORDS = "Somebody whom we met on Friday said that it is cold by the window. "


def longest(letters, lines):
    """So many letters in so many lines: the most that a form takes."""
    line = letters // lines - 1
    return "\n".join([(WORDS * 20)[:line]] * lines)


@pytest.mark.parametrize("lines", [1, 6])
def test_reply_cards_and_what_was_done_are_one_page_each_and_their_longest_words_fit(browser_for, champion, lines):
    topic = TopicFactory(
        by=champion,
        team=champion.memberships.get().team,
        question=(WORDS * 3)[:160],
        background=longest(600, lines),
        heard=longest(1000, min(lines * 2, 8)),
        done=longest(1000, min(lines * 2, 8)),
    )
    page = browser_for(champion)
    for name in ("card", "sheet"):
        page.goto(reverse(f"activities:topic_{name}_print", args=[topic.pk]))
        assert pages_of(page) == 1, name
        page.emulate_media(media="print")
        assert page.locator(".slip").evaluate_all(FITS)


def test_labels_are_one_page(browser_for, champion, calderdale):
    page = browser_for(champion)
    plan = ActivityFactory(team=calderdale, champion=champion)
    page.goto(reverse("activities:invitation_labels", args=[plan.pk]))
    assert pages_of(page) == 1
