import pytest
import time_machine

from activities.actions import ask_for_signature
from tests.activities.risk_helpers import sign
from tests.factories import ActivityFactory, BeneficiaryFactory, BudgetFactory, HazardFactory, RiskAssessmentFactory
from tests.helpers import TODAY


@pytest.fixture(autouse=True)
def wednesday():
    """Every test about plans happens on one Wednesday morning in October."""
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield


@pytest.fixture
def people(calderdale, navigator):
    """CAL-010, CAL-011 and CAL-012, whom Sanjay supports."""
    return [
        BeneficiaryFactory(reference=f"CAL-01{number}", team=calderdale, navigators=[navigator]) for number in range(3)
    ]


@pytest.fixture
def museum(calderdale, champion, people, navigator):
    """Ruby's trip, three weeks ahead."""
    return ActivityFactory(
        description="Trip to the industrial museum",
        team=calderdale,
        champion=champion,
        beneficiaries=people,
        navigators=[navigator],
    )


@pytest.fixture
def budget(calderdale):
    """£500 for Calderdale."""
    return BudgetFactory(team=calderdale)


@pytest.fixture
def plan(museum, budget, coordinator):
    """Ruby's trip. Theo at the Hub looks after the money: nobody else is named."""
    return museum


@pytest.fixture
def assessed(museum):
    """Ruby's trip, with two hazards that she looked at."""
    assessment = RiskAssessmentFactory(activity=museum, made_by=museum.champion)
    HazardFactory(assessment=assessment, hazard="Getting separated")
    HazardFactory(assessment=assessment, hazard="Platform edge")
    return assessment


@pytest.fixture
def asked(assessed, champion):
    assert not ask_for_signature(assessment=assessed, review_on=assessed.review_on, by=champion)
    assessed.refresh_from_db()
    return assessed


@pytest.fixture
def signed(asked, lead_navigator):
    sign(asked, lead_navigator)
    asked.refresh_from_db()
    return asked
