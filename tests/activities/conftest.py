import pytest
import time_machine

from tests.factories import ActivityFactory, BeneficiaryFactory
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
