"""Which reflections a user may see, and which may be collected."""

from django.db import models
from django.db.models import Q

from activities.reflections import COLLECTED, Shared
from beneficiaries.models import Beneficiary


class ReflectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; what is shared with one's team, or, for a coordinator, with any; what is shared with everybody.

        Nobody else sees what is private: no role is above that.
        """
        if not user.team_ids:
            return self.filter(by=user)
        of_team = Q(shared=Shared.TEAM) if user.is_coordinator else Q(shared=Shared.TEAM, team__in=user.team_ids)
        return self.filter(Q(by=user) | of_team | Q(shared__in=COLLECTED))

    def written_by(self, user):
        """Those that this user wrote down: nobody else changes words or consent."""
        return self.filter(by=user)

    def let_go_by(self, user):
        """Those of which this user may take the consent back.

        That is what they wrote, and, of what they see, the words of those for whom they answer; a coordinator's is all.
        """
        seen = self.visible_to(user)
        if user.is_coordinator:
            return seen
        answered = Beneficiary.objects.visible_to(user).answered_for_by(user)
        return seen.filter(Q(by=user) | Q(beneficiary__in=answered.values("pk")))

    def collected(self, first, last):
        """Those that may stand in a document about these days, both included, the oldest first."""
        return self.filter(shared__in=COLLECTED, on__range=(first, last)).order_by("on", "pk")
