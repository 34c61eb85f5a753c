"""Fetches how far plans have come and how ready they are: a fixed number of queries, whatever a page lists."""

from django.db.models import Exists, OuterRef

from activities.models import Activity, Participation
from activities.money import State
from activities.readiness import readiness_of
from activities.rules import is_ahead
from activities.signatures import RISK_FIELDS, mark_risk_line, risk_standing
from activities.venue_facts import heads
from activities.venue_querysets import BOOKING_FIELDS, add_standings
from checklist.form import Tool
from checklist.models import Step

MONEY_FIELDS = ["cash_request__state", "cash_request__amount"]


def add_paths(activities, today):
    """Give each activity its `path`, the progress at each stage, and how many steps are `late`: one query for all."""
    activities = list(activities)
    progress = Step.objects.progress_of([activity.checklist_id for activity in activities], today)
    for activity in activities:
        activity.path = progress[activity.checklist_id]
        activity.late = sum(each.late for each in activity.path.values())
    return activities


def add_readiness(activities, today):
    """Give each activity its `readiness`, or None where it is over or called off: three queries for all of them.

    Each knows how many of its steps are `late`. It gets its `standing` too, which says how its place stands.
    """
    activities = list(activities)
    answers, needs = _people_on(activities)
    known = _known_of(activities)
    add_standings(activities, known, needs, {plan: heads(len(each)) for plan, each in answers.items()}, today)
    for activity in activities:
        is_coming = is_ahead(activity, today=today)
        activity.readiness = _readiness(activity, answers[activity.pk], known[activity.pk]) if is_coming else None
    return activities


def _readiness(activity, answers, known):
    state, amount = (known[name] for name in MONEY_FIELDS)
    return readiness_of(
        answers=answers,
        late=activity.late,
        risk=risk_standing(known),
        venue=activity.standing,
        money=(State(state), amount) if state else None,
    )


def _people_on(activities):
    """For each plan the answer that counts for each person on it, and what its group needs of a place."""
    answers = {activity.pk: [] for activity in activities}
    needs = {activity.pk: set() for activity in activities}
    people = Participation.objects.on_the_plan().filter(activity__in=activities).mark_answer()
    shared = "beneficiary__support_needs__access_needs"
    for activity_id, answer, their_needs in people.values_list("activity", "answer", shared):
        answers[activity_id].append(answer)
        needs[activity_id].update(their_needs or [])
    return answers, needs


def _known_of(activities):
    """What is known of each plan's cash, booking and risk assessment, by its number, in one query for all of it."""
    to_book = Step.objects.to_do().filter(checklist=OuterRef("checklist"), task__tool=Tool.BOOKING)
    plans = Activity.objects.filter(pk__in=[activity.pk for activity in activities])
    fields = ["pk", "booking__state", *BOOKING_FIELDS, *MONEY_FIELDS, *RISK_FIELDS]
    rows = mark_risk_line(plans).values(*fields, is_to_book=Exists(to_book))
    return {row["pk"]: row for row in rows}
