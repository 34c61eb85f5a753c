"""Who sees where something about somebody's safety is written down."""

from django.apps import apps
from django.db import models
from django.db.models import Q


class SafeguardingPointerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of people for whom this user answers, and a coordinator all; whoever sees a person, their own.

        It is closer than a team: a colleague of whoever wrote it down does not see it.
        """
        if user.is_coordinator:
            return self
        people = apps.get_model("beneficiaries", "Beneficiary").objects.visible_to(user)
        return self.filter(beneficiary__in=people).filter(
            Q(by=user) | Q(beneficiary__in=people.answered_for_by(user).values("pk"))
        )

    def put_right_by(self, user):
        """Those that this user may take back: their own; a coordinator everybody's."""
        return self if user.is_coordinator else self.filter(by=user)
