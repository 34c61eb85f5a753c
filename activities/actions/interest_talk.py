"""What is written down of a conversation about interests, and when that does its line of the form."""

from datetime import date

from django.db import transaction

from activities.actions.tool import tick_line
from activities.interest_talks import TALKED, is_everybody_talked_with
from activities.models import Activity
from beneficiaries.models import Beneficiary, Milestone, MilestoneKind
from checklist.form import Tool


@transaction.atomic
def note_talk(*, activity: Activity, person: Beneficiary, on: date, by) -> bool:
    """Keep that this user talked with somebody. Pressed twice on a day it is kept once.

    Once everybody on the plan was talked with, that line of the form is ticked; return whether that happened.
    """
    # The second of two presses waits here until the first is kept.
    Beneficiary.objects.select_for_update().get(pk=person.pk)
    kind, _ = MilestoneKind.objects.get_or_create(words=TALKED)
    talk = {"beneficiary": person, "kind": kind, "date": on, "by": by}
    if not Milestone.objects.standing().filter(**talk).exists():
        Milestone.objects.create(**talk)
    return tick_when_everybody_talked(activity=activity, by=by, today=on)


def tick_when_everybody_talked(*, activity: Activity, by, today: date) -> bool:
    """Tick the line where everybody on the plan was talked with; return whether that ticked it."""
    return is_everybody_talked_with(activity, today=today) and bool(tick_line(activity=activity, tool=Tool.TALK, by=by))
