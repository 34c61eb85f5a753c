"""What is done to the risk assessment of a plan. What touches safety asks for signing again; nothing else does."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activities import risk
from activities.actions.tool import tick_line, untick_line
from activities.assessments import (
    assessment_of,
    counting,
    lone_working_on,
    missing_on,
    needs_reason,
    repeated_signature,
    safety_of,
    safety_with,
)
from activities.models import Activity, Hazard, IndividualRisk, LibraryHazard, RiskAssessment, Signature
from checklist.form import Tool
from teams import trail


class StaleHazard(Exception):
    """Somebody else changed the hazard after it was opened."""


class StaleTalks(Exception):
    """Somebody else noted with whom people's own risks were talked about after the form was opened."""


class CannotSign(Exception):
    """The assessment cannot be signed as it is. The message says why, and what to do."""


COPIED_FROM_LIBRARY = (
    "hazard", "harmed", "already", "likelihood", "severity", "likelihood_after", "severity_after",
)  # fmt: skip
COPIED_FROM_HAZARD = (*COPIED_FROM_LIBRARY, "more", "by_whom_id")


@transaction.atomic
def start_assessment(
    *, activity: Activity, by, today: date, libraries=(), earlier: RiskAssessment | None = None
) -> RiskAssessment:
    """Start a plan's assessment, or add to it, from lists of hazards and from an earlier assessment.

    What is copied has to be looked at before it counts. What stands there already in the same words is not added.
    """
    lock_plan(activity)
    assessment, _ = RiskAssessment.objects.get_or_create(
        activity=activity, defaults={"made_by": by, "review_on": risk.review_from(today)}
    )
    kinds = set(libraries)
    sources = list(LibraryHazard.objects.filter(library__in=kinds).order_by("library__position", "position", "pk"))
    copied = [{name: getattr(source, name) for name in COPIED_FROM_LIBRARY} for source in sources]
    if earlier:
        kinds |= set(earlier.libraries.all())
        for source in Hazard.objects.kept().filter(assessment=earlier):
            copied.append({name: getattr(source, name) for name in COPIED_FROM_HAZARD})
    assessment.libraries.add(*kinds)
    _add_new(assessment, copied)
    ask_to_sign_again(activity=activity)
    return assessment


def _add_new(assessment, copied):
    known = set(map(risk.plain, assessment.hazards.kept().values_list("hazard", flat=True)))
    for fields in copied:
        if risk.plain(fields["hazard"]) not in known:
            known.add(risk.plain(fields["hazard"]))
            Hazard.objects.create(assessment=assessment, **fields)


@transaction.atomic
def save_hazard(*, hazard: Hazard, opened_version: int, is_done: bool) -> None:
    """Save a new hazard, or one that was looked at and changed. Raises StaleHazard where somebody else saved first."""
    lock_plan(hazard.assessment.activity)
    if hazard.pk:
        row = Hazard.objects.filter(pk=hazard.pk, version=opened_version)
        if not row.update(version=F("version") + 1):
            raise StaleHazard
        hazard.version = opened_version + 1
    hazard.is_looked_at = True
    hazard.done_at = (hazard.done_at or timezone.now()) if is_done else None
    hazard.save()
    ask_to_sign_again(activity=hazard.assessment.activity)


@transaction.atomic
def keep_hazard(*, hazard: Hazard, is_kept: bool) -> None:
    """Take a hazard off the list, or put it back. Setting what is already set changes nothing."""
    lock_plan(hazard.assessment.activity)
    rows = Hazard.objects.filter(pk=hazard.pk, removed_at__isnull=not is_kept)
    rows.update(removed_at=None if is_kept else timezone.now(), version=F("version") + 1)
    ask_to_sign_again(activity=hazard.assessment.activity)


@transaction.atomic
def save_individual_risks(
    *, assessment: RiskAssessment, people, risks: list[IndividualRisk], opened_version: int
) -> None:
    """Keep of these people with whom and when their own risks were talked about; nothing of those without a row.

    Raises StaleTalks where somebody else saved first.
    """
    row = RiskAssessment.objects.filter(pk=assessment.pk, talks_version=opened_version)
    if not row.update(talks_version=F("talks_version") + 1):
        raise StaleTalks
    for row in risks:
        row.assessment = assessment
    kept = [row.beneficiary_id for row in risks]
    assessment.individual_risks.filter(beneficiary__in=people).exclude(beneficiary__in=kept).delete()
    trail.bulk_create(
        IndividualRisk.objects,
        risks,
        update_conflicts=True,
        unique_fields=["assessment", "beneficiary"],
        update_fields=["discussed_with", "discussed_on", "is_planned_for"],
    )


@transaction.atomic
def ask_for_signature(*, assessment: RiskAssessment, review_on: date, by) -> list[risk.Missing]:
    """Ask the lead navigators to sign. Return what is missing before they can: then nothing is asked."""
    lock_plan(assessment.activity)
    missing = _missing(assessment, assessment.hazards.kept())
    if not missing:
        rows = RiskAssessment.objects.filter(pk=assessment.pk)
        rows.update(review_on=review_on)
        rows.filter(asked_at__isnull=True).update(asked_at=timezone.now(), asked_by=by)
        ask_to_sign_again(activity=assessment.activity)
    return missing


@transaction.atomic
def sign_assessment(*, activity: Activity, opened: str, reason: str, by) -> Signature:
    """Sign the version that was `opened`, and tick the line of the form. Signing twice is one signature.

    An unchanged repeat within six months takes the earlier reason with it. Raises CannotSign.
    """
    activity = lock_plan(activity)
    assessment = assessment_of(activity)
    if assessment is None:
        raise CannotSign("There is no risk assessment to sign yet.")
    hazards = list(assessment.hazards.kept())
    lone = lone_working_on(activity)
    safety = safety_with(activity, hazards=hazards, lone=lone)
    version = risk.fingerprint(safety)
    if version != opened:
        raise CannotSign("Something changed while you had it open. Please read it again, then sign.")
    if already := counting(assessment.signatures.select_related("by"), version=version, day=activity.date):
        return already
    reason = _check(assessment, activity, hazards, version, reason)
    signature = Signature.objects.create(
        assessment=assessment, by=by, reason=reason, safety=safety, fingerprint=version, review_on=assessment.review_on
    )
    RiskAssessment.objects.filter(pk=assessment.pk).update(fingerprint=version)
    tick_line(activity=activity, tool=Tool.RISK, by=by)
    return signature


def _check(assessment, activity, hazards, version, reason):
    """Return the reason that goes with a signature, or raise CannotSign."""
    if assessment.asked_at is None or _missing(assessment, hazards):
        raise CannotSign("This is not ready to sign. The page says what is still to do.")
    if risk.is_past_review(activity.date, review_on=assessment.review_on):
        raise CannotSign("The plan is after the day for looking at this again. Ask for a later day first.")
    if needs_reason(hazards) and not reason:
        repeated = repeated_signature(assessment, team_id=activity.team_id, version=version, today=timezone.localdate())
        reason = repeated.reason if repeated else ""
        if not reason:
            raise CannotSign("A risk stays high. Write why it is all right all the same.")
    return reason


def _missing(assessment, hazards):
    return missing_on(hazards, assessment.libraries.all(), lone_working_on(assessment.activity))


def ask_to_sign_again(*, activity: Activity) -> bool:
    """Write down what touches safety as it is now, and return whether a signature counts for it.

    To be called, in the same transaction, by every action that changes any of it: hazards, venue, place, date, people
    on the plan, their needs, and who works alone. Where a signature no longer counts, the line of the form is to do
    again. Where what was signed is back, so is the tick.
    """
    assessment = assessment_of(activity)
    if assessment is None:
        return False
    version = risk.fingerprint(safety_of(assessment, activity))
    RiskAssessment.objects.filter(pk=assessment.pk).update(fingerprint=version)
    signatures = list(assessment.signatures.select_related("by"))
    signature = counting(signatures, version=version, day=activity.date)
    if signature is None:
        if signatures:
            untick_line(activity=activity, tool=Tool.RISK)
        return False
    tick_line(activity=activity, tool=Tool.RISK, by=signature.by)
    return True


def lock_plan(activity):
    """One change at a time, so that nobody signs what somebody else is just changing. Return the plan as it is now."""
    return Activity.objects.with_colleagues().select_for_update(of=["self"]).get(pk=activity.pk)
