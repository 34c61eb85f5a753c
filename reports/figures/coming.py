"""Who was asked, and who came."""

from collections import Counter

from django.db.models import Exists, OuterRef, Sum

from activities.models import Activity, Participation
from activities.participation import WERE_THERE, Attendance, Invitation
from reports.figures.activities import NOT_SAID
from reports.reading import NOW
from reports.tables import Column, figure, label

PLACES = Column("places", "Places", people=True)
CAME = Column("came", "Came", people=True)
# What became of a place, in the order of the page: of places that are alike, in words.
OUTCOMES = {
    "Came": lambda places: places.attendance in WERE_THERE,
    "Cancelled in good time, or nobody knows when": lambda places: _cancelled(places) and not places.is_late,
    "Cancelled late": lambda places: _cancelled(places) and places.is_late,
    "Cancelled by us": lambda places: places.attendance == Attendance.CANCELLED_BY_US,
    "Did not come": lambda places: places.attendance == Attendance.DID_NOT_COME,
    "Nobody has said yet": lambda places: places.attendance == Attendance.EXPECTED,
}


@figure("Places offered")
def places_offered(scope):
    """Places on activities in the period: one for each person on the plan of each, and those that are held for others
    who were asked along and have not said no.
    """
    places = sum(each.number for each in scope.reading.places)
    held = scope.others().aggregate(sum=Sum("places"))["sum"] or 0
    rows = [("Beneficiaries", places), ("Volunteers, peer mentors, colleagues and other teams", held)]
    return (label("For whom"), PLACES), rows, ("In all", places + held)


@figure("Who was asked")
def invitations(scope):
    """Places of people on activities in the period, by what they were asked and said: each person counts once for each
    activity that they were on.
    """
    found = _places(scope, lambda places: places.invitation)
    asked = [choice for choice in Invitation if choice != Invitation.WITHDRAWN]
    rows = [(choice.label, found[choice]) for choice in asked]
    return (label("What was said"), PLACES), rows, ("In all", found.total())


@figure("Who came")
def attendance(scope):
    """Places of people on activities in the period, by what became of them: each person counts once for each activity
    that they were on. Cancelled late is on the day or the day before; only “did not come” is not attending.
    """
    read = scope.reading.places
    rows = [(words, sum(each.number for each in read if is_so(each))) for words, is_so in OUTCOMES.items()]
    return (label("What became of it"), PLACES), rows, ("In all", sum(each.number for each in read))


@figure("Places in groups and one-to-one")
def places_by_kind(scope):
    """Places of people on activities in the period, and how many of them came, by the kind of activity."""
    places = _places(scope, lambda each: each.kind)
    came = Counter()
    for each in scope.reading.places:
        came[each.kind] += each.came
    kinds = [*Activity.Kind.choices, *([("", NOT_SAID)] if places[""] else [])]
    rows = [(words, places[kind], came[kind]) for kind, words in kinds]
    return (label("Kind"), PLACES, CAME), rows, ("In all", places.total(), came.total())


@figure("Here for the first time")
def first_timers(scope):
    """Different people who came to an activity in the period and to none before it, with how many more nobody knows by
    reference who were said to be new.
    """
    new_faces = scope.who_else().aggregate(sum=Sum("new_faces"))["sum"] or 0
    rows = [("Beneficiaries", first_time(scope)), ("Guests", new_faces)]
    return (label("Who"), Column("people", "People", people=True)), rows, ("In all", sum(row[1] for row in rows))


def first_time(scope, period: int = NOW) -> int:
    """How many different people came in a period and never before."""
    reading = scope.reading
    first = reading.periods[period].first
    return len({row.person for row in reading.came_of(period) if reading.first_came[row.person] >= first})


def newcomers(scope):
    """The part of people who came in the period and never before."""
    earlier = Participation.objects.on_the_plan().filter(
        beneficiary=OuterRef("beneficiary"),
        attendance__in=WERE_THERE,
        activity__date__lt=scope.period.first,
        activity__called_off_at__isnull=True,
    )
    return scope.came().filter(~Exists(earlier))


def _cancelled(places):
    return places.attendance == Attendance.CANCELLED


def _places(scope, by):
    found = Counter()
    for each in scope.reading.places:
        found[by(each)] += each.number
    return found
