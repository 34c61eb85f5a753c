"""Risk costs a fixed number of queries however much is weighed and signed."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import (
    Activity,
    Hazard,
    IndividualRisk,
    LoneWorking,
    Participation,
    PlanChange,
    RiskAssessment,
    Signature,
)
from beneficiaries.models import Beneficiary
from checklist.models import Task
from tests.activities.growing import ROWS, grow, queries_of
from tests.helpers import TODAY, client_of

pytestmark = pytest.mark.django_db


def grow_risk(champion, lead, team, number):
    """Assess `number` plans that are near: every other one asked for, each with somebody alone."""
    plan = grow(champion, champion, team, number)
    plans = list(Activity.objects.order_by("pk"))
    Task.objects.filter(position=0).update(tool="risk")
    assessments = RiskAssessment.objects.bulk_create(
        RiskAssessment(
            activity=each, made_by=champion, review_on=TODAY + timedelta(days=90), fingerprint=f"{each.pk}",
            asked_at=None if row % 2 else timezone.now(), asked_by=champion,
        )
        for row, each in enumerate(plans)
    )  # fmt: skip
    Signature.objects.bulk_create(
        Signature(assessment=each, by=lead, safety={}, fingerprint=each.fingerprint * 2, review_on=each.review_on)
        for each in assessments
    )
    LoneWorking.objects.bulk_create(
        LoneWorking(activity=each, where="Library", ends_at=time(15), buddy=lead, ring="Theo") for each in plans
    )
    return plan


def grow_hazards(plan, champion, people, number):
    """Give one plan's assessment `number` hazards, signatures, people whose risks were discussed, and lessons."""
    assessment = plan.risk_assessment
    Hazard.objects.bulk_create(
        Hazard(
            assessment=assessment, hazard=f"Pan {row}", by_whom=champion, likelihood=1, severity=1,
            likelihood_after=1, severity_after=1, is_looked_at=True,
        )
        for row in range(number)
    )  # fmt: skip
    Participation.objects.bulk_create(
        [Participation(activity=plan, beneficiary=person) for person in people], ignore_conflicts=True
    )
    IndividualRisk.objects.bulk_create(
        IndividualRisk(assessment=assessment, beneficiary=person, discussed_with=champion, discussed_on=TODAY)
        for person in people
    )
    Activity.objects.update(place="Kitchen")
    PlanChange.objects.bulk_create(
        PlanChange(activity=each, what="moved", learned="Rain", by=champion) for each in Activity.objects.all()
    )


@pytest.mark.parametrize("rows", ROWS)
def test_what_is_said_of_risk_on_my_week_and_in_review_costs_the_same_however_much_there_is(
    rows, champion, lead_navigator, calderdale
):
    grow_risk(champion, lead_navigator, calderdale, rows)
    for name, user, queries in (("week", champion, 21), ("week", lead_navigator, 13), ("review", lead_navigator, 12)):
        client = client_of(user)
        assert queries_of(lambda client=client, name=name: client.get(reverse(f"activities:{name}"))) == queries


@pytest.mark.parametrize("rows", [10, 200])
def test_the_pages_of_a_risk_assessment_cost_the_same_however_long_it_is(rows, champion, lead_navigator, calderdale):
    plan = grow_risk(champion, lead_navigator, calderdale, 10)
    # SQLite keeps some seventy entries of the trail in one INSERT: more people than that are on no plan.
    people = Beneficiary.objects.bulk_create(
        Beneficiary(reference=f"CAL-{20000 + row}", team=calderdale) for row in range(min(rows, 50))
    )
    grow_hazards(plan, champion, people, rows)
    hazard = plan.risk_assessment.hazards.first()
    client = client_of(lead_navigator)
    for name, more, queries in (
        ("risk_detail", [], 14), ("risk_start", [], 9), ("hazard_edit", [hazard.pk], 9), ("hazard_add", [], 6),
        ("individual_risks", [], 9), ("lone_working", [], 8), ("risk_print", [], 12),
    ):  # fmt: skip
        address = reverse(f"activities:{name}", args=[plan.pk, *more])
        assert queries_of(lambda address=address: client.get(address)) == queries, name
