"""What is done to plans and around them. Each is one transaction and answers only once the database holds it."""

from activities.actions.conversation import mark_spoken
from activities.actions.days import follow_working_days, let_days_follow, remove_days, save_days
from activities.actions.lone_working import check_in, save_lone_working
from activities.actions.message import send_message
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
from activities.actions.risk_assessment import (
    CannotSign,
    StaleHazard,
    ask_for_signature,
    ask_to_sign_again,
    keep_hazard,
    save_hazard,
    save_individual_risks,
    sign_assessment,
    start_assessment,
)
from activities.actions.step import NotYours, add_task, change_task, mark_step
from activities.actions.tool import tick_line, untick_line

__all__ = [
    "Answer",
    "CannotSign",
    "NotYours",
    "PlannedAlready",
    "StaleHazard",
    "StalePlan",
    "add_task",
    "answer_plan",
    "ask_for_signature",
    "ask_to_sign_again",
    "call_off_activity",
    "change_activity",
    "change_task",
    "check_in",
    "copy_activity",
    "follow_working_days",
    "keep_hazard",
    "let_days_follow",
    "mark_spoken",
    "mark_step",
    "move_activity",
    "plan_activity",
    "put_activity_back_on",
    "remove_days",
    "save_days",
    "save_hazard",
    "save_individual_risks",
    "save_lone_working",
    "send_message",
    "send_reminders",
    "sign_assessment",
    "start_assessment",
    "tick_line",
    "untick_line",
]
