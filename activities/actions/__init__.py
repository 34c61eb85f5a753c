"""What is done to plans and around them. Each is one transaction and answers only once the database holds it."""

from activities.actions.days import follow_working_days, let_days_follow, remove_days, save_days
from activities.actions.plan import (
    PlannedAlready,
    StalePlan,
    call_off_activity,
    change_activity,
    copy_activity,
    move_activity,
    plan_activity,
    put_activity_back_on,
)
from activities.actions.step import add_task, change_task, mark_step

__all__ = [
    "PlannedAlready",
    "StalePlan",
    "add_task",
    "call_off_activity",
    "change_activity",
    "change_task",
    "copy_activity",
    "follow_working_days",
    "let_days_follow",
    "mark_step",
    "move_activity",
    "plan_activity",
    "put_activity_back_on",
    "remove_days",
    "save_days",
]
