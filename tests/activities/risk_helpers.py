"""Small words that the tests about risk are written in."""

from django.urls import reverse

from activities.actions import (
    ask_to_sign_again,
    sign_assessment,
)
from activities.assessments import safety_of
from activities.models import Activity
from activities.risk import fingerprint
from checklist.form import Tool
from checklist.models import Step
from tests.helpers import client_of, text_of


def version_of(assessment):
    return fingerprint(safety_of(assessment, Activity.objects.get(pk=assessment.activity_id)))


def sign(assessment, by, reason=""):
    return sign_assessment(activity=assessment.activity, opened=version_of(assessment), reason=reason, by=by)


def address(name, assessment, *more):
    return reverse(f"activities:{name}", args=[assessment.activity_id, *more])


def counts(assessment):
    return ask_to_sign_again(activity=Activity.objects.with_colleagues().get(pk=assessment.activity_id))


def line_of(activity):
    return Step.objects.get(checklist=activity.checklist_id, task__tool=Tool.RISK)


def page_of(user, assessment):
    return text_of(client_of(user).get(address("risk_detail", assessment)))


def typed(of=None, **changes):
    """What the form of a hazard sends."""
    return {
        "hazard": "Hot oil", "harmed": "Anyone who fries", "already": "A lid to hand", "more": "",
        "likelihood": 4, "severity": 4, "likelihood_after": 2, "severity_after": 3,
        "opened_version": of.version if of else 1,
    } | changes  # fmt: skip
