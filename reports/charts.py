"""Figures drawn as bars, for whoever would rather look: SVG by pygal, in the page and with its colours.

Every chart stands beside the table of its numbers. Its bars carry them too, and are told apart by pattern.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pygal
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from lxml import etree
from pygal.style import Style

from activities.pounds import say_pounds
from reports.tables import HIDDEN, Table, Type

# Which columns of which figures are drawn. The rest is easier to read as a table.
DRAWN = {
    "people_by_team": ("people",),
    "people_by_contact": ("people",),
    "activities_by_kind": ("activities",),
    "activities_by_team": ("activities",),
    "activities_by_month": ("group", "one_to_one", "other"),
    "attendance": ("places",),
    "spent_by_what": ("spent",),
}
WIDTH, BAR, AROUND, LEGEND, LETTERS = 390, 36, 10, 28, 17
# With more rows than these, which are months then, bars stand upright and years are named.
MOST_LYING, UPRIGHT = 18, 220
# A part of a bar has its number on it where it is as long as this share of the longest bar.
LONG_ENOUGH = Decimal("0.08")
ROOM_FOR_NUMBER = 1.35
# In letters. The table has the whole name.
LONGEST_NAME = 22
# The parts of a bar: the first is plain. The patterns stand in `reports/_chart_patterns.html`.
PATTERNS = ("currentColor", "url(#chart-stripes)", "url(#chart-dots)")
LOOK = Style(label_font_size=LETTERS, major_label_font_size=LETTERS, value_font_size=LETTERS, legend_font_size=LETTERS)
# By tag or class: what moves only with pygal's own script and style, and what says the numbers a second time.
LEFT_OUT = {"script", "style", "title", "desc", "plot tooltip-overlay"}


@dataclass(frozen=True)
class Bars:
    """What is drawn of a figure: a bar for each name, with one height for each part, or nothing where it is hidden."""

    title: str
    names: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    is_money: bool

    @property
    def are_upright(self) -> bool:
        return len(self.names) > MOST_LYING

    @property
    def told(self) -> str:
        """What they are, for whoever does not see them."""
        return f"{self.title}, drawn as bars. The table has the same numbers."


def bars_of(table: Table) -> Bars | None:
    """The bars of a figure, or None where there is nothing to draw."""
    places = [place for place, column in enumerate(table.columns) if column.key in DRAWN.get(table.key, ())]
    rows = [row for row in table.rows if any(row[place] for place in places)]
    if not rows:
        return None
    parts = tuple(
        (table.columns[place].title, tuple(_height(row[place]) for row in rows))
        for place in places
        if any(row[place] for row in rows)
    )
    is_money = any(table.columns[place].type == Type.POUNDS for place in places)
    return Bars(table.title, tuple(_name(row, places) for row in rows), parts, is_money)


def chart_of(table: Table) -> SafeString:
    """The chart of a figure, or nothing where there is none to draw."""
    bars = bars_of(table)
    if not bars:
        return SafeString("")
    return _upright(bars) if bars.are_upright else _lying(bars)


def _height(cell):
    return None if cell is HIDDEN or not cell else Decimal(cell)


def _name(row, places):
    name = Truncator(row[0]).chars(LONGEST_NAME)
    return f"{name} (hidden)" if any(row[place] is HIDDEN for place in places) else name


@lru_cache(maxsize=256)
def _lying(bars):
    """Bars beside their names, the first row on top."""
    parts = bars.parts
    is_one = len(parts) == 1
    chart = pygal.HorizontalBar if is_one else pygal.HorizontalStackedBar
    longest = max(sum(value or 0 for value in row) for row in zip(*(values for _, values in parts), strict=True))
    chart = chart(
        **_options(parts, height=len(bars.names) * BAR + 2 * AROUND),
        show_x_labels=False,
        print_values=True,
        print_values_position="top" if is_one else "center",
        range=(0, float(longest) * (ROOM_FOR_NUMBER if is_one else 1)),
    )
    chart.x_labels = bars.names[::-1]
    least = 0 if is_one else longest * LONG_ENOUGH
    for part, values in parts:
        chart.add(part, [_bar(value, bars.is_money, least) for value in values[::-1]])
    return _drawn(chart, bars.told)


@lru_cache(maxsize=256)
def _upright(bars):
    """Many months: bars side by side, with a name below each January."""
    chart = pygal.StackedBar(**_options(bars.parts, height=UPRIGHT), show_minor_x_labels=False)
    chart.x_labels = bars.names
    chart.x_labels_major = [name for name in bars.names if name.startswith("January")]
    for part, values in bars.parts:
        chart.add(part, [value and float(value) for value in values])
    return _drawn(chart, bars.told)


def _options(parts, *, height):
    has_legend = len(parts) > 1
    return {
        "classes": ("chart", "chart-of-parts" if has_legend else "chart-of-one"),
        "width": WIDTH,
        "height": height + (LEGEND * len(parts) if has_legend else 0),
        "margin": AROUND,
        "spacing": 6,
        "style": LOOK,
        "show_legend": has_legend,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 1,
        "show_x_guides": False,
        "show_y_guides": False,
        "truncate_label": -1,
        "truncate_legend": 60,
        "js": (),
        "css": (),
        "no_prefix": True,
        "disable_xml_declaration": True,
    }


def _bar(value, is_money, least):
    if not value or value < least:
        return {"value": value and float(value), "formatter": lambda _: ""}
    say = say_pounds if is_money else "{:,.0f}".format
    return {"value": float(value), "formatter": lambda _: say(value)}


def _drawn(chart, told):
    """The chart as a part of a page, without what pages do not let run, and with patterns on the parts of a bar."""
    root = chart.render_tree()
    for each in [child for child in root.iter() if _is_left_out(child)]:
        each.getparent().remove(each)
    for each in root.iter():
        each.attrib.pop("id", None)
    for place, pattern in enumerate(PATTERNS):
        for bar in root.xpath(f"//*[contains(@class, 'color-{place}')]/descendant-or-self::*[local-name()='rect']"):
            bar.set("fill", pattern)
    root.set("role", "img")
    root.set("aria-label", told)
    return mark_safe(etree.tostring(root, encoding="unicode"))


def _is_left_out(child):
    return not isinstance(child.tag, str) or LEFT_OUT & {etree.QName(child).localname, child.get("class")}
