"""Which parts of a risk assessment a user may see."""

from django.db import models

from activities.risk import repeats_from


class OfAssessmentsQuerySet(models.QuerySet):
    """Rows that belong to an assessment, and are seen by whoever sees its plan."""

    def visible_to(self, user):
        return self if user.is_coordinator else self.filter(assessment__activity__team__in=user.team_ids)


class HazardQuerySet(OfAssessmentsQuerySet):
    def kept(self):
        """Without those that were taken off."""
        return self.filter(removed_at__isnull=True)

    def taken_off(self):
        return self.filter(removed_at__isnull=False)


class SignatureQuerySet(OfAssessmentsQuerySet):
    def that_may_repeat(self, today):
        """Those so new that they can be given again in one press."""
        return self.filter(at__date__gte=repeats_from(today))


class HazardLibraryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The lists are shared by everybody who is in a team."""
        return self.filter(is_offered=True) if user.team_ids else self.none()
