"""What is done to the people supported. Each answers only once the database holds it."""

from django.db import transaction
from django.utils import timezone

from beneficiaries.contacts import say_changes
from beneficiaries.models import Appointment, Beneficiary, Contact, ContactChange, Milestone, SupportNeeds
from teams import trail
from teams.keeping import keep_once


class StaleNeeds(Exception):
    """Somebody else saved a person's support needs after they were opened."""


class StaleContact(Exception):
    """Somebody else put a contact right, or took it back, after it was opened."""


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


@transaction.atomic
def write_contact(*, contact: Contact) -> Contact:
    """Keep a contact, for the team that the person is in now. Sent twice with the same `key` it is kept once."""
    contact.team_id = contact.beneficiary.team_id
    return keep_once(contact, by=contact.by, key=contact.key)


@transaction.atomic
def add_milestone(*, milestone: Milestone) -> Milestone:
    """Keep a milestone. Sent twice with the same `key` it is kept once."""
    return keep_once(milestone, by=milestone.by, key=milestone.key)


@transaction.atomic
def put_contact_right(*, contact: Contact, opened_version: int, by) -> bool:
    """Keep a contact as it is now given, and what it said before, with who put it right. Return whether it differs.

    Raises StaleContact where somebody put it right since `opened_version`, or took it back.
    """
    # Of two who save at the same moment, the second waits here until the first is kept.
    saved = Contact.objects.select_for_update().get(pk=contact.pk)
    if saved.is_taken_back or saved.version != opened_version:
        raise StaleContact
    words = say_changes(saved, contact)
    if words:
        contact.version = opened_version + 1
        contact.save()
        ContactChange.objects.create(contact=contact, words=words, by=by)
    return bool(words)


def take_back_entry(*, entry: Contact | Milestone, by) -> bool:
    """Take back what was wrong: it is kept, and counts for nothing. Return whether that is new."""
    standing = type(entry).objects.standing().filter(pk=entry.pk)
    return bool(trail.update(standing, taken_back_by=by, taken_back_at=timezone.now()))
