"""What is done to plans and around them. Each is one transaction and answers only once the database holds it."""

from activities.actions.booking import StaleBooking, save_booking
from activities.actions.conversation import mark_spoken
from activities.actions.days import follow_working_days, let_days_follow, remove_days, save_days
from activities.actions.feedback import keep_feedback
from activities.actions.kept_once import StaleWords, save_words
from activities.actions.lone_working import check_in, save_lone_working
from activities.actions.message import send_message
from activities.actions.money import (
    StaleRequest,
    ask_for_cash,
    bring_back,
    mark_printed,
    move_money,
    put_right,
    save_estimate,
    say_yes,
    sides_of,
    write_spent,
)
from activities.actions.payment import NoRate, claim_mileage, keep_payment, take_back, work_out_mileage
from activities.actions.plan import (
    PlannedAlready,
    StalePlan,
    call_off_activity,
    change_activity,
    choose_venue,
    copy_activity,
    move_activity,
    plan_activity,
    put_activity_back_on,
)
from activities.actions.register import mark_attendance, mark_the_rest_came, take_back_the_rest
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
from activities.actions.support import write_support_needs
from activities.actions.tool import tick_line, untick_line
from activities.actions.upload import keep_upload
from activities.actions.venue import (
    FactAnswer,
    RoomThere,
    StaleFacts,
    StaleVenue,
    add_room,
    change_venue,
    keep_risk_assessment,
    save_facts,
)

__all__ = [
    "Answer",
    "CannotSign",
    "FactAnswer",
    "NoRate",
    "NotYours",
    "PlannedAlready",
    "RoomThere",
    "StaleBooking",
    "StaleFacts",
    "StaleHazard",
    "StalePlan",
    "StaleRequest",
    "StaleVenue",
    "StaleWords",
    "add_room",
    "add_task",
    "answer_plan",
    "ask_for_cash",
    "ask_for_signature",
    "ask_to_sign_again",
    "bring_back",
    "call_off_activity",
    "change_activity",
    "change_task",
    "change_venue",
    "check_in",
    "choose_venue",
    "claim_mileage",
    "copy_activity",
    "follow_working_days",
    "keep_feedback",
    "keep_hazard",
    "keep_payment",
    "keep_risk_assessment",
    "keep_upload",
    "let_days_follow",
    "mark_attendance",
    "mark_printed",
    "mark_spoken",
    "mark_step",
    "mark_the_rest_came",
    "move_activity",
    "move_money",
    "plan_activity",
    "put_activity_back_on",
    "put_right",
    "remove_days",
    "save_booking",
    "save_days",
    "save_estimate",
    "save_facts",
    "save_hazard",
    "save_individual_risks",
    "save_lone_working",
    "save_words",
    "say_yes",
    "send_message",
    "send_reminders",
    "sides_of",
    "sign_assessment",
    "start_assessment",
    "take_back",
    "take_back_the_rest",
    "tick_line",
    "untick_line",
    "work_out_mileage",
    "write_spent",
    "write_support_needs",
]
