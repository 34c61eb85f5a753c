"""What people fill in about a plan. One file for each noun."""

from activities.forms.activity_list import ListForm
from activities.forms.change import CallOffForm, CopyForm, MoveForm
from activities.forms.plan import PlanForm
from activities.forms.task import MarkForm, TaskAddForm, TaskForm

__all__ = ["CallOffForm", "CopyForm", "ListForm", "MarkForm", "MoveForm", "PlanForm", "TaskAddForm", "TaskForm"]
