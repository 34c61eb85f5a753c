"""When a person is busy elsewhere: on their own page, so that plans can go round it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activities.forms.appointment import AppointmentForm
from beneficiaries.actions import add_appointment
from beneficiaries.models import Appointment, Beneficiary


def appointment_add(request, reference):
    """Say when somebody is busy elsewhere."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    appointment = Appointment(beneficiary=person, added_by=request.user)
    form = AppointmentForm(request.POST or None, instance=appointment, today=timezone.localdate())
    if form.is_valid():
        add_appointment(appointment=form.instance)
        messages.success(request, "Saved. Plans for that time will say so.")
        return redirect(person)
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
    return redirect(person)
