"""Whether somebody agrees to photographs, for each use of them. Pure rules, no database."""

import calendar
from collections.abc import Iterable
from datetime import date

from django.db import models


class Use(models.TextChoices):
    """What a photograph may be for. Each is asked about on its own."""

    ROOMS = "rooms", "On the wall in our own rooms"
    PAPER = "paper", "In leaflets and reports on paper"
    WEBSITE = "website", "On our website"
    SOCIAL = "social", "On social media"
    PRESS = "press", "In a newspaper"


class Said(models.TextChoices):
    """What somebody answered. Who takes a yes back is not asked why."""

    YES = "yes", "Yes"
    NO = "no", "No"
    TAKEN_BACK = "taken_back", "Taken back"


# A yes ends by itself. It is asked for again, and never runs for longer than two years.
MONTHS = {3: "Yes, for 3 months", 12: "Yes, for a year", 24: "Yes, for 2 years"}


def ends_on(said_on: date, months: int) -> date:
    """The last day of a yes: the same day so many months on, or the last of that month where it has no such day."""
    year, month = divmod(said_on.year * 12 + said_on.month - 1 + months, 12)
    return date(year, month + 1, min(said_on.day, calendar.monthrange(year, month + 1)[1]))


def may_use(answers: Iterable, *, on: date) -> bool:
    """Whether these answers about one use, oldest first, allow it on a day. Until somebody is asked, they do not.

    The newest answer counts. Each has `said`, `said_on` and, where it is a yes, `until`, its last day.
    """
    newest = next(reversed(list(answers)), None)
    return newest is not None and newest.said == Said.YES and newest.said_on <= on <= newest.until


def by_use(answers: Iterable) -> dict[str, list]:
    """The answers about each use, in the order in which they come, with those uses that nobody asked about."""
    found = {use: [] for use in Use}
    for answer in answers:
        found[Use(answer.use)].append(answer)
    return found
