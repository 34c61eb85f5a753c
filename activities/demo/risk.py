"""Risk assessments in the demo: one signed, one waiting for its signature, one of working alone. All made up."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from activities.actions import (
    ask_for_signature,
    save_hazard,
    save_individual_risks,
    save_lone_working,
    sign_assessment,
    start_assessment,
    untick_line,
)
from activities.assessments import safety_of
from activities.models import Activity, HazardLibrary, IndividualRisk, LoneWorking
from activities.risk import fingerprint
from checklist.form import Tool
from teams.models import Membership, Role, Training, TrainingHeld, User
from teams.working_days import add_working_days


@dataclass(frozen=True)
class Assessed:
    """How far the assessment of a plan has come. A plan is known by its description."""

    description: str
    kinds: tuple[str, ...]
    is_signed: bool = False
    is_discussed: bool = False
    more: str = ""
    buddy: str = ""
    ends_at: time = time(11)


ASSESSED = [
    Assessed("Cook and eat: soup and flatbread", ("Cooking",), is_signed=True, is_discussed=True),
    Assessed(
        "Museum trip by train",
        ("Travel by train", "Museum or visit"),
        is_discussed=True,
        more="Ask a second person to come along on the train.",
    ),
    Assessed("First visit to the gym", ("Gym and sport", "Lone working"), buddy="Kieran Holroyd"),
]
# By the name of who holds it: the training, and in how many days it runs out.
TRAINED = [
    ("Asha Whitworth", Training.FIRST_AID, 400),
    ("Asha Whitworth", Training.FOOD_HYGIENE, -40),
    ("Asha Whitworth", Training.LONE_WORKING, 90),
    ("Nadia Hussain", Training.FIRST_AID, 200),
    ("Kieran Holroyd", Training.FIRST_AID, None),
]


def load_risk(*, today: date) -> None:
    """Assess some of the demo's plans, through the same actions that people's own work goes through."""
    for name, kind, days in TRAINED:
        expires_on = None if days is None else today + timedelta(days=days)
        TrainingHeld.objects.create(user=User.objects.get(name=name), kind=kind, expires_on=expires_on)
    for assessed in ASSESSED:
        _assess(assessed, today)


def _assess(assessed, today):
    activity = Activity.objects.with_colleagues().get(description=assessed.description)
    untick_line(activity=activity, tool=Tool.RISK)
    libraries = HazardLibrary.objects.filter(kind__in=assessed.kinds)
    champion = activity.champion
    assessment = start_assessment(activity=activity, by=champion, today=today, libraries=libraries)
    for place, hazard in enumerate(assessment.hazards.all()):
        if assessed.more and place == 0:
            hazard.more, hazard.by_whom, hazard.by_when = assessed.more, champion, add_working_days(today, 4)
        save_hazard(hazard=hazard, opened_version=hazard.version, is_done=False)
    if assessed.is_discussed:
        people = activity.beneficiaries.all()
        save_individual_risks(assessment=assessment, people=people, risks=_discussed(people, today), opened_version=1)
    if assessed.buddy:
        lone = LoneWorking(
            where=activity.place,
            with_whom=activity.beneficiaries.first(),
            ends_at=assessed.ends_at,
            buddy=User.objects.get(name=assessed.buddy),
            ring="The lead navigator, then the on-call number on the office door",
        )
        save_lone_working(lone=lone, activity=activity, opened_version=0)
    ask_for_signature(assessment=assessment, review_on=assessment.review_on, by=champion)
    if assessed.is_signed:
        _sign(activity, assessment)


def _discussed(people, today):
    return [
        IndividualRisk(
            beneficiary=person,
            discussed_with=person.navigators.first(),
            discussed_on=add_working_days(today, -3),
            is_planned_for=True,
        )
        for person in people
    ]


def _sign(activity, assessment):
    lead = Membership.objects.get(team=activity.team, role=Role.LEAD_NAVIGATOR).user
    version = fingerprint(safety_of(assessment, activity))
    sign_assessment(activity=activity, opened=version, reason="", by=lead)
