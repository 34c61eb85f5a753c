"""How risk is weighed, what touches safety, and what is missing before it can be signed. Pure functions, no database.

The steps are those of the Health and Safety Executive: what could do harm, who might be harmed and how, what is done
already and what more, who does that by when, and looking at it again. That likelihood and severity are 1 to 5 each,
and the bands of their product, is a convention that many use. It is not law.
"""

import json
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from django.db import models

from teams.working_days import add_working_days

HIGHEST = 25
# For so many months a signature can be given again in one press where nothing has changed.
REPEATS_WITHIN_MONTHS = 6
# A plan that is nearer than this, in working days, and not signed is said on my week and in Review.
SIGNED_BEFORE = 2


class Likelihood(models.IntegerChoices):
    """How likely harm is."""

    VERY_UNLIKELY = 1, "Very unlikely"
    UNLIKELY = 2, "Not likely"
    POSSIBLE = 3, "Could happen"
    LIKELY = 4, "Likely"
    VERY_LIKELY = 5, "Very likely"


class Severity(models.IntegerChoices):
    """How bad harm could be."""

    HARDLY = 1, "Hardly any harm"
    LITTLE = 2, "A little, soon better"
    SOME = 3, "Some (sees a doctor)"
    BAD = 4, "Bad (hospital)"
    WORST = 5, "The worst (death)"


class Band(models.TextChoices):
    """What a score means."""

    LOW = "low", "low"
    MEDIUM = "medium", "medium"
    HIGH = "high", "high"


def score(likelihood: int, severity: int) -> int:
    """How much risk there is, from 1 to 25: how likely harm is, times how bad it could be."""
    return likelihood * severity


def bands_problem(bands: Iterable[int]) -> str:
    """What is wrong with the highest scores that are low and medium, in a sentence, or an empty string."""
    bands = list(bands)
    if len(bands) == 2 and 1 <= bands[0] < bands[1] < HIGHEST:
        return ""
    return f"RISK_BANDS takes two numbers, the highest scores that are low and medium, such as 8,15; not {bands}."


def band_of(points: int, *, bands: Iterable[int]) -> Band:
    """Whether a score is low, medium or high. `bands` are the highest scores that are low and medium."""
    low_to, medium_to = bands
    if points <= low_to:
        return Band.LOW
    return Band.MEDIUM if points <= medium_to else Band.HIGH


def plain(words: str) -> str:
    """Words without what makes no difference to safety: spaces, lines and capital letters."""
    return " ".join(words.split()).casefold()


def safety_of(
    *, hazards: Iterable, venue_id: int | None, room_id: int | None, place: str, people: dict, lone=None
) -> dict:
    """All in a plan that touches safety, as it is kept beside a signature.

    `people` are those with a flagged need: `{their number: the version of their needs}`. Who does what by when, and
    the order of things, do not touch safety. Where a venue is chosen from the directory, the place's words do not.

    `lone` says where somebody works alone, with whom, who their buddy is and whom to ring. When they expect to finish
    does not touch safety, as the plan's own times do not: on the day it must cost nothing to say that it takes longer,
    for then the buddy waits for the right time. What was signed where nobody worked alone has no such part.
    """
    weighed = ("likelihood", "severity", "likelihood_after", "severity_after")
    safety = {
        "hazards": sorted(
            [plain(hazard.hazard), plain(hazard.harmed), plain(hazard.already), plain(hazard.more)]
            + [getattr(hazard, name) for name in weighed]
            for hazard in hazards
        ),
        "place": [venue_id, room_id, "" if venue_id else plain(place)],
        "people": sorted([number, version] for number, version in people.items()),
    }
    if lone:
        safety["alone"] = [plain(lone.where), lone.alone_with, lone.buddy_id, plain(lone.ring)]
    return safety


def fingerprint(safety: dict) -> str:
    """The version of what touches safety: the same for the same, and another for anything else."""
    return sha256(json.dumps(safety, sort_keys=True).encode()).hexdigest()


WHAT_TOUCHES = {
    "hazards": "the hazards",
    "place": "the place",
    "people": "people with something to plan for",
    "alone": "working alone",
}


def say_changed(before: dict, after: dict) -> str:
    """Say what touches safety and is different now: "the hazards and the place"; nothing where nothing is."""
    said = [words for part, words in WHAT_TOUCHES.items() if before.get(part) != after.get(part)]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))


def is_past_review(day: date | None, *, review_on: date) -> bool:
    """Whether a plan is on a day after its assessment has to be looked at again. Without a day it is not."""
    return day is not None and day > review_on


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def repeats_from(today: date) -> date:
    """The first day on which a signature may have been given, to be given again in one press."""
    return months_before(today, REPEATS_WITHIN_MONTHS)


def review_from(today: date) -> date:
    """The day on which an assessment made today is looked at again, where nobody says another."""
    return months_before(today, -REPEATS_WITHIN_MONTHS)


def signed_by_day(today: date) -> date:
    """A plan on this day or sooner should be signed by now: two working days before."""
    return add_working_days(today, SIGNED_BEFORE)


class Standing(StrEnum):
    """How far the risk assessment of a plan has come."""

    NONE = "No risk assessment yet"
    STARTED = "Risk assessment: started"
    WAITING = "Risk assessment: waits for the lead navigator to sign"
    AGAIN = "Risk assessment: changed, so it needs signing again"
    SIGNED = "Risk assessment: signed"
    ON_PAPER = "Risk assessment: ticked off"


def standing_of(*, is_made: bool, is_asked: bool, was_signed: bool, is_signed: bool) -> Standing:
    """How far it has come. A signature that counts comes before anything else."""
    if is_signed:
        return Standing.SIGNED
    if was_signed:
        return Standing.AGAIN
    if is_asked:
        return Standing.WAITING
    return Standing.STARTED if is_made else Standing.NONE


@dataclass(frozen=True)
class Missing:
    """One thing that has to be done before an assessment can be signed."""

    words: str
    where: str = ""


def what_is_missing(*, hazards: Iterable, asks_for_buddy: bool, has_buddy: bool) -> list[Missing]:
    """What is still to do before an assessment can go to the lead navigator, in the order in which to do it."""
    hazards = list(hazards)
    unseen = sum(not hazard.is_looked_at for hazard in hazards)
    missing = []
    if not hazards:
        missing.append(Missing("Write down at least one hazard."))
    if unseen:
        missing.append(Missing(f"Look at {unseen} hazard{'s' if unseen > 1 else ''} that nobody has looked at yet."))
    if asks_for_buddy and not has_buddy:
        missing.append(Missing("Say who your buddy is, and when you expect to finish.", where="lone_working"))
    return missing


def needs_reason(hazards: Iterable, *, bands: Iterable[int]) -> bool:
    """Whether a risk stays high after all that is done, so that signing it needs a written reason."""
    left = (score(hazard.likelihood_after, hazard.severity_after) for hazard in hazards)
    return any(band_of(points, bands=bands) == Band.HIGH for points in left)


def say_version(version: str) -> str:
    """A version as it is said on paper: its first eight characters."""
    return version[:8]
