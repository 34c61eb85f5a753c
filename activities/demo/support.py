"""What helps people in the demo. All of it is made up."""

from typing import NamedTuple

from beneficiaries.actions import save_support_needs
from beneficiaries.models import Beneficiary, SupportNeeds
from beneficiaries.needs import AccessNeed


class Helps(NamedTuple):
    """What the first of somebody's navigators wrote."""

    reference: str
    helps: str = ""
    avoid: str = ""
    ring: str = ""
    access_needs: tuple[AccessNeed, ...] = ()


SUPPORT = [
    Helps(
        "CAL-003",
        helps="A seat near the door, and knowing beforehand who will be there.",
        avoid="Changing trains in a hurry.",
        ring="Nadia, 01632 960 014",
        access_needs=(AccessNeed.TIME_OUT_SPACE,),
    ),
    Helps(
        "CAL-007",
        helps="A walk half-way through. The early train home.",
        avoid="Loud music. Being asked to read aloud.",
        ring="Nadia, 01632 960 014",
        access_needs=(AccessNeed.QUIET, AccessNeed.TIME_OUT_SPACE),
    ),
    Helps(
        "CAL-014",
        helps="Space to turn a wheelchair. Jobs that can be done sitting down.",
        ring="Nadia, 01632 960 014",
        access_needs=(AccessNeed.LEVEL_ACCESS, AccessNeed.WIDE_DOORS, AccessNeed.ACCESSIBLE_TOILET),
    ),
    Helps(
        "CAL-018",
        helps="Sitting beside somebody they know. Written directions.",
        access_needs=(AccessNeed.HEARING_LOOP, AccessNeed.BUS_STOP),
    ),
    Helps("CAL-022", avoid="Mornings. Places that sell alcohol.", access_needs=(AccessNeed.NO_ALCOHOL,)),
    Helps("BRD-009", helps="A phone call the evening before.", ring="Priya, 01632 960 022"),
    Helps("BRD-017", avoid="Crowded platforms.", access_needs=(AccessNeed.QUIET, AccessNeed.GENDER_NEUTRAL_TOILET)),
]


def write_support():
    """Let navigators write what helps their people."""
    for each in SUPPORT:
        person = Beneficiary.objects.get(reference=each.reference)
        needs = SupportNeeds(beneficiary=person, helps=each.helps, avoid=each.avoid, ring=each.ring)
        needs.access_needs = list(each.access_needs)
        save_support_needs(needs=needs, opened_version=0, by=person.navigators.first())
