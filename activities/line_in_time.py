"""A person's journey as a line in time: contacts, activities and milestones, the newest first, in one query."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import CharField, F, IntegerField, Q, Value
from django.utils import timezone

from activities.models import Activity
from activities.participation import Attendance, Invitation
from beneficiaries import contacts
from beneficiaries.models import Contact, Milestone
from teams.paging import LARGEST_NUMBER

PER_PAGE = 20
# Of one day, a milestone stands above an activity, and that above a contact.
CONTACT, ACTIVITY, MILESTONE = 1, 2, 3
COLUMNS = ("date", "kind", "pk", "words", "line", "was", "mode", "setting", "minutes", "version", "by_pk", "by")
ON_IT = [each for each in Invitation if each not in (Invitation.NOT_COMING, Invitation.WITHDRAWN)]
KNOWN = [each for each in Attendance if each != Attendance.EXPECTED]
TEXT, NUMBER = CharField(), IntegerField()
NO_TEXT, NO_NUMBER = Value("", output_field=TEXT), Value(None, output_field=NUMBER)

Row = namedtuple("Row", COLUMNS)


@dataclass(frozen=True)
class Entry:
    """One thing on the line. `may_put_right` says whether the user who looks wrote it, or coordinates."""

    row: Row
    may_put_right: bool

    @property
    def is_contact(self) -> bool:
        return self.row.kind == CONTACT

    @property
    def is_activity(self) -> bool:
        return self.row.kind == ACTIVITY

    @property
    def is_milestone(self) -> bool:
        return self.row.kind == MILESTONE

    @property
    def how(self) -> str:
        """In a few words, what it was and how it went."""
        return SAID[self.row.kind](self.row)


@dataclass(frozen=True)
class Page:
    """A stretch of the line: the entries of each month, by its first day, and where the older ones begin."""

    months: list[tuple[date, list[Entry]]]
    older: str


def line_in_time(person, user, *, before: str = "", per_page: int = PER_PAGE) -> Page:
    """The entries of a person's journey that a user may see, up to today, in one query.

    `before` is where a page ended (`Page.older`); where it cannot be read, the line begins anew.
    """
    key = read_key(before)
    found = _contacts(person, user, key).union(_activities(person, user, key), _milestones(person, user, key), all=True)
    rows = [Row(*row) for row in found.order_by("-line_date", "-line_kind", "-line_pk")[: per_page + 1]]
    entries = [Entry(row, may_put_right=user.is_coordinator or row.by_pk == user.pk) for row in rows[:per_page]]
    months = groupby(entries, key=lambda entry: entry.row.date.replace(day=1))
    older = write_key(rows[per_page - 1]) if len(rows) > per_page else ""
    return Page([(month, list(group)) for month, group in months], older)


def write_key(row) -> str:
    """Where a page ends, as it stands in an address."""
    return f"{row.date}.{row.kind}.{row.pk}"


def read_key(text: str) -> tuple[date, int, int] | None:
    """Read the date, kind and number after which a page begins; None where they cannot be read."""
    day, _, rest = text[:50].partition(".")
    kind, _, pk = rest.partition(".")
    if not (kind.isascii() and kind.isdecimal() and pk.isascii() and pk.isdecimal() and int(pk) <= LARGEST_NUMBER):
        return None
    try:
        return date.fromisoformat(day), int(kind), int(pk)
    except ValueError:
        return None


def _contacts(person, user, key):
    found = Contact.objects.visible_to(user).standing().filter(beneficiary=person)
    said = {"line": F("line"), "was": F("was"), "mode": F("mode"), "setting": F("setting"), "minutes": F("minutes")}
    return _rows(found, CONTACT, key, **said, version=F("version"), by_pk=F("by"), by=F("by__name"))


def _activities(person, user, key):
    """Plans that happened, and not those to which the person said no before they were expected.

    One that was called off is left out too: it stands on the person's page among their plans.
    """
    found = Activity.objects.visible_to(user).on().filter(date__lte=timezone.localdate())
    # Asked the other way round, both are of the one row that is this person's.
    was_on_it = Q(participations__invitation__in=ON_IT) | Q(participations__attendance__in=KNOWN)
    found = found.filter(was_on_it, participations__beneficiary=person)
    said = {"words": F("description"), "line": F("place"), "was": F("participations__attendance")}
    return _rows(found, ACTIVITY, key, **said, by=F("champion__name"))


def _milestones(person, user, key):
    found = Milestone.objects.visible_to(user).standing().filter(beneficiary=person)
    return _rows(found, MILESTONE, key, words=F("kind__words"), line=F("line"), by_pk=F("by"), by=F("by__name"))


def _rows(found, kind, key, **said):
    """The columns of one kind of entry. Every kind has the same ones, because a UNION asks for that."""
    empty = dict.fromkeys(COLUMNS, NO_TEXT) | dict.fromkeys(("minutes", "version", "by_pk"), NO_NUMBER)
    columns = empty | {"date": F("date"), "kind": Value(kind, output_field=NUMBER), "pk": F("pk")} | said
    named = {f"line_{name}": columns[name] for name in COLUMNS}
    return _after(found, kind, key).order_by().annotate(**named).values_list(*named)


def _after(found, kind, key):
    if key is None:
        return found
    day, of_kind, pk = key
    same_day = Q(date=day) if kind < of_kind else Q(date=day, pk__lt=pk) if kind == of_kind else Q(pk__in=[])
    return found.filter(Q(date__lt=day) | same_day)


def _say_contact(row):
    return contacts.say_how(was=row.was, mode=row.mode, minutes=row.minutes, setting=row.setting)


def _say_activity(row):
    """The one place where the line says what somebody's part in an activity was."""
    known = row.was != Attendance.EXPECTED
    return f"Activity · {Attendance(row.was).label}" if known else "Activity"


def _say_milestone(row):
    return "Milestone"


SAID = {CONTACT: _say_contact, ACTIVITY: _say_activity, MILESTONE: _say_milestone}
