"""I am Theo, coordinator. I make the quarter's pack, print it, and take its figures into Excel: they are the same."""

import re
from collections import defaultdict
from datetime import date

from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from activities.models import Activity, Participation
from beneficiaries.models import Beneficiary, Contact
from teams.models import Team
from tests.journeys.conftest import DESK
from tests.reports.autumn_2017 import write_autumn_2017

FIRST, LAST = date(2017, 9, 1), date(2017, 12, 31)


def counted_by_hand():
    """The people of each team, the places by what became of them, and the activities: plain loops over all rows."""
    plans = {row["id"]: row for row in Activity.objects.values()}
    on = {pk for pk, plan in plans.items() if FIRST <= plan["date"] <= LAST and not plan["called_off_at"]}
    people, places = defaultdict(set), defaultdict(int)
    for part in Participation.objects.values():
        if part["activity_id"] in on:
            places[part["attendance"]] += 1
            if part["attendance"] == "came":
                people[plans[part["activity_id"]]["team_id"]].add(part["beneficiary_id"])
    for contact in Contact.objects.values():
        if FIRST <= contact["date"] <= LAST and contact["was"] == "two_way":
            people[contact["team_id"]].add(contact["beneficiary_id"])
    return people, places, len(on)


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
    people, places, activities = counted_by_hand()
    page = browser_for(coordinator, viewport=DESK)
    page.goto(f"{reverse('reports:report_detail')}?first={FIRST}&last={LAST}")
    page.get_by_role("link", name="Make a pack of this to share").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pack: September to December 2017")
    page.get_by_role("link", name="Every number").click()
    expect(page.locator(".headline-number").first).to_have_text(str(len(set().union(*people.values()))))

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
    assert sheets["Beneficiaries with meaningful contact, by team"] == {
        **{team.name: [len(people[team.pk])] for team in Team.objects.all()},
        "In all": [len(set().union(*people.values()))],
    }
    assert sheets["Activities by team"]["In all"] == [activities]
    assert sheets["Who came"]["Came"] == [places["came"]]
    assert sheets["Who came"]["In all"] == [sum(places.values())]
    assert Beneficiary.objects.count() > sum(len(of_team) for of_team in people.values())
