"""What people fill in about a plan. One file for each noun."""

from activities.forms.activity_list import ListForm
from activities.forms.change import CallOffForm, CopyForm, MoveForm
from activities.forms.lone_working import LoneWorkingForm
from activities.forms.message import MessageForm
from activities.forms.plan import PlanForm
from activities.forms.review import FineForm, ReviewForm
from activities.forms.risk_assessment import AskForm, HazardForm, IndividualRiskForm, SignForm, StartForm
from activities.forms.speak_to import SpokenForm
from activities.forms.task import MarkForm, TaskAddForm, TaskForm

__all__ = [
    "AskForm",
    "CallOffForm",
    "CopyForm",
    "FineForm",
    "HazardForm",
    "IndividualRiskForm",
    "ListForm",
    "LoneWorkingForm",
    "MarkForm",
    "MessageForm",
    "MoveForm",
    "PlanForm",
    "ReviewForm",
    "SignForm",
    "SpokenForm",
    "StartForm",
    "TaskAddForm",
    "TaskForm",
]
