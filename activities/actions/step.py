"""What is done to a line of a plan's check list."""

from activities.models import Activity
from activities.scheduling import due_of
from checklist import actions as checklist
from checklist.form import State
from checklist.models import Task


def mark_step(*, activity: Activity, step_id: int, state: State, by) -> bool:
    """Set a step of this plan done, not needed or to do, and return whether that changed anything."""
    due = due_of(activity) if state == State.TO_DO else None
    return checklist.mark_step(checklist=activity.checklist, step_id=step_id, state=state, due=due, by=by)


def change_task(*, activity: Activity, task: Task, by, **changes) -> None:
    """Write a task's note, who to speak to and its stages. Raises StaleTask, as the check list's own action does."""
    checklist.change_task(task=task, due=due_of(activity), by=by, **changes)


def add_task(*, activity: Activity, by, **line) -> Task:
    """Add a line of one's own to this plan."""
    return checklist.add_task(checklist=activity.checklist, due=due_of(activity), by=by, **line)
