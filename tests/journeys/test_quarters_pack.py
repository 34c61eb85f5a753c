"""I am Theo, coordinator. I make the quarter's pack, print it, and take its figures into Excel: they are the same."""

import re
from datetime import date

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from reports.figures import FIGURES
from teams.models import Team
from tests.journeys.conftest import DESK
from tests.reports.autumn_2017 import PEOPLE, write_autumn_2017
from tests.reports.recount import ALL, raw_rows, recount

FIRST, LAST = date(2017, 9, 1), date(2017, 12, 31)


def counted_by_hand():
    """Every figure, from plain loops over all rows."""
    teams = set(Team.objects.values_list("pk", flat=True))
    return recount(raw_rows(), first=FIRST, last=LAST, today=timezone.localdate(), teams=teams, seen=teams)


def sheets_of(path):
    """What each sheet says, by the figure that it is of: `{figure: {row: [numbers]}}`."""
    book = load_workbook(path)
    titles = {row[0]: row[1] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    return {
        title: {row[0]: list(row[1:]) for row in book[name].iter_rows(min_row=2, values_only=True)}
        for name, title in titles.items()
    }


def test_the_quarters_pack_prints_and_its_figures_are_what_is_counted_by_hand(browser_for, coordinator, tmp_path):
    write_autumn_2017()
    counted = counted_by_hand()
    in_touch = counted["people_by_team"][ALL][0]
    page = browser_for(coordinator, viewport=DESK)
    page.goto(f"{reverse('reports:report_detail')}?first={FIRST}&last={LAST}")
    page.get_by_role("link", name="Make a pack of this to share").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pack: September to December 2017")
    page.get_by_role("link", name="Every number").click()
    expect(page.locator(".headline-number").first).to_have_text(str(in_touch))

    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Activities by month, drawn as bars.")).to_be_visible()
    expect(page.get_by_role("link", name="Its figures in Excel")).to_be_hidden()
    paper = page.pdf(prefer_css_page_size=True)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) <= 9
    page.emulate_media(media="screen")

    with page.expect_download() as download:
        page.get_by_role("link", name="Its figures in Excel").click()
    download.value.save_as(tmp_path / "pack.xlsx")
    sheets = sheets_of(tmp_path / "pack.xlsx")
    for figure in FIGURES:
        numbers = {row: list(numbers) for row, numbers in counted[figure.__name__].items()}
        assert sheets[figure.title] == numbers, figure.title
    assert in_touch == sum(PEOPLE.values())
