"""What is done to plans and around them. Each is one transaction and answers only once the database holds it."""

from activities.actions.conversation import mark_spoken
from activities.actions.days import follow_working_days, let_days_follow, remove_days, save_days
from activities.actions.message import send_message
from activities.actions.payment import NoRate, claim_mileage, keep_payment, take_back, work_out_mileage
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
from activities.actions.reminder import send_reminders
from activities.actions.review import Answer, answer_plan
from activities.actions.step import NotYours, add_task, change_task, mark_step
from activities.actions.tool import tick_line, untick_line
from activities.actions.upload import keep_upload

__all__ = [
    "Answer",
    "NoRate",
    "NotYours",
    "PlannedAlready",
    "StalePlan",
    "add_task",
    "answer_plan",
    "call_off_activity",
    "change_activity",
    "change_task",
    "claim_mileage",
    "copy_activity",
    "follow_working_days",
    "keep_payment",
    "keep_upload",
    "let_days_follow",
    "mark_spoken",
    "mark_step",
    "move_activity",
    "plan_activity",
    "put_activity_back_on",
    "remove_days",
    "save_days",
    "send_message",
    "send_reminders",
    "take_back",
    "tick_line",
    "untick_line",
    "work_out_mileage",
]
