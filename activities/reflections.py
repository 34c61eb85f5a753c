"""Reflections: somebody's own words, and with whom they agree to share them. Pure rules, no database."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.formats import date_format


class Shared(models.TextChoices):
    """With whom words are shared. It is chosen when they are written, and can be taken back."""

    PRIVATE = "private", "Nobody: keep it private"
    TEAM = "team", "My team"
    UNNAMED = "unnamed", "Everybody here, and in print, without the name"
    NAMED = "named", "Everybody here, and in print, with the name"


# What may be collected into a document that leaves the programme.
COLLECTED = [Shared.UNNAMED, Shared.NAMED]


class Whose(models.TextChoices):
    """Whose words they are."""

    OWN = "own", "My own"
    TOLD = "told", "Somebody’s whom we support, as they said it"


@dataclass(frozen=True)
class Collected:
    """One reflection as it stands in a document: its words, and who said them, as far as they agreed."""

    words: str
    said_by: str


def say_whose(*, shared: str, whose: str, on: date, signed: str = "") -> str:
    """Say whose words these are to everybody: "Bev, May 2026"; without a name it says no more than which side.

    There is no team, plan or day: in a small team, each of them would be a name.
    """
    side = "Somebody we support" if whose == Whose.TOLD else "A colleague"
    return f"{signed if shared == Shared.NAMED else side}, {date_format(on, 'F Y')}"
