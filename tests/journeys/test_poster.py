"""The poster is one sheet, whatever a month holds."""

import re
from datetime import date

import pytest
from django.urls import reverse

from activities.models import RegularActivity
from tests.factories import RegularActivityFactory
from tests.journeys.pages import LONG_WORD

pytestmark = pytest.mark.look
POINTS = {"a4": (595, 842), "a3": (842, 1191)}


def test_a_poster_is_one_sheet_of_a4_or_a3_and_shows_every_line_that_fits(browser_for, champion, calderdale):
    """I am Ruby. I print a quiet month, a full one and one that is too full."""
    page = browser_for(champion)
    address = reverse("activities:noticeboard_poster", args=[calderdale.pk])
    for number, lines in ((4, 4), (7, 7), (11, 11), (16, 16), (40, 25)):
        grow_to(number, calderdale, champion)
        page.goto(f"{address}?month=2027-02")
        assert page.locator(".poster-line").count() == lines
        assert ("And more: ask us." in page.inner_text("main")) == (number > lines)
        assert cut_off(page) == [], number
    for paper, size in POINTS.items():
        page.goto(f"{address}?month=2027-02&paper={paper}")
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
        [box] = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert tuple(round(float(side)) for side in box) == size


def grow_to(number, team, champion):
    """Let so many regular things be on the board in one month, each with the longest words that there can be."""
    words = {"description": f"Craft café {LONG_WORD} " * 2, "place": f"{LONG_WORD} " * 3}
    missing = number - RegularActivity.objects.count()
    for row in range(missing):
        day = date(2027, 2, 1 + row % 28)
        RegularActivityFactory(
            team=team, added_by=champion, first_day=day, **{name: text[:120] for name, text in words.items()}
        )


def cut_off(page):
    """The lines whose words are cut off in the middle of a letter, or lie over another line."""
    page.emulate_media(media="print")
    found = page.evaluate("""() => [...document.querySelectorAll('.poster-line')].filter(line => {
        const words = line.querySelector('.poster-words'), bottom = line.parentElement.getBoundingClientRect().bottom;
        return words.scrollHeight > words.clientHeight + 2 || line.getBoundingClientRect().bottom > bottom + 2;
    }).map(line => line.className)""")
    page.emulate_media(media="null")
    return found
