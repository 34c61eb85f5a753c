"""Erases one person. It stands in the top room, because every room holds something of them."""

import secrets

from auditlog.context import disable_auditlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from activities.actions import ask_to_sign_again
from activities.models import (
    Activity,
    Conversation,
    IndividualRisk,
    Lesson,
    LoneWorking,
    Participation,
    Payment,
    Reflection,
    Review,
    TopicAsked,
    Upload,
)
from beneficiaries.mentions import Mentions
from beneficiaries.models import (
    Appointment,
    Beneficiary,
    Contact,
    ContactChange,
    Milestone,
    PhotoConsent,
    ProfileEntry,
    SafeguardingPointer,
    SubjectRequest,
    SupportNeeds,
)
from beneficiaries.profile_actions import take_away_for_good
from reports.models import Export
from teams.models import TrailEntry, User
from wyfi_coproduction.sweeping import leave_out_everywhere, write_file_anew

# Written as a reference is, so that whatever reads one can read it. No programme has people of its own under GONE.
GONE = "GONE-{:05}"


class MustBeKept(Exception):
    """Somebody said that nothing of this person may be let go. It says so in a sentence."""


@transaction.atomic
def erase_person(*, person: Beneficiary, by: User | None = None, writes_file_anew: bool = True) -> None:
    """Erase who somebody was, everywhere. What they did still counts, as a row without a name.

    What they were like, need and said is deleted; of what counts only day, kind and sum stay. Wherever words speak of
    them, they say “somebody”. The trail about them goes, and says that one person was erased, without whom.
    `by` is None where the time to keep it was over. Whoever erases many writes the file anew once, at the end.
    Raises MustBeKept while there is a reason to keep what is held of them.
    """
    # Whatever else is being written about them is waited for, and then erased too.
    person = Beneficiary.objects.select_for_update().get(pk=person.pk)
    if person.is_gone:
        return
    if person.held_why:
        raise MustBeKept(f"{person.reference} must be kept, because: {person.held_why}. Nothing was erased.")
    mentions = Mentions(person.reference, person.known_as)
    with disable_auditlog():
        coming = _take_off_what_is_to_come(person)
        _let_go(person)
        _leave_only_what_counts(person)
        _become_nobody(person)
        _begin_long_files_again()
        leave_out_everywhere(mentions)
        for plan in coming:
            ask_to_sign_again(activity=plan)
    TrailEntry.objects.of_person(person.pk).delete()
    action = TrailEntry.Action.DELETE
    TrailEntry.objects.log_create(
        by or person.team, force_log=True, action=action, actor=by, object_repr="one person, for good"
    )
    if writes_file_anew:
        transaction.on_commit(write_file_anew, robust=True)


def _take_off_what_is_to_come(person):
    """The plans after today that they were on, and are not any more."""
    to_come = Q(date__isnull=True) | Q(date__gt=timezone.localdate())
    plans = list(Activity.objects.filter(to_come, participations__beneficiary=person))
    checklists = [plan.checklist_id for plan in plans]
    Conversation.objects.filter(beneficiary=person, step__checklist__in=checklists).delete()
    IndividualRisk.objects.filter(beneficiary=person, assessment__activity__in=plans).delete()
    for rows in (Review.objects, Participation.objects):
        rows.filter(beneficiary=person, activity__in=plans).delete()
    return plans


def _let_go(person):
    """What no number is made of."""
    for entry in ProfileEntry.objects.filter(beneficiary=person):
        take_away_for_good(entry=entry)
    for model in (Appointment, SupportNeeds, PhotoConsent, SafeguardingPointer, SubjectRequest, Lesson, Reflection):
        model.objects.filter(beneficiary=person).delete()
    ContactChange.objects.filter(contact__beneficiary=person).delete()
    let_receipts_go(Payment.objects.filter(beneficiary=person))


def let_receipts_go(entries: QuerySet, **instead) -> None:
    """The photos of receipts of these entries about money, which say this instead. What was paid and when stays."""
    receipts = list(Upload.objects.filter(pk__in=entries.exclude(receipt=None).values("receipt")))
    entries.update(receipt=None, **instead)
    for receipt in receipts:
        if not receipt.payments.exists() and not receipt.receipts.exists():
            _delete_with_file(receipt)


def _begin_long_files_again():
    """Files of many rows: those that are ready go, and those that are being made begin again without the person."""
    # Whatever works on one sees at its next step that somebody else has taken it over.
    Export.objects.unfinished().update(worked_at=None, called_at=None, rows_done=0)
    for export in Export.objects.exclude(file=""):
        _delete_with_file(export)


def _delete_with_file(row):
    row.delete()
    transaction.on_commit(lambda: row.file.storage.delete(row.file.name), robust=True)


def _leave_only_what_counts(person):
    """Days, kinds and sums without a word."""
    for model in (Contact, Milestone):
        model.objects.filter(beneficiary=person).update(line="")
    Participation.objects.filter(beneficiary=person).update(reason="")
    Review.objects.filter(beneficiary=person).update(note="")
    Conversation.objects.filter(beneficiary=person).update(answer="")
    TopicAsked.objects.filter(beneficiary=person).update(link_hash=None, link_until=None)
    # Where somebody works alone with one person is often where that person lives.
    LoneWorking.objects.filter(with_whom=person).update(where="Somewhere", with_whom=None)


def _become_nobody(person):
    """Nobody can be found by this row any more, and nobody knows who it was."""
    person.navigators.clear()
    Beneficiary.objects.filter(pk=person.pk).update(
        reference=_drawn_by_lot(), known_as="", is_gone=True, status=Beneficiary.Status.MOVED_ON, closed_on=None
    )


def _drawn_by_lot():
    taken = set(Beneficiary.objects.filter(is_gone=True).values_list("reference", flat=True))
    return next(drawn for drawn in iter(lambda: GONE.format(secrets.randbelow(100_000)), "") if drawn not in taken)
