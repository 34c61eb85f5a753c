"""What is done to somebody's working days. Their plans follow at once."""

from datetime import date

from django.db import transaction

from activities.models import Activity
from activities.scheduling import due_of
from checklist.actions import follow_plan_again, reschedule
from checklist.models import Step
from teams.calendars import calendars_of
from teams.models import Leave, User, WorkingPattern


@transaction.atomic
def save_days(*, days: Leave | WorkingPattern, today: date) -> list[Step]:
    """Save leave or a working pattern in the place of one for the same days, and return the steps that moved by it."""
    _let_one_at_a_time(days.user_id)
    _same_as(days).exclude(pk=days.pk).delete()
    days.save()
    return follow_working_days(champion=days.user, today=today)


@transaction.atomic
def remove_days(*, days: Leave | WorkingPattern, today: date) -> list[Step]:
    """Take leave or a working pattern away again, and return the steps that moved by it."""
    _let_one_at_a_time(days.user_id)
    days.delete()
    return follow_working_days(champion=days.user, today=today)


def _let_one_at_a_time(user_id):
    """Two changes at once would each move the plans by days that leave out the other."""
    User.objects.select_for_update().get(pk=user_id)


def _same_as(days):
    if isinstance(days, WorkingPattern):
        return WorkingPattern.objects.filter(user=days.user, starts_on=days.starts_on)
    return Leave.objects.filter(user=days.user, first_day=days.first_day, last_day=days.last_day)


def follow_working_days(*, champion: User, today: date) -> list[Step]:
    """Let the open plans of a champion follow their working days, and return the steps that moved.

    The number of queries does not depend on how many plans there are.
    """
    plans = Activity.objects.open_plans_of(champion, today).select_related("checklist__template")
    calendar = calendars_of([champion.pk])[champion.pk]
    return reschedule({plan.checklist_id: due_of(plan, champion=calendar) for plan in plans})


def let_days_follow(*, activity: Activity) -> list[Step]:
    """Let the days that somebody set by hand follow the plan again, and return the steps that moved."""
    return follow_plan_again(checklist=activity.checklist, due=due_of(activity))
