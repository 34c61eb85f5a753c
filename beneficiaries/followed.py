"""What the trail follows of the people supported and of what is written about them."""

from beneficiaries.models import (
    Appointment,
    Beneficiary,
    Contact,
    ContactChange,
    Interest,
    Milestone,
    MilestoneKind,
    PhotoConsent,
    ProfileEntry,
    ProfileVersion,
    SafeguardingPointer,
    SubjectRequest,
    SupportNeeds,
)
from teams.following import follow

THEIRS = {"person": "beneficiary_id"}
NOTHING_PERSONAL = {
    Interest: "words without whose they are: whose stands in the entry of a profile",
    MilestoneKind: "what can be kept of somebody, of nobody",
}


def follow_all():
    follow(Beneficiary, "their reference, name, team or navigators", person="pk", links=["navigators"])
    follow(Appointment, "when they are busy elsewhere", **THEIRS)
    follow(Contact, "a contact", **THEIRS)
    follow(ContactChange, "how a contact was put right", person="contact.beneficiary_id")
    follow(Milestone, "a milestone", **THEIRS)
    follow(PhotoConsent, "an answer about photographs", **THEIRS)
    # Which part somebody told little of is told to nobody else either.
    follow(ProfileEntry, "the things that light them up", **THEIRS, without={"part", "choices", "terms"})
    follow(ProfileVersion, "what they said before", person="entry.beneficiary_id", without={"choices"})
    follow(SafeguardingPointer, "where something about their safety is written down", **THEIRS)
    follow(SubjectRequest, "that they asked what is held of them", **THEIRS)
    follow(SupportNeeds, "what helps them", **THEIRS)
