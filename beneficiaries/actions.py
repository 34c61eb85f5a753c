"""What is done to the people supported. Each answers only once the database holds it."""

from django.db import transaction

from beneficiaries.models import Appointment, Beneficiary


@transaction.atomic
def add_appointment(*, appointment: Appointment) -> None:
    """Keep when somebody is busy elsewhere. Sent twice, as when Save is pressed twice, it is kept once."""
    # The second of two presses waits here until the first is kept.
    Beneficiary.objects.select_for_update().get(pk=appointment.beneficiary_id)
    alike = {name: getattr(appointment, name) for name in ("date", "starts_at", "ends_at", "word", "repeats", "until")}
    if not Appointment.objects.filter(beneficiary=appointment.beneficiary_id, **alike).exists():
        appointment.save()
