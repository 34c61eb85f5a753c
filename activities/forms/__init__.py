"""What people fill in about a plan. One file for each noun."""

from activities.forms.activity_list import ListForm
from activities.forms.booking import BookingForm
from activities.forms.change import CallOffForm, CopyForm, MoveForm
from activities.forms.day_pack import DayPackForm
from activities.forms.feedback import FeedbackForm, HandPhoneForm, SlipForm, TakeBackForm
from activities.forms.interest_talk import TalkForm
from activities.forms.invitation import InvitationCardForm, InvitationForm
from activities.forms.lesson import LessonForm, PlanLessonForm
from activities.forms.lone_working import LoneWorkingForm
from activities.forms.message import MessageForm
from activities.forms.money import (
    AnswerForm,
    BringBackForm,
    CorrectForm,
    DecideForm,
    EstimateForm,
    HandOverForm,
    SpentForm,
)
from activities.forms.noticeboard import BoardForm, RegularDayForm, RegularForm
from activities.forms.other_guest import OtherAnswerForm, OtherGuestForm
from activities.forms.plan import PlanForm
from activities.forms.register import AttendanceForm, EverybodyForm, WhoElseForm
from activities.forms.review import FineForm, ReviewForm
from activities.forms.risk_assessment import AskForm, HazardForm, IndividualRiskForm, SignForm, StartForm
from activities.forms.speak_to import SpokenForm
from activities.forms.task import MarkForm, TaskAddForm, TaskForm
from activities.forms.venue import (
    ChooseForm,
    FactsForm,
    RiskAssessmentForm,
    RoomForm,
    RoomMeantForm,
    VenueForm,
    VenueSearchForm,
)
from activities.forms.write_up import WriteUpForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "AttendanceForm",
    "BoardForm",
    "BookingForm",
    "BringBackForm",
    "CallOffForm",
    "ChooseForm",
    "CopyForm",
    "CorrectForm",
    "DayPackForm",
    "DecideForm",
    "EstimateForm",
    "EverybodyForm",
    "FactsForm",
    "FeedbackForm",
    "FineForm",
    "HandOverForm",
    "HandPhoneForm",
    "HazardForm",
    "IndividualRiskForm",
    "InvitationCardForm",
    "InvitationForm",
    "LessonForm",
    "ListForm",
    "LoneWorkingForm",
    "MarkForm",
    "MessageForm",
    "MoveForm",
    "OtherAnswerForm",
    "OtherGuestForm",
    "PlanForm",
    "PlanLessonForm",
    "RegularDayForm",
    "RegularForm",
    "ReviewForm",
    "RiskAssessmentForm",
    "RoomForm",
    "RoomMeantForm",
    "SignForm",
    "SlipForm",
    "SpentForm",
    "SpokenForm",
    "StartForm",
    "TakeBackForm",
    "TalkForm",
    "TaskAddForm",
    "TaskForm",
    "VenueForm",
    "VenueSearchForm",
    "WhoElseForm",
    "WriteUpForm",
]
