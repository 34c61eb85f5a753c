"""What is done to a line of a plan's check list."""

from django.db import transaction

from activities.models import Activity
from activities.rules import NOT_YOURS, may_tick
from activities.scheduling import due_of
from checklist import actions as checklist
from checklist.form import State
from checklist.models import Step, Task


class NotYours(Exception):
    """A navigator says that this is done, nobody else."""

    def __str__(self):
        return NOT_YOURS


def mark_step(*, activity: Activity, step_id: int, state: State, by) -> bool:
    """Set a step of this plan done, not needed or to do, and return whether that changed anything.

    Raises NotYours where somebody who is no navigator ticks what a navigator ticks.
    """
    if state == State.DONE and not by.is_navigator:
        _refuse_what_navigators_tick(activity, step_id)
    due = due_of(activity) if state == State.TO_DO else None
    return checklist.mark_step(checklist=activity.checklist, step_id=step_id, state=state, due=due, by=by)


def _refuse_what_navigators_tick(activity, step_id):
    steps = Step.objects.filter(pk=step_id, checklist=activity.checklist_id)
    for tool in steps.values_list("task__tool", flat=True):
        if not may_tick(tool, State.DONE, is_navigator=False):
            raise NotYours


@transaction.atomic
def change_task(*, activity: Activity, task: Task, by, days: dict | None = None, **changes) -> None:
    """Write a task's note, who to speak to, its stages, and `days` set by hand for some of them.

    Raises StaleTask, as the check list's own action does.
    """
    due = due_of(activity)
    checklist.change_task(task=task, due=due, by=by, **changes)
    checklist.set_days(task=task, days=days or {}, due=due)


def add_task(*, activity: Activity, by, **line) -> Task:
    """Add a line of one's own to this plan."""
    return checklist.add_task(checklist=activity.checklist, due=due_of(activity), by=by, **line)
