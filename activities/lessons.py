"""What is worth learning from, and which lesson is worth reading for a plan. Pure functions, no database."""

import re
from collections.abc import Iterable

from django.db import models
from django.utils.formats import date_format

from activities.participation import Attendance

MOST_SHOWN = 6
# Shorter words say little of what an activity is: "and", "the", "day".
LONG_ENOUGH = 4


class About(models.TextChoices):
    """What a lesson is about. It is shown to whoever plans that next."""

    KIND = "kind", "This kind of activity"
    PLACE = "place", "This place"
    PERSON = "person", "This person"


# What did not go as planned for somebody, in words that blame nobody.
SAID = {
    Attendance.TOO_LATE: "came too late to join",
    Attendance.CANCELLED: "cancelled",
    Attendance.CANCELLED_BY_US: "was cancelled by us",
    Attendance.DID_NOT_COME: "did not come",
}


def turns_for_people(parts: Iterable) -> list[str]:
    """What went otherwise than planned for the people on a plan, by their parts in it: a sentence for each."""
    return [_say_turn(part) for part in parts if part.attendance in SAID]


def _say_turn(part):
    on = f" on {date_format(part.cancelled_on, 'l j F')}" if part.cancelled_on else ""
    because = f": “{part.reason}”" if part.reason else ""
    return f"{part.called} {SAID[part.attendance]}{on}{because}."


def turns_of_plan(changes: Iterable) -> list[str]:
    """What went otherwise with the plan itself; what was learned of it then is kept with it."""
    said = {"moved": "It was moved.", "called_off": "It was called off."}
    return list(dict.fromkeys(said[change.what] for change in changes if change.what in said and not change.learned))


def telling_words(description: str) -> set[str]:
    """The words that say what an activity is."""
    return {word for word in re.findall(r"\w+", description.lower()) if len(word) >= LONG_ENOUGH}


def worth_reading(lessons: Iterable, *, kind: str, description: str) -> list:
    """Of lessons that come newest first, those for a plan: about its people and place, and about plans like it.

    A plan is like another one where they are called alike; after those come the ones of the same kind.
    """
    words = telling_words(description)
    close, alike, same_kind = [], [], []
    for lesson in lessons:
        if lesson.about != About.KIND:
            close.append(lesson)
        elif words & telling_words(lesson.activity.description):
            alike.append(lesson)
        elif kind and lesson.kind == kind:
            same_kind.append(lesson)
    return [*close[:MOST_SHOWN], *[*alike, *same_kind][:MOST_SHOWN]]
