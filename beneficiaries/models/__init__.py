"""People supported, when they are busy elsewhere, and their journey. No legal name, birth date or address is held."""

from beneficiaries.models.appointment import Appointment
from beneficiaries.models.beneficiary import Beneficiary, ReferenceField, validate_reference
from beneficiaries.models.contact import Contact, ContactChange
from beneficiaries.models.milestone import Milestone, MilestoneKind
from beneficiaries.models.photo_consent import PhotoConsent
from beneficiaries.models.profile import Interest, ProfileEntry, ProfileVersion
from beneficiaries.models.safeguarding import SafeguardingPointer
from beneficiaries.models.subject_request import SubjectRequest
from beneficiaries.models.support_needs import SupportNeeds

__all__ = [
    "Appointment",
    "Beneficiary",
    "Contact",
    "ContactChange",
    "Interest",
    "Milestone",
    "MilestoneKind",
    "PhotoConsent",
    "ProfileEntry",
    "ProfileVersion",
    "ReferenceField",
    "SafeguardingPointer",
    "SubjectRequest",
    "SupportNeeds",
    "validate_reference",
]
