"""What the trail follows of the people supported and of what is written about them."""

from beneficiaries.models import Beneficiary
from teams.following import follow


def follow_all():
    follow(Beneficiary, "the reference, name or team of somebody", person="pk", links=["navigators"])
