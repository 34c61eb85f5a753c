"""How ready a plan is, in a few words. Pure functions, no database.

Each part is one function over what is known; `readiness_of` puts the parts together, in the order in which they are
said.
"""

from dataclasses import dataclass

from activities.risk import Standing

FINE, NEED_TO_TALK = "fine", "need_to_talk"


@dataclass(frozen=True)
class Part:
    """One thing that a plan needs: how it stands, and whether it is ready."""

    words: str
    is_ready: bool


@dataclass(frozen=True)
class Readiness:
    """All that is known of how ready a plan is."""

    parts: tuple[Part, ...]

    @property
    def is_ready(self) -> bool:
        return all(part.is_ready for part in self.parts)


def readiness_of(*, answers: list[str | None], late: int, risk: Standing | None = None) -> Readiness:
    """Return how ready a plan is, from the answer that counts for each person on it, and its number of late steps.

    `risk` is how far its risk assessment has come; None where it needs none.
    """
    parts = (_say_answers(answers), _say_risk(risk), _say_late(late))
    return Readiness(tuple(part for part in parts if part))


def _say_answers(answers):
    """What navigators say; None where nobody is on the plan."""
    if not answers:
        return None
    total = len(answers)
    fine, to_talk = answers.count(FINE), answers.count(NEED_TO_TALK)
    said = [
        words
        for count, words in (
            (fine, f"fine for {fine} of {_count(total, 'person', 'people')}"),
            (to_talk, f"need to talk about {to_talk}"),
            (total - fine - to_talk, f"no answer yet for {total - fine - to_talk}"),
        )
        if count
    ]
    return Part(f"Navigators: {', '.join(said)}", is_ready=fine == total)


def _say_risk(standing):
    if standing is None:
        return None
    return Part(standing.value, is_ready=standing in (Standing.SIGNED, Standing.ON_PAPER))


def _say_late(late):
    if not late:
        return Part("Nothing is late", is_ready=True)
    return Part(f"{_count(late, 'thing is', 'things are')} late", is_ready=False)


def _count(number, one, many):
    return f"{number} {one if number == 1 else many}"
