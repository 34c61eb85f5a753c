"""What is done to somebody's working days. Their plans follow at once."""

from datetime import date

from django.db import transaction

from activities.models import Activity
from activities.scheduling import due_of
from checklist.actions import follow_plan_again, reschedule
from checklist.models import Step
from checklist.schedule import due_days
from teams.calendars import calendars_of
from teams.models import Leave, User, WorkingPattern


@transaction.atomic
def save_days(*, days: Leave | WorkingPattern, today: date) -> list[Step]:
    """Save leave or a working pattern, and return the steps that moved by it."""
    days.save()
    return follow_working_days(champion=days.user, today=today)


@transaction.atomic
def remove_days(*, days: Leave | WorkingPattern, today: date) -> list[Step]:
    """Take leave or a working pattern away again, and return the steps that moved by it."""
    days.delete()
    return follow_working_days(champion=days.user, today=today)


def follow_working_days(*, champion: User, today: date) -> list[Step]:
    """Let the open plans of a champion follow their working days, and return the steps that moved.

    The number of queries does not depend on how many plans there are.
    """
    plans = Activity.objects.filter(champion=champion).not_long_gone(today).select_related("checklist__template")
    calendar = calendars_of([champion.pk])[champion.pk]
    return reschedule(
        {
            plan.checklist_id: due_days(
                activity_date=plan.date,
                planned_on=plan.checklist.planned_on,
                offsets=plan.checklist.template.offsets,
                champion=calendar,
            )
            for plan in plans
        }
    )


def let_days_follow(*, activity: Activity) -> list[Step]:
    """Let the days that somebody set by hand follow the plan again, and return the steps that moved."""
    return follow_plan_again(checklist=activity.checklist, due=due_of(activity))
