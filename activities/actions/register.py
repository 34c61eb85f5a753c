"""What is said on the day of who came. Setting what is already set changes nothing."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from activities.participation import Attendance
from activities.register import SAID_NO
from teams import trail


def mark_attendance(
    *, parts, part_id: int, attendance: Attendance, by, cancelled_on: date | None = None, reason: str = ""
) -> bool:
    """Say of one of these parts whether the person came; return whether that changed anything.

    In one transaction, so that of two people pressing at once neither loses what they said, and the first name stays.
    `cancelled_on` and `reason` are kept for somebody who cancelled, and for nobody else.
    """
    is_cancelled = attendance == Attendance.CANCELLED
    told = {"cancelled_on": cancelled_on if is_cancelled else None, "reason": reason if is_cancelled else ""}
    said = {"attendance": attendance} | told
    who = {"attendance_by": by, "attendance_at": timezone.now()}
    if attendance == Attendance.EXPECTED:
        who = dict.fromkeys(who)
    is_said = Q(attendance=attendance, reason=told["reason"])
    is_said &= Q(cancelled_on=cancelled_on) if is_cancelled and cancelled_on else Q(cancelled_on__isnull=True)
    return bool(trail.update(parts.filter(pk=part_id).exclude(is_said), **said, **who))


def mark_the_rest_came(*, parts, by) -> tuple[int, datetime]:
    """Say that everybody who is still expected came; return how many those are, and the moment that undoes it."""
    now = timezone.now()
    rest = parts.filter(attendance=Attendance.EXPECTED).exclude(invitation__in=SAID_NO)
    return trail.update(rest, attendance=Attendance.CAME, attendance_by=by, attendance_at=now), now


def take_back_the_rest(*, parts, at: datetime, by) -> int:
    """Undo that: set those whom this person marked at this moment back to expected, and return how many."""
    marked = parts.filter(attendance=Attendance.CAME, attendance_at=at, attendance_by=by)
    return trail.update(marked, attendance=Attendance.EXPECTED, attendance_by=None, attendance_at=None)
