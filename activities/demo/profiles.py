"""What lights people up in the demo. All of it is made up."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from beneficiaries.models import Beneficiary, Interest, ProfileEntry, ProfileVersion
from beneficiaries.profile import Asked, Part, SharedWith, Way
from beneficiaries.profile_actions import Said, save_profile, stamp
from teams.models import Role, User

NOBODY, NAVIGATORS, TEAM = SharedWith


class Tells(NamedTuple):
    """What somebody told a champion of their team, and what they had said half a year before, where they have grown."""

    reference: str
    part: Part
    words: str = ""
    shared_with: SharedWith = TEAM
    choices: tuple[str, ...] = ()
    before: str = ""


PROFILES = [
    Tells("CAL-014", Part.INTERESTS, "music, dogs"),
    Tells("CAL-014", Part.STRENGTHS, "People tell me things. I never forget a face."),
    Tells("CAL-014", Part.HOPES, "To be a hairdresser.", NAVIGATORS, before="To get out of the flat once a week."),
    Tells("CAL-014", Part.AVOID, "Being stared at.", NAVIGATORS),
    Tells("CAL-014", Part.TAKING_PART, choices=(Way.ONE_PERSON, Way.GROUP), words="One person first, then the group."),
    Tells("CAL-014", Part.ASKED, choices=(Asked.CALL,), words="The evening before is best."),
    Tells("CAL-003", Part.INTERESTS, "trains, football, cooking", before="trains"),
    Tells("CAL-003", Part.STRENGTHS, "I know every station between here and Leeds."),
    Tells("CAL-003", Part.TAKING_PART, choices=(Way.GROUP,)),
    Tells("CAL-003", Part.ASKED, choices=(Asked.CARD, Asked.TEXT)),
    Tells("CAL-007", Part.INTERESTS, "growing things, seeds, quiet films"),
    Tells("CAL-007", Part.HELPS, "Knowing when it ends."),
    Tells("CAL-007", Part.TAKING_PART, choices=(Way.HOME, Way.WRITING)),
    Tells("CAL-011", Part.INTERESTS, "cooking, baking, music"),
    Tells("CAL-011", Part.HOPES, "To cook for my brother’s wedding.", before="To own one good knife."),
    Tells("CAL-022", Part.HOPES, "To see the sea again.", NOBODY),
    Tells("CAL-022", Part.TAKING_PART, choices=(Way.HOME,), words="Ring me, and I tell you what I think."),
    Tells("BRD-009", Part.INTERESTS, "allotments, dominoes, music"),
    Tells("BRD-009", Part.ASKED, choices=(Asked.CALL, Asked.FACE_TO_FACE)),
    Tells("LDS-004", Part.INTERESTS, "football, cooking"),
    Tells("WKF-012", Part.INTERESTS, "singing, dogs, growing things"),
]
# What an admin keeps, so that it is suggested in every team.
KEPT = ["cooking", "football", "growing things", "music"]
HALF_A_YEAR = timedelta(days=180)


def write_profiles():
    """Let people say to a champion what lights them up; those who have grown said something else before."""
    for tells in PROFILES:
        person = Beneficiary.objects.get(reference=tells.reference)
        champion = User.objects.filter(memberships__team=person.team, memberships__role=Role.CHAMPION).first()
        first = Said(tells.part, tells.before or tells.words, list(tells.choices), tells.shared_with)
        [entry] = save_profile(person=person, said=[first], by=champion)
        if tells.before:
            now = Said(tells.part, tells.words, [], tells.shared_with, entry.pk, stamp(entry))
            save_profile(person=person, said=[now], by=champion)
    ProfileVersion.objects.update(written_at=timezone.now() - HALF_A_YEAR)
    ProfileEntry.objects.filter(version=1).update(written_at=timezone.now() - HALF_A_YEAR / 2)
    Interest.objects.spelled(KEPT).update(is_kept=True)
