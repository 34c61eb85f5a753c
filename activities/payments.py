"""The rules about payments to people, and the words for them. Pure functions, no database."""

from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_AGO = timedelta(days=2 * 366)


class KindConverter:
    """Which of the three kinds of payment, as it stands in an address."""

    regex = "costs|gift|involvement"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


@dataclass(frozen=True)
class Words:
    """How the pages speak of one kind of payment."""

    heading: str
    about: str
    press: str


# Three different things, so that nobody takes one for another.
WORDS = {
    "costs": Words(
        "Pay back their own costs",
        "They spent their own money, on a bus fare for example. They get back what it cost: no more and no less.",
        "Pay back costs",
    ),
    "gift": Words(
        "Give a thank-you",
        "A small gift or a reward card says thank you. Nobody has to do anything for it.",
        "Give a thank-you",
    ),
    "involvement": Words(
        "Make an involvement payment",
        "This pays for time that somebody gives, as it was agreed with them before.",
        "Make an involvement payment",
    ),
}


def day_problem(day: date, *, today: date) -> str:
    """Return what is wrong with the day on which something was paid or driven, or an empty string."""
    if day > today:
        return "That day is still to come. Write it down once it has happened."
    if day < today - LONGEST_AGO:
        return "That is more than two years ago. Check the year."
    return ""


def likely_day(planned: date | None, *, today: date) -> date:
    """The day to offer: the plan's own where it has been, else today."""
    return planned if planned and not day_problem(planned, today=today) else today
