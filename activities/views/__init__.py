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
from activities.views.beneficiary import beneficiary_detail
from activities.views.diary import diary
from activities.views.print import activity_print, blank_print
from activities.views.review import review
from activities.views.task import step_mark, task_add, task_detail, task_remove
from activities.views.week import week

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
    "beneficiary_detail",
    "blank_print",
    "diary",
    "people_offer",
    "review",
    "step_mark",
    "task_add",
    "task_detail",
    "task_remove",
    "week",
]
