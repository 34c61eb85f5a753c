"""What admins keep for plans. There are no plans in here, and nobody's payments."""

from activities.admin.mileage import MileageRateAdmin

__all__ = ["MileageRateAdmin"]
