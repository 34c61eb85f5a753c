"""What is taken along on paper fits: the day pack on one sheet, the slips on one page."""

import re

import pytest
from django.urls import reverse

from tests.activities.test_day_pack import full_plan

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
