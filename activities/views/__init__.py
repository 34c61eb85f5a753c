"""Thin views: fetch what the user may see, act, respond. One file for each noun."""

from activities.views.activity import (
    activity_call_off,
    activity_copy,
    activity_detail,
    activity_edit,
    activity_list,
    activity_move,
    activity_plan,
    activity_put_back_on,
    people_offer,
)
from activities.views.appointment import appointment_add, appointment_list, appointment_remove
from activities.views.beneficiary import beneficiary_detail, beneficiary_plans
from activities.views.booking import booking_edit, set_up
from activities.views.calendar import calendar_feed
from activities.views.care import (
    photographs,
    photographs_answer,
    plan_photographs,
    safeguarding,
    safeguarding_take_back,
)
from activities.views.cash import (
    money_answer,
    money_bring_back,
    money_close,
    money_correct,
    money_hand_over,
    money_spent,
    money_withdraw,
)
from activities.views.clash import clash_list
from activities.views.contact import contact_add, contact_choose, contact_edit, contact_list, contact_take_back
from activities.views.day_pack import day_pack, day_pack_edit
from activities.views.diary import diary
from activities.views.feedback import (
    feedback_add,
    feedback_detail,
    feedback_give,
    feedback_hand_over,
    feedback_print,
    feedback_take_back,
    feedback_undo,
)
from activities.views.finance import finance
from activities.views.interest_talk import interest_talk_list, interest_talk_mark
from activities.views.invitation import invitation_list, invitation_mark, invitation_reminded
from activities.views.invitation_card import invitation_card, invitation_labels, invitation_print
from activities.views.keeping_in_touch import keeping_in_touch
from activities.views.lesson import lesson_add, plan_lesson_add
from activities.views.lone_working import check_in, lone_working, lone_working_remove
from activities.views.message import message_send, speak_to_message
from activities.views.mileage import mileage_claim, mileage_take_back
from activities.views.milestone import line_page, milestone_add, milestone_take_back
from activities.views.money import (
    money_decide,
    money_detail,
    money_estimate,
    money_list,
    money_print,
    money_printed,
)
from activities.views.noticeboard import (
    board_mark,
    noticeboard_ask,
    noticeboard_month,
    noticeboard_own,
    noticeboard_poster,
)
from activities.views.other_guest import other_guest_list, other_guest_mark
from activities.views.payment import beneficiary_payments, payment_add, payment_list, payment_take_back
from activities.views.person import person_reason, person_trail
from activities.views.print import activity_print, blank_print
from activities.views.profile import profile_edit, profile_older, profile_print, profile_take_away
from activities.views.reflection import (
    reflection_collect,
    reflection_edit,
    reflection_list,
    reflection_take_back,
    reflection_write,
)
from activities.views.register import register_detail, register_everybody, register_mark, register_others
from activities.views.regular import regular_add, regular_day, regular_edit, regular_plan
from activities.views.review import review, review_answer
from activities.views.risk_assessment import (
    hazard_add,
    hazard_edit,
    hazard_keep,
    individual_risks,
    risk_ask,
    risk_detail,
    risk_print,
    risk_sign,
    risk_start,
)
from activities.views.say import say
from activities.views.screen import board_screen, noticeboard_screen, noticeboard_screen_change
from activities.views.speak_to import speak_to_list, talk_mark
from activities.views.subject_access import (
    subject_access_add,
    subject_access_held,
    subject_access_list,
    subject_access_turn,
)
from activities.views.support import support_change
from activities.views.task import days_follow, step_mark, task_add, task_detail, task_remove
from activities.views.topic import (
    topic_answered,
    topic_ask,
    topic_card_print,
    topic_detail,
    topic_done,
    topic_edit,
    topic_link,
    topic_list,
    topic_new,
    topic_sheet_print,
    topic_voice_add,
    topic_voice_take_back,
)
from activities.views.upload import upload_open
from activities.views.venue import (
    room_add,
    venue_add,
    venue_choose,
    venue_detail,
    venue_edit,
    venue_facts,
    venue_list,
    venue_risk_assessment,
)
from activities.views.week import week
from activities.views.who_might_like import might_like, who_might_like, who_might_like_add
from activities.views.working_days import (
    colleague_list,
    leave_add,
    leave_remove,
    pattern_change,
    pattern_remove,
    working_days,
)
from activities.views.write_up import write_up

__all__ = [
    "activity_call_off",
    "activity_copy",
    "activity_detail",
    "activity_edit",
    "activity_list",
    "activity_move",
    "activity_plan",
    "activity_print",
    "activity_put_back_on",
    "appointment_add",
    "appointment_list",
    "appointment_remove",
    "beneficiary_detail",
    "beneficiary_payments",
    "beneficiary_plans",
    "blank_print",
    "board_mark",
    "board_screen",
    "booking_edit",
    "calendar_feed",
    "check_in",
    "clash_list",
    "colleague_list",
    "contact_add",
    "contact_choose",
    "contact_edit",
    "contact_list",
    "contact_take_back",
    "day_pack",
    "day_pack_edit",
    "days_follow",
    "diary",
    "feedback_add",
    "feedback_detail",
    "feedback_give",
    "feedback_hand_over",
    "feedback_print",
    "feedback_take_back",
    "feedback_undo",
    "finance",
    "hazard_add",
    "hazard_edit",
    "hazard_keep",
    "individual_risks",
    "interest_talk_list",
    "interest_talk_mark",
    "invitation_card",
    "invitation_labels",
    "invitation_list",
    "invitation_mark",
    "invitation_print",
    "invitation_reminded",
    "keeping_in_touch",
    "leave_add",
    "leave_remove",
    "lesson_add",
    "line_page",
    "lone_working",
    "lone_working_remove",
    "message_send",
    "might_like",
    "mileage_claim",
    "mileage_take_back",
    "milestone_add",
    "milestone_take_back",
    "money_answer",
    "money_bring_back",
    "money_close",
    "money_correct",
    "money_decide",
    "money_detail",
    "money_estimate",
    "money_hand_over",
    "money_list",
    "money_print",
    "money_printed",
    "money_spent",
    "money_withdraw",
    "noticeboard_ask",
    "noticeboard_month",
    "noticeboard_own",
    "noticeboard_poster",
    "noticeboard_screen",
    "noticeboard_screen_change",
    "other_guest_list",
    "other_guest_mark",
    "pattern_change",
    "pattern_remove",
    "payment_add",
    "payment_list",
    "payment_take_back",
    "people_offer",
    "person_reason",
    "person_trail",
    "photographs",
    "photographs_answer",
    "plan_lesson_add",
    "plan_photographs",
    "profile_edit",
    "profile_older",
    "profile_print",
    "profile_take_away",
    "reflection_collect",
    "reflection_edit",
    "reflection_list",
    "reflection_take_back",
    "reflection_write",
    "register_detail",
    "register_everybody",
    "register_mark",
    "register_others",
    "regular_add",
    "regular_day",
    "regular_edit",
    "regular_plan",
    "review",
    "review_answer",
    "risk_ask",
    "risk_detail",
    "risk_print",
    "risk_sign",
    "risk_start",
    "room_add",
    "safeguarding",
    "safeguarding_take_back",
    "say",
    "set_up",
    "speak_to_list",
    "speak_to_message",
    "step_mark",
    "subject_access_add",
    "subject_access_held",
    "subject_access_list",
    "subject_access_turn",
    "support_change",
    "talk_mark",
    "task_add",
    "task_detail",
    "task_remove",
    "topic_answered",
    "topic_ask",
    "topic_card_print",
    "topic_detail",
    "topic_done",
    "topic_edit",
    "topic_link",
    "topic_list",
    "topic_new",
    "topic_sheet_print",
    "topic_voice_add",
    "topic_voice_take_back",
    "upload_open",
    "venue_add",
    "venue_choose",
    "venue_detail",
    "venue_edit",
    "venue_facts",
    "venue_list",
    "venue_risk_assessment",
    "week",
    "who_might_like",
    "who_might_like_add",
    "working_days",
    "write_up",
]
