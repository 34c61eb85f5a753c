"""Others who are asked along: teams, volunteers and peer mentors, and the places held for them. No database."""

from collections.abc import Iterable

from django.db import models


class Who(models.TextChoices):
    """Who else is asked along. The form's own line names volunteers and peer mentors."""

    VOLUNTEER = "volunteer", "A volunteer"
    PEER_MENTOR = "peer_mentor", "A peer mentor"
    COLLEAGUE = "colleague", "A colleague"
    TEAM = "team", "Another team"


class Answer(models.TextChoices):
    """What they said."""

    ASKED = "asked", "No answer yet"
    YES = "yes", "Said yes"
    NO = "no", "Said no"


def places_held(others: Iterable[tuple[str, int]]) -> int:
    """How many places are held, of (answer, places): whoever said no needs none."""
    return sum(places for answer, places in others if answer != Answer.NO)


def say_places(*, people: int, held: int) -> str:
    """Say how many may come in all: "4 people and 3 places held: 7 in all."; nothing where no place is held."""
    if not held:
        return ""
    of_people = f"{people} {'person' if people == 1 else 'people'} on this plan"
    return f"{of_people} and {held} {'place' if held == 1 else 'places'} held for others: {people + held} in all."
