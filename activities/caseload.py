"""Whose page a user opens in their everyday work. Outside it they are asked why (`activities/reasons.py`)."""

from django.db.models import Exists, OuterRef, Q, Value

from activities.models import Activity
from beneficiaries.models import Contact


def mark_theirs(people, user):
    """Add `is_theirs`: whether the person is of this user's own caseload.

    A navigator's are those whom they navigate, a lead navigator's those of the teams that they lead: they answer for
    them. A champion's are those who are or were on a plan that the champion leads or helps with, or with whom the
    champion wrote down a contact. Nobody is a coordinator's.
    """
    if user.is_coordinator:
        return people.annotate(is_theirs=Value(False))
    plans = Activity.objects.filter(beneficiaries=OuterRef("pk"))
    is_theirs = (
        Exists(people.model.navigators.through.objects.filter(beneficiary=OuterRef("pk"), user=user))
        | Q(team__in=user.led_team_ids)
        | Exists(plans.filter(champion=user))
        | Exists(plans.filter(navigators=user))
        | Exists(Contact.objects.filter(beneficiary=OuterRef("pk"), by=user))
    )
    return people.annotate(is_theirs=is_theirs)
