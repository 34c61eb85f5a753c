"""Charts: what is drawn, and that a page may show it."""

from decimal import Decimal

import pytest
from lxml import etree

from reports.charts import chart_of
from reports.tables import HIDDEN, Column, Table, Type, label

PARTS = (label("Month"), Column("group", "Together"), Column("one_to_one", "One-to-one"), Column("other", "Not said"))


def drawn(key, columns, rows):
    svg = chart_of(Table(key=key, title="A <figure>", definition="", columns=columns, rows=rows))
    return etree.fromstring(svg) if svg else None


def texts(root):
    return [text for text in root.xpath("//*[local-name()='text']/text()") if text]


def test_a_bar_has_its_name_and_its_number():
    root = drawn("people_by_team", (label("Team"), Column("people", "People")), [("Leeds", 12), ("Bradford", 3)])
    assert texts(root) == ["Bradford", "Leeds", "3", "12"]
    assert root.get("aria-label") == "A <figure>, drawn as bars. The table has the same numbers."


def test_parts_of_a_bar_are_told_apart_by_pattern_and_named():
    root = drawn("activities_by_month", PARTS, [("October 2026", 4, 5, 6)])
    fills = {bar.get("fill") for bar in root.xpath("//*[local-name()='rect'][@fill]")}
    assert fills == {"currentColor", "url(#chart-stripes)", "url(#chart-dots)"}
    assert {"Together", "One-to-one", "Not said", "4", "5", "6"} <= set(texts(root))


def test_what_is_hidden_has_no_bar_and_says_so():
    columns = (label("Team"), Column("people", "People", people=True))
    root = drawn("people_by_team", columns, [("Leeds", HIDDEN), ("Bradford", 12)])
    assert texts(root) == ["Bradford", "Leeds (hidden)", "12"]


def test_money_is_said_in_pounds():
    columns = (label("Kind"), Column("spent", "Spent", Type.POUNDS))
    assert "£1,234.50" in texts(drawn("spent_by_what", columns, [("Travel", Decimal("1234.50"))]))


def test_five_years_of_months_stand_upright_with_the_years_named():
    months = [(f"{name} {year}", 1, 0, 0) for year in range(2020, 2025) for name in ("January", *("Month",) * 11)]
    said = texts(drawn("activities_by_month", PARTS, months))
    assert [text for text in said if " " in text] == [f"January {year}" for year in range(2020, 2025)]


@pytest.mark.parametrize("key", ["activities_by_month", "no such figure"])
def test_nothing_is_drawn_of_nothing(key):
    assert drawn(key, PARTS, [("October 2026", 0, 0, 0)]) is None
    assert drawn("no such figure", PARTS, [("October 2026", 1, 1, 1)]) is None


def test_a_chart_has_nothing_that_the_rules_of_our_pages_block():
    root = drawn("activities_by_month", PARTS, [(f"Month {number}", 4, 5, 6) for number in range(30)])
    assert root.xpath("//*[local-name()='style' or local-name()='script' or @style or @id]") == []


def test_names_that_people_wrote_stay_words():
    svg = chart_of(
        Table("people_by_team", "T", "", (label("Team"), Column("people", "People")), [("<script>x", 1), ("b", 1)])
    )
    assert "<script" not in svg and "&lt;script" in svg
