"""The general conversation about interests: with whom on a plan it was had, and when. A talk is kept as a milestone."""

from datetime import date, timedelta

from django.db.models import Max

from activities.models import Activity, Participation
from beneficiaries.models import Milestone

# What the milestone that the product ships is called.
TALKED = "Conversation about interests"
# A talk within half a year is lately enough for a plan. Decided by us.
LATELY = timedelta(days=182)
# What a champion who is new can begin with.
BEGIN_WITH = [
    "What did you use to enjoy, a long time ago?",
    "What would you like to try, if nothing was in the way?",
    "What is a good day like?",
    "What helps when you are somewhere new?",
]


def talks(*, today: date):
    """The talks about interests that count today."""
    return Milestone.objects.standing().filter(kind__words=TALKED, date__gt=today - LATELY, date__lte=today)


def last_talks(people, *, user, today: date) -> dict[int, date]:
    """When somebody last talked with each of these people, as far as this user sees them, by the person's number."""
    seen = talks(today=today).filter(pk__in=Milestone.objects.visible_to(user), beneficiary__in=people)
    return dict(seen.order_by().values_list("beneficiary").annotate(Max("date")))


def is_everybody_talked_with(activity: Activity, *, today: date) -> bool:
    """Whether somebody is on the plan, and everybody on it was talked with."""
    parts = Participation.objects.on_the_plan().filter(activity=activity)
    waiting = parts.exclude(beneficiary__in=talks(today=today).values("beneficiary"))
    return parts.exists() and not waiting.exists()
