"""What is taken along on paper fits: the day pack on one sheet, the slips on one page."""

import re

import pytest
from django.urls import reverse

from activities.models import InvitationCard
from tests.activities.test_day_pack import full_plan
from tests.factories import ActivityFactory

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


LONGEST = {"description": "Bread " * 20, "place": "The long hall in Lantern Street, second door " * 4}


@pytest.mark.parametrize("size", ["", "large"])
@pytest.mark.parametrize("design", ["sun", "cup"])
def test_cards_are_one_page_and_their_longest_words_fit(browser_for, champion, calderdale, design, size):
    plan = ActivityFactory(team=calderdale, champion=champion, **LONGEST)
    words = ("We would love you to come along and see. " * 8)[:299]
    InvitationCard.objects.create(activity=plan, words=words, changed_by=champion)
    page = browser_for(champion)
    page.goto(f"{reverse('activities:invitation_print', args=[plan.pk])}?design={design}&size={size}")
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    cards = page.locator(".invitation")
    assert cards.evaluate_all("all => all.every(each => each.scrollHeight <= each.clientHeight + 1)")


def test_labels_are_one_page(browser_for, champion, calderdale):
    page = browser_for(champion)
    plan = ActivityFactory(team=calderdale, champion=champion)
    page.goto(reverse("activities:invitation_labels", args=[plan.pk]))
    assert pages_of(page) == 1
