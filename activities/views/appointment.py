"""When a person is busy elsewhere: on a page of their own, so that plans can go round it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities.forms.appointment import AppointmentForm
from activities.views.person import open_person
from beneficiaries.actions import add_appointment
from beneficiaries.models import Appointment, Beneficiary

MOST_APPOINTMENTS = 50


@require_safe
def appointment_list(request, reference):
    """When somebody is busy elsewhere, soonest first."""
    person = open_person(request, reference, what="their appointments")
    context = {"person": person, "appointments": appointments_to_come(person, timezone.localdate())}
    return render(request, "activities/appointment_list.html", context)


def appointments_to_come(person, today):
    """`(day, appointment)` for each that is still to come, with the next day on which it falls, soonest first."""
    appointments = person.appointments.still_to_come(today)[:MOST_APPOINTMENTS]
    days = ((appointment.next_from(today), appointment) for appointment in appointments)
    return sorted((day for day in days if day[0]), key=lambda each: (each[0], each[1].starts_at, each[1].pk))


def appointment_add(request, reference):
    """Say when somebody is busy elsewhere."""
    person = open_person(request, reference, what="their appointments")
    appointment = Appointment(beneficiary=person, added_by=request.user)
    form = AppointmentForm(request.POST or None, instance=appointment, today=timezone.localdate())
    if form.is_valid():
        add_appointment(appointment=form.instance)
        messages.success(request, "Saved. Plans for that time will say so.")
        return redirect("activities:appointment_list", person.reference)
    return render(request, "activities/appointment_add.html", {"form": form, "person": person})


@require_POST
def appointment_remove(request, reference, pk):
    """Take an appointment away. Pressed twice, it is removed once, and the second press is told so."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    removed, _ = person.appointments.filter(pk=pk).delete()
    if removed:
        messages.success(request, "Removed.")
    else:
        messages.info(request, "There was nothing left to remove.")
    return redirect("activities:appointment_list", person.reference)
