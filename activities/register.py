"""Who is expected on the day, and how it went for them. Pure functions, no database."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from activities.participation import WERE_THERE, Attendance, Invitation, counts_as_not_attending

# The register is open this long before the day, as some people cancel the evening before.
OPENS = timedelta(days=1)
SAID_NO = {Invitation.NOT_COMING, Invitation.WITHDRAWN}
BEFORE_ANSWER = {Invitation.MAYBE: "Said maybe", Invitation.INVITED: "Has not answered yet"}


def why_closed(activity, *, today: date) -> str:
    """Why the register of a plan cannot be filled in today, in a sentence; nothing where it is open."""
    if activity.is_called_off:
        return "This plan is called off, so nobody is expected."
    if activity.date is None:
        return "This plan has no date yet. The register opens the day before."
    if today < activity.date - OPENS:
        return f"The register opens on {date_format(activity.date - OPENS)}, the day before."
    return ""


def is_folded(part) -> bool:
    """Whether somebody stands apart from those who are expected: they said no, and have not come after all."""
    return part.invitation in SAID_NO and part.attendance == Attendance.EXPECTED


@dataclass(frozen=True)
class Count:
    """How many people it is for each thing that can be said of them."""

    came: int
    cancelled: int
    did_not_come: int
    left: int

    @property
    def expected(self) -> int:
        """How many people the register counts at all."""
        return self.came + self.cancelled + self.did_not_come + self.left


def count(parts: Iterable) -> Count:
    """Count the people of a register. Who said beforehand that they do not come is not counted."""
    attended = Counter(part.attendance for part in parts if not is_folded(part))
    cancelled = (Attendance.CANCELLED, Attendance.CANCELLED_BY_US)
    return Count(
        came=sum(attended[each] for each in WERE_THERE),
        cancelled=sum(attended[each] for each in cancelled),
        did_not_come=sum(attended[each] for each in Attendance if counts_as_not_attending(each)),
        left=attended[Attendance.EXPECTED],
    )


def say_count(counted: Count) -> str:
    """Say it in words: "6 of 8 people came. 1 cancelled. 1 did not come."."""
    if not counted.expected:
        return "Nobody from the list was expected."
    said = [f"{counted.came} of {counted.expected} {'person' if counted.expected == 1 else 'people'} came."]
    if counted.cancelled:
        said.append(f"{counted.cancelled} cancelled.")
    if counted.did_not_come:
        said.append(f"{counted.did_not_come} did not come.")
    if counted.left:
        said.append(f"We do not know yet about {counted.left}.")
    return " ".join(said)


def say_who_else(guests: int, new_faces: int) -> str:
    """Say who else came: "2 guests came. 1 person was here for the first time."."""
    said = []
    if guests:
        said.append(f"{guests} guest{'' if guests == 1 else 's'} came.")
    if new_faces:
        said.append(f"{new_faces} {'person was' if new_faces == 1 else 'people were'} here for the first time.")
    return " ".join(said)
