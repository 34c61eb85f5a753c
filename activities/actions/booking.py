"""What is done to the booking of a plan's room, and what follows on its check list."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from activities.actions.step import add_task
from activities.actions.tool import tick_line, untick_line
from activities.models import Activity, Booking
from activities.models.booking import CANCEL_BY, MADE
from activities.scheduling import due_of
from checklist.actions import remove_task, set_days
from checklist.form import Area, Stage, Tool

A_WEEK = timedelta(days=7)


class StaleBooking(Exception):
    """Somebody else changed the booking after it was opened."""


@transaction.atomic
def save_booking(*, activity: Activity, booking: Booking, opened_version: int, by) -> None:
    """Save how far a booking is, for the place, day and times that the plan has now. The plan comes `with_colleagues`.

    Booked or confirmed ticks its line; taken back, it is to do again. A day by which to cancel becomes a dated step.
    Raises StaleBooking where somebody else changed it since `opened_version`, which is 0 for a new one.
    """
    before = _claim(activity, opened_version)
    booking.activity, booking.pk = activity, before and before.pk
    booking.version = opened_version + 1
    booking.changed_by, booking.changed_at = by, timezone.now()
    booking.take_over(activity)
    try:
        with transaction.atomic():
            booking.save()
    except IntegrityError as error:
        raise StaleBooking from error
    if booking.is_made:
        tick_line(activity=activity, tool=Tool.BOOKING, by=by)
    elif before and before.is_made:
        untick_line(activity=activity, tool=Tool.BOOKING)
    _keep_cancel_by(activity, booking, by)


def _claim(activity, opened_version):
    """Take the booking's next version and return it as it was; None where there is none yet."""
    row = Booking.objects.filter(activity=activity)
    if opened_version == 0 and not row.exists():
        return None
    if not row.filter(version=opened_version).update(version=F("version") + 1):
        raise StaleBooking
    return row.get()


def _keep_cancel_by(activity, booking, by):
    """Let the day by which to cancel stand on the check list, moved or removed as the booking says now."""
    day = booking.cancel_by if booking.state != Booking.State.CANCELLED else None
    task = activity.checklist.tasks.filter(text=CANCEL_BY).exclude(added_by=None).first()
    if task is None and day:
        stage = _stage_of(day, activity)
        task = add_task(activity=activity, area=Area.VENUE, text=CANCEL_BY, speak_to="the venue", stages=[stage], by=by)
    if task and day:
        days = {stage: day for stage in task.steps.values_list("stage", flat=True)}
        set_days(task=task, days=days, due=due_of(activity))
    elif task:
        remove_task(task=task)


def _stage_of(day, activity):
    is_close = activity.date and day > activity.date - A_WEEK
    return Stage.DAYS_BEFORE if is_close else Stage.WEEKS_BEFORE


def booking_holds_no_more(*, activity: Activity) -> None:
    """Set the lines about booking and setting up back to "to do", as the plan is somewhere or some time else now.

    The booking itself stays, for somebody has to tell the place. The plan comes `with_colleagues`.
    """
    if Booking.objects.filter(activity=activity, state__in=MADE).exists():
        untick_line(activity=activity, tool=Tool.BOOKING)
        untick_line(activity=activity, tool=Tool.SET_UP)
