"""What is done to the people supported. Each answers only once the database holds it."""

from django.db import transaction
from django.utils import timezone

from beneficiaries.models import Appointment, Beneficiary, SupportNeeds


class StaleNeeds(Exception):
    """Somebody else saved a person's support needs after they were opened."""


@transaction.atomic
def add_appointment(*, appointment: Appointment) -> None:
    """Keep when somebody is busy elsewhere. Sent twice, as when Save is pressed twice, it is kept once."""
    # The second of two presses waits here until the first is kept.
    Beneficiary.objects.select_for_update().get(pk=appointment.beneficiary_id)
    alike = {name: getattr(appointment, name) for name in ("date", "starts_at", "ends_at", "word", "repeats", "until")}
    if not Appointment.objects.filter(beneficiary=appointment.beneficiary_id, **alike).exists():
        appointment.save()


@transaction.atomic
def save_support_needs(*, needs: SupportNeeds, opened_version: int, by) -> None:
    """Keep what helps somebody. Nothing written yet is version 0.

    Raises StaleNeeds where somebody else saved since `opened_version`.
    """
    # Of two who save at the same moment, the second waits here until the first is kept.
    Beneficiary.objects.select_for_update().get(pk=needs.beneficiary_id)
    saved = SupportNeeds.objects.for_people([needs.beneficiary_id]).values_list("version", flat=True).first()
    if (saved or 0) != opened_version:
        raise StaleNeeds
    needs.version, needs.updated_by, needs.updated_at = opened_version + 1, by, timezone.now()
    needs.save()
