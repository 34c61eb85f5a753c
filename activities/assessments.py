"""Brings the rules about risk together with what the database knows of a plan."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, OuterRef, Q, Subquery, Value

from activities import risk
from activities.models import (
    Activity,
    Hazard,
    HazardLibrary,
    Lesson,
    LoneWorking,
    Participation,
    PlanChange,
    RiskAssessment,
    Signature,
)
from activities.training import Asked, say_training
from beneficiaries.models import SupportNeeds
from teams.models import TrainingHeld, User

MOST_LEARNED = 5


def assessment_of(activity: Activity) -> RiskAssessment | None:
    """The plan's risk assessment; None where nobody has started one."""
    return RiskAssessment.objects.filter(activity=activity).select_related("made_by", "asked_by").first()


def safety_of(assessment: RiskAssessment, activity: Activity) -> dict:
    """What touches safety in a plan at this moment, as `risk.safety_of` says it."""
    hazards = Hazard.objects.kept().filter(assessment=assessment)
    return safety_with(activity, hazards=hazards, lone=lone_working_on(activity))


def safety_with(activity: Activity, *, hazards: Iterable[Hazard], lone: LoneWorking | None) -> dict:
    """The same, where its hazards and who works alone are at hand."""
    return risk.safety_of(
        hazards=hazards,
        venue_id=activity.venue_id,
        room_id=activity.room_id,
        place=activity.place,
        people=flagged_people(activity),
        lone=lone,
    )


def flagged_people(activity: Activity) -> dict[int, int]:
    """The people on a plan for whom something has to be planned, with the version of what is shared of their needs."""
    needs = SupportNeeds.objects.for_people(activity.beneficiaries_on_it)
    rows = needs.values_list("beneficiary", "version", "access_needs", "avoid")
    return {person: version for person, version, access_needs, avoid in rows if access_needs or avoid}


def counting(signatures: Iterable[Signature], *, version: str, day: date | None) -> Signature | None:
    """The newest of these signatures that counts for a version of what touches safety, and for the plan's day."""
    for signature in signatures:
        if signature.fingerprint == version and not risk.is_past_review(day, review_on=signature.review_on):
            return signature
    return None


def repeated_signature(assessment: RiskAssessment, *, team_id: int, version: str, today: date) -> Signature | None:
    """The newest signature that may be given again in one press: the same was signed within six months in this team."""
    earlier = Signature.objects.that_may_repeat(today).filter(fingerprint=version, assessment__activity__team=team_id)
    return earlier.select_related("by", "assessment__activity").order_by("-at", "-id").first()


def missing_on(hazards: Iterable[Hazard], libraries: Iterable[HazardLibrary], lone: LoneWorking | None) -> list:
    """What is still to do before an assessment can be signed."""
    asks_for_buddy = any(library.is_alone for library in libraries)
    return risk.what_is_missing(hazards=hazards, asks_for_buddy=asks_for_buddy, has_buddy=lone is not None)


def lone_working_on(activity: Activity) -> LoneWorking | None:
    """Who is alone on a plan, and their buddy; with `alone_with`, the number of a person who is still on the plan."""
    still_on = Participation.objects.on_the_plan()
    still_on = still_on.filter(activity=OuterRef("activity"), beneficiary=OuterRef("with_whom"))
    found = LoneWorking.objects.filter(activity=activity).select_related("buddy", "with_whom")
    return found.annotate(alone_with=Subquery(still_on.values("beneficiary"))).first()


def needs_reason(hazards: Iterable[Hazard]) -> bool:
    """Whether a risk stays high, by the bands that are set here, so that signing it needs a written reason."""
    return risk.needs_reason(hazards, bands=settings.RISK_BANDS)


def at_the_same_place(activity: Activity, user):
    """Other plans that this user may see at the same venue, or at a place that is written the same."""
    if activity.venue_id:
        same = Q(venue=activity.venue_id)
    elif activity.place:
        same = Q(place__iexact=activity.place, team=activity.team_id)
    else:
        return Activity.objects.none()
    return Activity.objects.visible_to(user).filter(same).exclude(pk=activity.pk)


def last_time(activity: Activity, user) -> RiskAssessment | None:
    """The newest risk assessment of another plan at the same place."""
    found = RiskAssessment.objects.filter(activity__in=at_the_same_place(activity, user))
    return found.select_related("activity").order_by("-made_at", "-pk").first()


class Learned(NamedTuple):
    """Something that was learned at a place: the words, when, and who or which plan says so."""

    words: str
    at: datetime
    said_by: str
    activity_id: int | None


def learned_here(activity: Activity, user) -> list[Learned]:
    """What was learned at the same place, the newest first: what led to a change, and what somebody wrote down."""
    turns = PlanChange.objects.visible_to(user).filter(activity__in=at_the_same_place(activity, user))
    turns = turns.exclude(learned="").values_list("learned", "at", "activity__description", "activity")
    lessons = Lesson.objects.visible_to(user).at_the_place_of(activity)
    lessons = lessons.values_list("words", "at", "by__name", Value(None, BigIntegerField()))
    # The same order of columns on both sides; the second is when.
    found = turns.order_by().union(lessons.order_by(), all=True).order_by("-at")
    return [Learned(*row) for row in found[:MOST_LEARNED]]


def training_on(activity: Activity, libraries, *, today: date) -> list[Asked]:
    """What training the kinds of activity ask for, beside what the plan's champion and navigators hold."""
    asked = {}
    for library in libraries:
        for kind in library.asks_for:
            asked.setdefault(kind, []).append(library.kind)
    if not asked:
        return []
    colleagues = User.objects.filter(Q(pk=activity.champion_id) | Q(navigated_activities=activity))
    held = TrainingHeld.objects.filter(user__in=colleagues, kind__in=asked).select_related("user")
    return say_training(asked, held.order_by("user__name", "pk"), day=activity.date, today=today)
