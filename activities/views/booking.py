"""The room of a plan: how far its booking is, and setting it up on the day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities import actions
from activities.forms import BookingForm
from activities.models import Activity, Booking
from checklist.form import Tool
from checklist.models import Step


def booking_edit(request, pk):
    """Ask for a room, book it, have it confirmed or cancel it."""
    activity = _fetch_plan(request, pk)
    if activity.venue is None:
        return render(request, "activities/booking_no_venue.html", {"activity": activity})
    booking = _booking_of(request, activity)
    before = booking and {"place": booking.place, "date": booking.date, "is_for": booking.is_for(activity)}
    asking = {"activity": activity, "today": timezone.localdate()}
    form = BookingForm(request.POST or None, instance=booking or Booking(activity=activity), **asking)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["opened_version"]
            actions.save_booking(activity=activity, booking=form.instance, opened_version=version, by=request.user)
        except actions.StaleBooking:
            booking = _booking_of(request, activity)
            form = form.reopened(booking=booking)
        else:
            messages.success(request, SAVED[form.instance.state])
            return redirect(activity)
    context = {"activity": activity, "form": form, "booking": booking, "before": before}
    return render(request, "activities/booking_edit.html", context)


SAVED = {
    Booking.State.ASKED: "Saved: you have asked. Come back here when they answer.",
    Booking.State.BOOKED: "Saved: the room is booked. That line is ticked.",
    Booking.State.CONFIRMED: "Saved: the room is booked and confirmed. That line is ticked.",
    Booking.State.CANCELLED: "Saved: the booking is cancelled.",
}


def _fetch_plan(request, pk):
    plans = Activity.objects.visible_to(request.user).with_colleagues().select_related("venue", "room")
    return get_object_or_404(plans, pk=pk)


def _booking_of(request, activity):
    bookings = Booking.objects.visible_to(request.user).select_related("venue", "room", "changed_by")
    return bookings.filter(activity=activity).first()


def set_up(request, pk):
    """On the day: what to set up, whom to ring, and one press when it is done."""
    activity = _fetch_plan(request, pk)
    if request.method == "POST":
        return _mark_set_up(request, activity)
    steps = Step.objects.of(activity.checklist_id).filter(task__tool=Tool.SET_UP)
    context = {"activity": activity, "booking": _booking_of(request, activity), "steps": steps}
    return render(request, "activities/set_up.html", context)


def _mark_set_up(request, activity):
    if "undo" in request.POST:
        actions.untick_line(activity=activity, tool=Tool.SET_UP)
        messages.success(request, "Back to “to do”.")
    elif actions.tick_line(activity=activity, tool=Tool.SET_UP, by=request.user):
        messages.success(request, "The room is set up. That line is ticked.")
    return redirect("activities:set_up", activity.pk)
