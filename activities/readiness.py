"""How ready a plan is, in a few words. Pure functions, no database.

Each part is one function over what is known; `readiness_of` puts the parts together, in the order in which they are
said.
"""

from dataclasses import dataclass
from decimal import Decimal

from activities.money import State, say_how_ready
from activities.risk import Standing as RiskStanding
from activities.venue_facts import Fit, Standing

FINE, NEED_TO_TALK = "fine", "need_to_talk"
# What is said of a booking, by its state. One that was cancelled is none.
BOOKINGS = {"asked": "asked, no answer yet", "booked": "booked", "confirmed": "booked and confirmed"}


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


def readiness_of(
    *,
    answers: list[str | None],
    late: int,
    risk: RiskStanding | None = None,
    venue: Standing | None = None,
    money: tuple[State, Decimal] | None = None,
) -> Readiness:
    """Return how ready a plan is.

    That is known from the answer that counts for each person on it, how far its risk
    assessment has come (`risk`; None where it needs none), how its place stands (`venue`), the state and
    amount of its request for cash (`money`), and its number of late steps.
    """
    parts = (_say_answers(answers), _say_risk(risk), _say_money(money), _say_venue(venue), _say_late(late))
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
    return Part(standing.value, is_ready=standing in (RiskStanding.SIGNED, RiskStanding.ON_PAPER))


def _say_venue(venue):
    """How the place stands; None where a place in words alone is all that anybody asks for."""
    if venue is None or (venue.place and not venue.is_in_directory and not venue.findings):
        return None
    if not venue.place and not venue.is_in_directory:
        return Part("Venue: not chosen", is_ready=False)
    if not venue.is_in_directory:
        return Part("Venue: nobody has looked yet if it fits", is_ready=False)
    if venue.worst and venue.worst.fit == Fit.DOES_NOT_FIT:
        return Part("Venue: something does not fit", is_ready=False)
    words, is_ready = _say_booking(venue)
    if venue.worst and venue.worst.is_in_doubt:
        return Part(f"Venue: {words}, not all is known", is_ready=False)
    return Part(f"Venue: {words}", is_ready)


def _say_booking(venue):
    if venue.has_booking and venue.is_for_another:
        return "the booking is for another time or place", False
    if venue.has_booking:
        return BOOKINGS[venue.booking], venue.booking != "asked"
    return ("chosen, not booked", False) if venue.is_to_book else ("chosen", True)


def _say_money(money):
    """How the money stands; None where nobody has worked out any."""
    return Part(*say_how_ready(*money)) if money else None


def _say_late(late):
    if not late:
        return Part("Nothing is late", is_ready=True)
    return Part(f"{_count(late, 'thing is', 'things are')} late", is_ready=False)


def _count(number, one, many):
    return f"{number} {one if number == 1 else many}"
