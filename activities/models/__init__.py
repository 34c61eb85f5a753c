"""The plan: what is planned, for whom, and what became of it."""

from activities.models.activity import Activity
from activities.models.participation import Participation
from activities.models.plan_change import PlanChange

__all__ = ["Activity", "Participation", "PlanChange"]
