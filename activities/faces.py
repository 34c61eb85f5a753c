"""The three faces with which people say how an activity was. No database."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models


class Face(models.TextChoices):
    """How it was, in the order in which the faces stand."""

    GOOD = "good", "Good"
    SO_SO = "so_so", "So-so"
    NOT_GOOD = "not_good", "Not good"


@dataclass(frozen=True)
class Said:
    """One face: how many chose it, and what they said, sorted so that no order tells whose line it is."""

    face: Face
    number: int
    lines: list[str]


def by_face(feedback: Iterable) -> list[Said]:
    """What people said, face by face."""
    feedback = list(feedback)
    numbers = Counter(each.face for each in feedback)
    lines = {face: sorted(each.words for each in feedback if each.face == face and each.words) for face in Face}
    return [Said(face, numbers[face], lines[face]) for face in Face]


def say_faces(said: Iterable[Said]) -> str:
    """How many chose each face, in words: "5 good, 1 so-so"; nothing where nobody did."""
    return ", ".join(f"{each.number} {each.face.label.lower()}" for each in said if each.number)
