"""What may stand on a team's noticeboard, how it is said, and how large. Pure functions, no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from activities.rules import say_times
from beneficiaries import references

# One-to-one plans are never among them.
KINDS = ("group", "community", "network")
ASK = "Ask any champion"
ASK_FIRST = "bank holiday, ask first"
# What a poster holds, whatever its size: more would be too small to read.
MOST_LINES = 25
# On a screen that nobody scrolls.
MOST_IN_A_WEEK = 12
NO_REFERENCES = "Everybody can read the noticeboard. Please take {named} out: it looks like somebody’s reference."
NO_KIND = "Say what kind of activity it is first, under “Change the plan”."
NEVER_ONE_TO_ONE = "One-to-one plans are never on the noticeboard."
CALLED_OFF = "This plan is called off, so it is not on the noticeboard."

# The drawn sign of an entry, by the first word that is found in what it says. In order: the narrower ones first.
SIGNS = {
    "pot": r"cook|eat|lunch|breakfast|dinner|meal|soup|curry|bak(e|ing)|kitchen|food|pizza",
    "cup": r"tea|coffee|caf[eé]|cake|drop.?in|chat|brunch",
    "sprout": r"garden|allotment|plant|grow|seed|flower|nature|wildlife",
    "boot": r"walk|ramble|hik(e|ing)|canal|stroll|park",
    "brush": r"craft|art|paint|draw|knit|sew|make|making|pottery|photo|candle|card",
    "note": r"music|sing|choir|guitar|drum|band|dance|danc|karaoke",
    "ball": r"gym|football|sport|swim|boxing|cricket|fitness|exercise|bike|cycl|pool|yoga",
    "ticket": r"museum|trip|train|film|cinema|theatre|gallery|market|visit|day out|seaside|outing",
    "dice": r"game|domino|bingo|quiz|chess|pool table|jigsaw",
    "sun": r"mindful|meditat|relax|calm|breath|quiet|well.?being|spiritual|church|rest",
    "book": r"book|read|writ|librar|learn|course|class|comput|english|maths|job|cv|train(ing|er)",
    "speech": r"network|meeting|group|talk|voice|say|forum|club|peer|recovery|women|men|support",
}
SIGN_WORDS = {sign: re.compile(rf"\b({words})", re.IGNORECASE) for sign, words in SIGNS.items()}
NO_SIGN = "stones"


@dataclass(frozen=True)
class Entry:
    """One thing on one day, with nothing in it but what everybody may read."""

    day: date
    starts_at: time | None
    ends_at: time | None
    description: str
    place: str
    about: str = ""
    note: str = ""
    # Its days on one weekday are one line on a poster.
    regular: int | None = None

    @property
    def times(self) -> str:
        return say_times(self.starts_at, self.ends_at)

    @property
    def sign(self) -> str:
        return sign_of(self.description, self.about)

    @property
    def words(self) -> tuple[str, ...]:
        return self.description, self.place

    @property
    def order(self):
        return self.day, self.starts_at or time.max, self.description

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended, `now` being a time here. What has no times is over when its day is."""
        ends = self.ends_at or self.starts_at or time.max
        return (self.day, ends) <= (now.date(), now.time())


@dataclass(frozen=True)
class Line:
    """A line of the poster: something on one day, or something regular with all its days on one weekday."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def weekday(self) -> str:
        """The weekday, as there is room for it: "Fri" beside one large number, "Fridays" beside several."""
        weekday = self.first.day.weekday()
        return f"{WEEKDAYS[weekday]}s" if len(self.entries) > 1 else str(WEEKDAYS_ABBR[weekday])

    @property
    def days(self) -> str:
        """The days of the month: "4, 11 and 18"."""
        days = [str(entry.day.day) for entry in self.entries]
        return " and ".join(filter(None, [", ".join(days[:-1]), days[-1]]))

    @property
    def notes(self) -> str:
        """What is to be known of its days: "28: bank holiday, ask first"."""
        is_one = len(self.entries) == 1
        noted = [entry for entry in self.entries if entry.note]
        return "; ".join(entry.note if is_one else f"{entry.day.day}: {entry.note}" for entry in noted)


def kind_problem(kind: str) -> str:
    """Return why a plan of this kind cannot be on the noticeboard, in a plain sentence, or an empty string."""
    if kind in KINDS:
        return ""
    return NEVER_ONE_TO_ONE if kind else NO_KIND


def reference_problem(named: Iterable[str]) -> str:
    """Return that these look like somebody's reference, in a plain sentence; nothing where there are none."""
    named = sorted(named)
    return NO_REFERENCES.format(named=", ".join(named)) if named else ""


def sure_references(*texts: str) -> set[str]:
    """What is written like a reference, with its dash, in any of these texts."""
    return {found for text in texts for found in references.find(text).sure}


def sign_of(description: str, about: str = "") -> str:
    """The drawn sign that goes with what something is about. What it is about in its own words counts first."""
    for text in (about, description):
        for sign, words in SIGN_WORDS.items():
            if words.search(text):
                return sign
    return NO_SIGN


def in_lines(entries: Iterable[Entry], *, today: date) -> tuple[list[Line], int]:
    """The lines of a month's poster, in order of their first day, and how many were left out.

    Days of something regular that share a weekday are one line. Where there are too many, those whose days are over
    go first, then the farthest.
    """
    keyed = {}
    for entry in sorted(entries, key=lambda entry: entry.order):
        # A day that was moved to another weekday has a line of its own.
        key = entry if entry.regular is None else (entry.regular, entry.day.weekday())
        keyed.setdefault(key, []).append(entry)
    lines = [Line(tuple(together)) for together in keyed.values()]
    near = sorted(lines, key=lambda line: _distance(line, today))
    kept = near[:MOST_LINES]
    return sorted(kept, key=lambda line: line.first.order), len(lines) - len(kept)


def _distance(line, today):
    ahead = [entry.day for entry in line.entries if entry.day >= today]
    return (not ahead, ahead[0] if ahead else line.first.day, line.first.order)


def size_of(number: int) -> str:
    """The class of type for so many lines: fewer lines are larger."""
    for most, size in ((4, "few"), (7, "some"), (11, "many"), (16, "most")):
        if number <= most:
            return size
    return "full"


def weeks_on_screen(today: date) -> tuple[date, date, date, date]:
    """The first and last day of this week, as far as it is still to come, and of the next."""
    sunday = today + timedelta(days=6 - today.weekday())
    return today, sunday, sunday + timedelta(days=1), sunday + timedelta(days=7)
