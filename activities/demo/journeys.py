"""Contacts and milestones in the demo. All of it is made up."""

from datetime import date, timedelta
from typing import NamedTuple

from beneficiaries.actions import add_milestone, put_contact_right, take_back_entry, write_contact
from beneficiaries.care_actions import answer_about_photographs, point_to_safeguarding
from beneficiaries.contacts import Mode, Setting, Was
from beneficiaries.models import (
    Beneficiary,
    Contact,
    Milestone,
    MilestoneKind,
    SafeguardingPointer,
    SubjectRequest,
)
from beneficiaries.photographs import Said, Use
from beneficiaries.subject_actions import (
    answer_subject_request,
    ask_what_they_mean,
    hear_what_they_mean,
    write_subject_request,
)
from teams.models import Role, User


class Touch(NamedTuple):
    """A champion of somebody's team was in touch with them, so many days ago."""

    reference: str
    days_ago: int
    mode: Mode
    minutes: int | None = None
    line: str = ""
    setting: Setting = Setting.ONE_TO_ONE
    was: Was = Was.TWO_WAY


class Reached(NamedTuple):
    """A milestone of somebody's, so many days ago."""

    reference: str
    days_ago: int
    kind: str
    line: str = ""


TOUCHES = [
    Touch("CAL-014", 1, Mode.PHONE, 15, "Wants to hear more about the college open day."),
    Touch("CAL-014", 6, Mode.PHONE, was=Was.MISSED_CALL),
    Touch("CAL-014", 12, Mode.FACE_TO_FACE, 45, "A good long talk over a brew."),
    Touch("CAL-014", 40, Mode.LETTER, line="Sent us two pages about what she would change.", setting=Setting.VOICE),
    Touch("CAL-014", 75, Mode.FACE_TO_FACE, 60, "First long chat. Laughed a lot.", Setting.OUTREACH),
    Touch("CAL-014", 76, Mode.TEXT, was=Was.REMINDER),
    Touch("CAL-003", 2, Mode.TEXT, 5, "Would like to bring his guitar next time."),
    Touch("CAL-007", 3, Mode.FACE_TO_FACE, 30, "Showed us photographs of the allotment."),
    Touch("CAL-018", 4, Mode.PHONE, was=Was.UNANSWERED),
    Touch("BRD-009", 2, Mode.PHONE, 20, "Likes a call the evening before. We set a time."),
    Touch("BRD-017", 5, Mode.FACE_TO_FACE, 25, "Walked to the station and back, to try it.", Setting.OUTREACH),
    Touch("LDS-016", 8, Mode.VIDEO, 10, "Asked when the next walk is."),
    Touch("WKF-009", 9, Mode.LETTER, line="What the waiting room is like, and how to mend it.", setting=Setting.VOICE),
]
REACHED = [
    Reached("CAL-014", 12, "Conversation about interests"),
    Reached("CAL-014", 30, "Joined a group"),
    Reached("CAL-014", 74, "Came back to a service", "Saw the dentist again."),
    Reached("CAL-007", 90, "Joined the Network"),
    Reached("BRD-009", 20, "Started the peer mentor course"),
    Reached("WKF-009", 9, "Conversation about interests"),
]


def _ask_about_photographs(today):
    """Robin's yes to one use stands, another ended by itself; one pointer says where something is written down."""
    robin = Beneficiary.objects.get(reference="CAL-014")
    champion = _champion_of(robin)
    for use, months, days_ago in ((Use.ROOMS, 12, 30), (Use.PAPER, 3, 200)):
        on = today - timedelta(days=days_ago)
        answer_about_photographs(person=robin, use=use, said=Said.YES, months=months, on=on, by=champion)
    told = {"date": today - timedelta(days=60), "told_to": "The lead navigator", "reference": "R-0417"}
    point_to_safeguarding(pointer=SafeguardingPointer(beneficiary=robin, by=champion, **told))


def _ask_what_is_held(today):
    """One person asked ten days ago what is held of them; another, long answered, was asked what they mean."""
    coordinator = User.objects.filter(memberships__role=Role.COORDINATOR).first()
    for reference, days_ago in (("CAL-003", 10), ("BRD-002", 90)):
        person = Beneficiary.objects.get(reference=reference)
        asked = SubjectRequest(beneficiary=person, asked_on=today - timedelta(days=days_ago), by=coordinator)
        write_subject_request(request=asked)
    answered = SubjectRequest.objects.filter(beneficiary__reference="BRD-002")
    ask_what_they_mean(requests=answered, on=today - timedelta(days=88))
    hear_what_they_mean(requests=answered, on=today - timedelta(days=84))
    answer_subject_request(requests=answered, on=today - timedelta(days=70))


def write_journeys(*, today: date) -> None:
    """Write down contacts and milestones; one contact is put right, and one milestone is taken back.

    Two people asked what is held of them.
    """
    contacts = [_touch(touch, today) for touch in TOUCHES]
    milestones = [_reach(reached, today) for reached in REACHED]
    contacts[2].minutes = 50
    put_contact_right(contact=contacts[2], opened_version=1, by=contacts[2].by)
    take_back_entry(entry=milestones[-1], by=milestones[-1].by)
    _ask_about_photographs(today)
    _ask_what_is_held(today)


def _touch(touch, today):
    person = Beneficiary.objects.get(reference=touch.reference)
    how = {"mode": touch.mode, "minutes": touch.minutes, "setting": touch.setting, "was": touch.was}
    day = today - timedelta(days=touch.days_ago)
    return write_contact(contact=Contact(beneficiary=person, date=day, line=touch.line, by=_champion_of(person), **how))


def _reach(reached, today):
    person, kind = Beneficiary.objects.get(reference=reached.reference), MilestoneKind.objects.get(words=reached.kind)
    day = today - timedelta(days=reached.days_ago)
    milestone = Milestone(beneficiary=person, kind=kind, date=day, line=reached.line, by=_champion_of(person))
    return add_milestone(milestone=milestone)


def _champion_of(person):
    return User.objects.filter(memberships__team=person.team, memberships__role=Role.CHAMPION).order_by("pk").first()
