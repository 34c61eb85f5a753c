"""People who work here: teams, users, roles, and when each of them works."""

from teams.models.people import NAVIGATING_ROLES, Membership, Role, Team, User, short_name
from teams.models.sessions import Session
from teams.models.trail import TrailEntry
from teams.models.training import Training, TrainingHeld
from teams.models.working_days import Leave, WorkingPattern

__all__ = [
    "NAVIGATING_ROLES",
    "Leave",
    "Membership",
    "Role",
    "Session",
    "Team",
    "TrailEntry",
    "Training",
    "TrainingHeld",
    "User",
    "WorkingPattern",
    "short_name",
]
