"""What is said on the day of who came. Setting what is already set changes nothing."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from activities.participation import Attendance
from activities.register import SAID_NO, why_closed
from teams import trail


class RegisterClosed(Exception):
    """Nothing can be said of who came to this plan today; why not, in a sentence."""


@transaction.atomic
def mark_attendance(
    *,
    parts,
    part_id: int,
    attendance: Attendance,
    by,
    today: date,
    cancelled_on: date | None = None,
    reason: str = "",
) -> list:
    """Say of one of these parts whether the person came, and return them all as the database then holds them.

    The whole register is locked, so that of two people pressing at once neither loses what they said, and the first
    name stays. `cancelled_on` and `reason` are kept for somebody who cancelled, and for nobody else.
    Raises RegisterClosed.
    """
    everybody = list(parts.select_for_update(of=["self"]))
    part = next((each for each in everybody if each.pk == part_id), None)
    if part is None:
        return everybody
    if closed := why_closed(part.activity, today=today):
        raise RegisterClosed(closed)
    is_cancelled = attendance == Attendance.CANCELLED
    said = {
        "attendance": attendance,
        "cancelled_on": cancelled_on if is_cancelled else None,
        "reason": reason if is_cancelled else "",
    }
    if any(getattr(part, name) != value for name, value in said.items()):
        is_expected = attendance == Attendance.EXPECTED
        said["attendance_by"], said["attendance_at"] = (None, None) if is_expected else (by, timezone.now())
        trail.update_locked(type(part), [part], **said)
        for name, value in said.items():
            setattr(part, name, value)
    return everybody


def mark_the_rest_came(*, parts, by) -> tuple[int, datetime]:
    """Say that everybody who is still expected came; return how many those are, and the moment that undoes it."""
    now = timezone.now()
    rest = parts.filter(attendance=Attendance.EXPECTED).exclude(invitation__in=SAID_NO)
    return trail.update(rest, attendance=Attendance.CAME, attendance_by=by, attendance_at=now), now


def take_back_the_rest(*, parts, at: datetime, by) -> int:
    """Undo that: set those whom this person marked at this moment back to expected, and return how many."""
    marked = parts.filter(attendance=Attendance.CAME, attendance_at=at, attendance_by=by)
    return trail.update(marked, attendance=Attendance.EXPECTED, attendance_by=None, attendance_at=None)
