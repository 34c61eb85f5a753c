"""When somebody who works alone should say that they are safe. Pure functions, no database."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

# So long after the expected end, a check-in is waited for before anybody is asked to ring.
GRACE = timedelta(minutes=15)


class CheckIn(StrEnum):
    """What a lone worker's check-in waits for."""

    NOT_YET = "not_yet"
    TO_ARRIVE = "to_arrive"
    TO_FINISH = "to_finish"
    OVERDUE = "overdue"
    SAFE = "safe"


def ring_from(day: date, ends_at: time) -> datetime:
    """The moment from which no check-in means that somebody should ring."""
    return timezone.make_aware(datetime.combine(day, ends_at)) + GRACE


def counts_on(moment: datetime | None, day: date | None) -> bool:
    """Whether a check-in belongs to the plan as it is now. One from before it was moved does not."""
    return moment is not None and day is not None and timezone.localdate(moment) >= day


def check_in_of(
    day: date | None, *, ends_at: time, arrived_at: datetime | None, safe_at: datetime | None, now: datetime
) -> CheckIn:
    """What the check-in waits for at this moment.

    Nothing is said until the day itself, and nobody is asked to ring until 15 minutes after the expected end.
    """
    if day is None or timezone.localdate(now) < day:
        return CheckIn.NOT_YET
    if counts_on(safe_at, day):
        return CheckIn.SAFE
    if now >= ring_from(day, ends_at):
        return CheckIn.OVERDUE
    return CheckIn.TO_FINISH if counts_on(arrived_at, day) else CheckIn.TO_ARRIVE


def removal_problem(check_in: CheckIn) -> str:
    """Why working alone cannot be taken off a plan, in a sentence, or an empty string.

    From the day itself on somebody may be out there. So it stays until they are safe, and then as what happened.
    """
    if check_in == CheckIn.NOT_YET:
        return ""
    if check_in == CheckIn.SAFE:
        return "It is over and all is well. It stays here as it was."
    return "A check-in is still to come, so the buddy keeps watch. Press “I am safe: it is over” when it is over."


def may_check_in(user_id: int, *, champion_id: int, buddy_id: int, is_over: bool) -> bool:
    """Whether somebody may check in: the champion does. A buddy who spoke to them may say that they are safe."""
    return user_id == champion_id or (is_over and user_id == buddy_id)
