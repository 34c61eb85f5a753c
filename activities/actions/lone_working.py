"""What is said of working alone, and what a lone worker and their buddy do on the day."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activities.actions.risk_assessment import ask_to_sign_again, lock_plan
from activities.lone_working import counts_on
from activities.models import Activity, LoneWorking
from teams import trail

TOLD = ("where", "with_whom", "ends_at", "buddy", "ring")


class StaleLoneWorking(Exception):
    """Somebody else said something about working alone on the plan, or took it back, after it was opened."""


class CannotRemove(Exception):
    """Working alone stays on the plan. The message says why."""


@transaction.atomic
def save_lone_working(*, lone: LoneWorking, activity: Activity, opened_version: int) -> None:
    """Keep what a buddy needs to know; check-ins stay as they are. What touches safety asks for signing again.

    Raises StaleLoneWorking where somebody else saved since `opened_version`, which is 0 for a new one.
    """
    activity = lock_plan(activity)
    row = LoneWorking.objects.filter(activity=activity)
    if opened_version == 0 and row.exists():
        raise StaleLoneWorking
    if opened_version and not row.filter(version=opened_version).update(version=F("version") + 1):
        raise StaleLoneWorking
    told = {name: getattr(lone, name) for name in TOLD}
    LoneWorking.objects.update_or_create(activity=activity, defaults=told)
    ask_to_sign_again(activity=activity)


@transaction.atomic
def remove_lone_working(*, activity: Activity) -> None:
    """Nobody works alone on a plan after all: that asks for signing again. Removed twice, it is removed once.

    Raises CannotRemove from the plan's day on, when somebody may be out there.
    """
    activity = lock_plan(activity)
    lone = LoneWorking.objects.select_for_update(of=["self"]).filter(activity=activity).select_related("activity")
    for row in lone:
        if row.removal_problem:
            raise CannotRemove(row.removal_problem)
        row.delete()
    ask_to_sign_again(activity=activity)


@transaction.atomic
def check_in(*, lone: LoneWorking, is_over: bool, by) -> bool:
    """Keep the time at which somebody arrived, or is safe again. Return whether that was news: the first time stays.

    A check-in from before the plan was moved does not count, and is written over.
    """
    row = LoneWorking.objects.select_for_update(of=["self"]).select_related("activity").get(pk=lone.pk)
    name = "safe_at" if is_over else "arrived_at"
    if counts_on(getattr(row, name), row.activity.date):
        return False
    times = {name: timezone.now()} | ({"safe_by": by} if is_over else {})
    return bool(trail.update(LoneWorking.objects.filter(pk=row.pk), **times))
