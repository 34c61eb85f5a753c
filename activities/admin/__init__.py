"""What admins keep for plans, in Django admin. Nothing that belongs to a plan itself is here."""

from activities.admin.budget import BudgetAdmin
from activities.admin.hazard_library import HazardLibraryAdmin
from activities.admin.mileage import MileageRateAdmin
from activities.admin.person import PersonAdmin

__all__ = ["BudgetAdmin", "HazardLibraryAdmin", "MileageRateAdmin", "PersonAdmin"]
