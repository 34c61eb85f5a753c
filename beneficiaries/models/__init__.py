"""People supported, and when they are busy elsewhere. No legal name, birth date or address is held anywhere."""

from beneficiaries.models.appointment import Appointment
from beneficiaries.models.beneficiary import Beneficiary, ReferenceField, validate_reference
from beneficiaries.models.profile import Interest, ProfileEntry, ProfileVersion
from beneficiaries.models.support_needs import SupportNeeds

__all__ = [
    "Appointment",
    "Beneficiary",
    "Interest",
    "ProfileEntry",
    "ProfileVersion",
    "ReferenceField",
    "SupportNeeds",
    "validate_reference",
]
