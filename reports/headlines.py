"""The main numbers of a report, each with how it compares in words. Pure, no database."""

from dataclasses import dataclass

from reports.periods import Period
from reports.tables import HIDDEN, Cell, Table

# What a period of so many whole months is called.
CALLED = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True)
class Headline:
    """A main number: what it is of, the number as it is shown, and a sentence for each earlier time."""

    words: str
    number: str
    compared: tuple[str, ...]


def headlines(tables: list[Table], period: Period) -> list[Headline]:
    """Read them from the tables that compare, whose columns are: what, this period, the one before, a year before."""
    comparing = [table for table in tables if table.key.startswith("compared_")]
    return [_headline(table, row, period) for table in comparing for row in table.rows]


def _headline(table, row, period):
    words, now, before, year_before = row
    sentences = (say_change(now, before, _before(period)), say_change(now, year_before, "a year earlier"))
    return Headline(words, table.columns[1].say(now), tuple(filter(None, sentences)))


def say_change(now: Cell, then: Cell, when: str) -> str:
    """Say how two numbers compare: "12 more than the quarter before". Of what is hidden nothing is said."""
    if HIDDEN in (now, then):
        return ""
    if now == then:
        return f"As many as {when}" if now else f"None {when} either"
    return f"{abs(now - then):,} {'more' if now > then else 'fewer'} than {when}"


def _before(period):
    called = CALLED.get(period.months) if period.is_of_whole_months else None
    return f"the {called} before" if called else f"in {period.before.name}"
