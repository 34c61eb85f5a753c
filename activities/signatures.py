"""How lists of plans ask whether risk assessments are signed: a fixed number of queries, whatever they list."""

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery

from activities.risk import Standing, signed_by_day, standing_of
from checklist.form import State, Tool
from checklist.models import Step


def _signatures(assessment, version):
    """The signatures of an assessment that count for a version and for the plan's day."""
    in_time = Q(assessment__activity__date__isnull=True) | Q(review_on__gte=F("assessment__activity__date"))
    return _rows("Signature").filter(in_time, assessment=assessment, fingerprint=version)


def mark_risk(activities):
    """Add to plans `risk_is_signed`, and `risk_is_ready`: asked for, with every hazard looked at."""
    assessment = "risk_assessment"
    unseen = _rows("Hazard").kept().filter(assessment=OuterRef(assessment), is_looked_at=False)
    return activities.annotate(
        risk_is_signed=Exists(_signatures(OuterRef(assessment), OuterRef(f"{assessment}__fingerprint"))),
        risk_is_ready=Q(risk_assessment__asked_at__isnull=False) & ~Exists(unseen),
    )


def _is_wanted():
    """Whether a plan waits for a signature: its line is to do, or somebody began here. A tick by hand signs nothing."""
    line = Step.objects.to_do().filter(checklist=OuterRef("checklist"), task__tool=Tool.RISK)
    return Exists(line) | Q(risk_assessment__isnull=False)


def not_signed_soon(activities, today):
    """Of plans, those two working days away or nearer whose risk assessment is not signed, soonest first."""
    soon = activities.coming(today).filter(_is_wanted(), date__lte=signed_by_day(today))
    return mark_risk(soon).filter(risk_is_signed=False).order_by("date", "id")


def to_sign_by(activities, user, today):
    """Of plans, those that a lead navigator should sign or ask after, soonest first, marked with `repeats_at`.

    They were asked for and not signed, or they are two working days away or nearer and not signed.
    """
    led = mark_risk(activities.on().filter(Q(date__gte=today) | Q(date__isnull=True), team__in=user.led_team_ids))
    waits = Q(risk_is_ready=True) | Q(_is_wanted(), date__lte=signed_by_day(today))
    earlier = (
        _rows("Signature")
        .that_may_repeat(today)
        .filter(fingerprint=OuterRef("risk_assessment__fingerprint"), assessment__activity__team=OuterRef("team"))
    )
    repeats_at = Subquery(earlier.order_by("-at").values("at")[:1])
    is_soon = Q(date__lte=signed_by_day(today))
    found = led.filter(waits, risk_is_signed=False).annotate(repeats_at=repeats_at, is_soon=is_soon)
    return found.select_related("risk_assessment", "champion").order_by(F("date").asc(nulls_last=True), "id")


RISK_FIELDS = ["risk_assessment", "risk_assessment__asked_at", "risk_line", "risk_is_signed", "risk_was_signed"]


def mark_risk_line(activities):
    """Add to plans what `risk_standing` asks; `risk_line` is how far that line of the form is, if it is needed."""
    assessment = OuterRef("risk_assessment")
    line = Step.objects.filter(checklist=OuterRef("checklist"), task__tool=Tool.RISK).exclude(state=State.NOT_NEEDED)
    return activities.annotate(
        risk_line=Subquery(line.values("state")[:1]),
        risk_is_signed=Exists(_signatures(assessment, OuterRef("risk_assessment__fingerprint"))),
        risk_was_signed=Exists(_rows("Signature").filter(assessment=assessment)),
    )


def risk_on(activity) -> Standing | None:
    """How far one plan's risk assessment has come."""
    plan = _rows("Activity").filter(pk=activity.pk)
    return risk_standing(mark_risk_line(plan).values(*RISK_FIELDS).get())


def risk_standing(plan: dict) -> Standing | None:
    """How far a plan's risk assessment has come, of its `RISK_FIELDS`.

    Where the line is not needed, or not on the form, there is nothing to say.
    """
    made, asked_at, line, is_signed, was_signed = (plan[name] for name in RISK_FIELDS)
    if line is None:
        return None
    if line == State.DONE and made is None:
        return Standing.ON_PAPER
    return standing_of(
        is_made=made is not None, is_asked=asked_at is not None, was_signed=was_signed, is_signed=is_signed
    )


def _rows(name):
    """All rows of another model of this room, which is not there yet while this file is read."""
    return apps.get_model("activities", name).objects.all()
