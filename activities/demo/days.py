"""When people in the demo work, are away, or are busy elsewhere. All of it is made up, counted from today."""

from datetime import time
from typing import NamedTuple

from beneficiaries.models import Appointment

Repeats = Appointment.Repeats


class Works(NamedTuple):
    """Somebody's weekdays and hours."""

    name: str
    weekdays: tuple[str, ...]
    starts_at: time | None = None
    ends_at: time | None = None


class IsAway(NamedTuple):
    """Leave, in working days from today, and who stands in."""

    name: str
    first_day: int
    last_day: int
    deputy: str = ""


class Busy(NamedTuple):
    """A beneficiary's appointment, in working days from today."""

    reference: str
    day: int
    starts_at: time
    ends_at: time
    word: str = "Appointment"
    repeats: Repeats = Repeats.ONCE


WORKING_DAYS = [
    Works("Asha Whitworth", ("monday", "tuesday", "wednesday", "thursday"), time(10), time(14)),
    Works("Kieran Holroyd", ("tuesday", "thursday"), time(9, 30), time(15)),
    Works("Nadia Hussain", ("monday", "tuesday", "wednesday")),
    Works("Imran Sykes", ("wednesday", "thursday", "friday"), time(10), time(15)),
]

# The budget holder of Calderdale and a navigator are away just when the museum trip needs them.
AWAY = [
    IsAway("Noor Saleem", 4, 8, deputy="Gwen Barraclough"),
    IsAway("Callum Ridge", 5, 6),
    IsAway("Kasia Nowak", 2, 11, deputy="Stephen Lumb"),
    IsAway("Asha Whitworth", 26, 30),
]

APPOINTMENTS = [
    Busy("CAL-014", 2, time(10, 30), time(11), "Probation", Repeats.FORTNIGHTLY),
    Busy("CAL-011", 6, time(14), time(15)),
    Busy("BRD-009", 3, time(9, 30), time(10), "Clinic", Repeats.WEEKLY),
]
