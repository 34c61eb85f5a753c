"""The plan: what is planned, for whom, who was spoken to, and what became of it."""

from activities.models.activity import Activity
from activities.models.conversation import Conversation
from activities.models.hazard_library import HazardLibrary, LibraryHazard
from activities.models.lone_working import LoneWorking
from activities.models.message import Message, Reminder
from activities.models.participation import Participation
from activities.models.plan_change import PlanChange
from activities.models.review import Review
from activities.models.risk_assessment import Hazard, IndividualRisk, RiskAssessment, Signature
from activities.models.upload import Upload
from activities.models.venue import Room, Venue

__all__ = [
    "Activity",
    "Conversation",
    "Hazard",
    "HazardLibrary",
    "IndividualRisk",
    "LibraryHazard",
    "LoneWorking",
    "Message",
    "Participation",
    "PlanChange",
    "Reminder",
    "Review",
    "RiskAssessment",
    "Room",
    "Signature",
    "Upload",
    "Venue",
]
