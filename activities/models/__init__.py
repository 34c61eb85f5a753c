"""The plan: what is planned, for whom, who was spoken to, and what became of it."""

from activities.models.activity import Activity
from activities.models.booking import Booking
from activities.models.conversation import Conversation
from activities.models.day_pack import DayPack
from activities.models.feedback import Feedback
from activities.models.hazard_library import HazardLibrary, LibraryHazard
from activities.models.invitation_card import InvitationCard
from activities.models.lesson import Lesson
from activities.models.lone_working import LoneWorking
from activities.models.message import Message, Reminder
from activities.models.mileage import MileageClaim, MileageRate, Vehicle
from activities.models.money import Budget, CashRequest, EstimateLine, LedgerEntry
from activities.models.noticeboard import Noticeboard
from activities.models.other_guest import OtherGuest
from activities.models.participation import Asking, Participation
from activities.models.payment import Payment
from activities.models.plan_change import PlanChange
from activities.models.reflection import Reflection
from activities.models.register import WhoElse
from activities.models.regular_activity import RegularActivity, RegularDay
from activities.models.review import Review
from activities.models.risk_assessment import Hazard, IndividualRisk, RiskAssessment, Signature
from activities.models.topic import Topic, TopicAsked, Voice
from activities.models.upload import Upload
from activities.models.venue import Room, Venue, VenueFact
from activities.models.write_up import WriteUp

__all__ = [
    "Activity",
    "Asking",
    "Booking",
    "Budget",
    "CashRequest",
    "Conversation",
    "DayPack",
    "EstimateLine",
    "Feedback",
    "Hazard",
    "HazardLibrary",
    "IndividualRisk",
    "InvitationCard",
    "LedgerEntry",
    "Lesson",
    "LibraryHazard",
    "LoneWorking",
    "Message",
    "MileageClaim",
    "MileageRate",
    "Noticeboard",
    "OtherGuest",
    "Participation",
    "Payment",
    "PlanChange",
    "Reflection",
    "RegularActivity",
    "RegularDay",
    "Reminder",
    "Review",
    "RiskAssessment",
    "Room",
    "Signature",
    "Topic",
    "TopicAsked",
    "Upload",
    "Vehicle",
    "Venue",
    "VenueFact",
    "Voice",
    "WhoElse",
    "WriteUp",
]
