"""Who was asked, and who came."""

from datetime import timedelta

from django.db.models import Count, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum

from activities.models import Participation, WhoElse
from activities.participation import WERE_THERE, Attendance, Invitation
from reports.tables import Column, figure, label

PLACES = Column("places", "Places", people=True)
THE_DAY_BEFORE = ExpressionWrapper(F("activity__date") - timedelta(days=1), output_field=DateField())
LATE = Q(cancelled_on__isnull=False, cancelled_on__gte=THE_DAY_BEFORE)
CANCELLED = Q(attendance=Attendance.CANCELLED)
OUTCOMES = {
    "came": ("Came", Q(attendance__in=WERE_THERE)),
    "cancelled": ("Cancelled in good time, or nobody knows when", CANCELLED & ~LATE),
    "late": ("Cancelled late", CANCELLED & LATE),
    "by_us": ("Cancelled by us", Q(attendance=Attendance.CANCELLED_BY_US)),
    "did_not_come": ("Did not come", Q(attendance=Attendance.DID_NOT_COME)),
    "not_said": ("Nobody has said yet", Q(attendance=Attendance.EXPECTED)),
}


@figure("Who was asked")
def invitations(scope):
    """Places of people on activities in the period, by what they were asked and said: each person counts once for each
    activity that they were on.
    """
    found = dict(scope.parts().order_by().values_list("invitation").annotate(Count("pk")))
    asked = [choice for choice in Invitation if choice != Invitation.WITHDRAWN]
    rows = [(choice.label, found.get(choice, 0)) for choice in asked]
    return (label("What was said"), PLACES), rows, ("In all", sum(found.values()))


@figure("Who came")
def attendance(scope):
    """Places of people on activities in the period, by what became of them: each person counts once for each activity
    that they were on. Cancelled late is on the day or the day before; only “did not come” is not attending.
    """
    counted = {name: Count("pk", filter=condition) for name, (_, condition) in OUTCOMES.items()}
    found = scope.parts().order_by().aggregate(all=Count("pk"), **counted)
    rows = [(words, found[name]) for name, (words, _) in OUTCOMES.items()]
    return (label("What became of it"), PLACES), rows, ("In all", found["all"])


@figure("Here for the first time")
def first_timers(scope):
    """Different people who came to an activity in the period and to none before it, with how many more nobody knows by
    reference who were said to be new.
    """
    new_faces = WhoElse.objects.filter(activity__in=scope.activities()).aggregate(sum=Sum("new_faces"))["sum"]
    rows = [("Beneficiaries", first_time(scope)), ("Guests", new_faces or 0)]
    return (label("Who"), Column("people", "People", people=True)), rows, ("In all", sum(row[1] for row in rows))


def first_time(scope) -> int:
    """How many different people came in the period and never before."""
    return newcomers(scope).order_by().aggregate(people=Count("beneficiary", distinct=True))["people"]


def newcomers(scope):
    """The part of people who came in the period and never before."""
    earlier = Participation.objects.on_the_plan().filter(
        beneficiary=OuterRef("beneficiary"),
        attendance__in=WERE_THERE,
        activity__date__lt=scope.period.first,
        activity__called_off_at__isnull=True,
    )
    return scope.came().filter(~Exists(earlier))
