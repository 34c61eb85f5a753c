"""Whom to keep in touch with: those whom nobody has asked for a while, and those for whom something got in the way.

The lists are worded as care, and are for those who support somebody. Nobody is ranked: people stand by reference.
"""

from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Subquery

from activities.models import Asking, Participation
from activities.participation import Attendance, Invitation
from beneficiaries.models import Beneficiary

# Decided by us. Whoever was on no plan for so long, and whom nobody asked, may think that they are forgotten.
A_WHILE = timedelta(weeks=6)
# Said yes so many times in so long, and did not come: something gets in the way, and may go on doing so.
SEVERAL = 3
LATELY = timedelta(weeks=12)
KEPT_AWAY = (Attendance.DID_NOT_COME, Attendance.CANCELLED)


def not_asked_for_a_while(user, today: date):
    """People supported now whom nobody asked for a while, and who are on no plan since then; with `asked_on`."""
    since = today - A_WHILE
    asked = Asking.objects.visible_to(user).filter(participation__beneficiary=OuterRef("pk"))
    parts = Participation.objects.on_the_plan().filter(beneficiary=OuterRef("pk"))
    planned = parts.filter(activity__called_off_at__isnull=True, activity__date__gte=since)
    last = asked.order_by().values("participation__beneficiary").annotate(last=Max("on"))
    people = _supported_by(user).exclude(Exists(asked.filter(on__gte=since))).exclude(Exists(planned))
    return people.annotate(asked_on=Subquery(last.values("last")))


def kept_from_coming(user, today: date):
    """People supported now who lately said yes several times and did not come; with how many `times`."""
    kept_away = Participation.objects.visible_to(user).filter(
        invitation=Invitation.COMING,
        attendance__in=KEPT_AWAY,
        activity__date__gt=today - LATELY,
        activity__date__lte=today,
        activity__called_off_at__isnull=True,
    )
    each = kept_away.order_by().values("beneficiary").annotate(times=Count("pk")).filter(times__gte=SEVERAL)
    times = each.filter(beneficiary=OuterRef("pk")).values("times")
    return _supported_by(user).filter(pk__in=each.values("beneficiary")).annotate(times=Subquery(times))


def _supported_by(user):
    people = Beneficiary.objects.visible_to(user).supported_by(user).filter(status=Beneficiary.Status.ACTIVE)
    return people.select_related("team").order_by("reference")
