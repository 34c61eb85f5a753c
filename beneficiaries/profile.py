"""The words of a profile, "The things that light me up". No database."""

import re
from collections.abc import Iterable

from django.db import models

# So that a whole profile fits on one page in print.
MOST_LETTERS = 300
MOST_INTERESTS = 20
LONGEST_INTEREST = 40
# How many entries of a part one person is asked to see.
MOST_ENTRIES = 3


class Part(models.TextChoices):
    """What a profile speaks of, in the order in which it is always said, in the person's own voice."""

    INTERESTS = "interests", "What I am interested in"
    STRENGTHS = "strengths", "My strengths, and things I am good at"
    HOPES = "hopes", "What I hope for"
    HELPS = "helps", "What helps me"
    AVOID = "avoid", "What to avoid"
    TAKING_PART = "taking_part", "How I like to take part"
    ASKED = "asked", "How I like to be asked"


class SharedWith(models.TextChoices):
    """Who may see something that a person said, by the person's own agreement. Whoever wrote it down always does."""

    NOBODY = "nobody", "Nobody else"
    NAVIGATORS = "navigators", "My navigators"
    TEAM = "team", "My navigators and my team"


class Way(models.TextChoices):
    """How somebody likes to take part."""

    GROUP = "group", "In a group"
    ONE_PERSON = "one_person", "With one person"
    HOME = "home", "From home"
    WRITING = "writing", "In writing"


class Asked(models.TextChoices):
    """How somebody likes to be asked, and how they were."""

    CARD = "card", "With a card"
    CALL = "call", "With a call"
    TEXT = "text", "With a text"
    FACE_TO_FACE = "face_to_face", "Face to face"
    NAVIGATOR = "navigator", "Through my navigator"


# The parts in which somebody is found by what they said.
FOUND_BY = (Part.INTERESTS, Part.STRENGTHS, Part.HOPES)
# The parts that are chosen from a list, with the list.
CHOSEN_FROM = {Part.TAKING_PART: Way, Part.ASKED: Asked}


def split_interests(words: str) -> list[str]:
    """The interests in what was typed, with commas between: each once, as it was first written."""
    found = (" ".join(each.split()) for each in re.split(r"[,;\n]", words))
    once = {}
    for each in filter(None, found):
        once.setdefault(each.casefold(), each)
    return list(once.values())


def join_interests(interests: Iterable[str]) -> str:
    """Interests as they are kept: `split_interests` finds the same ones again."""
    return ", ".join(interests)
