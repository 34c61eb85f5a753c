"""Which lessons a user may see, and which are for a plan."""

from django.db import models
from django.db.models import Q

from beneficiaries.models import Beneficiary

# Older ones are on the pages of what they are about.
MOST_READ = 200


class LessonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """About a place of the directory: everybody in a team. About a person: whoever sees them. Else the team."""
        if not user.team_ids:
            return self.none()
        if user.is_coordinator:
            return self
        of_directory = Q(about="place", venue__isnull=False)
        of_people = Q(about="person", beneficiary__in=Beneficiary.objects.visible_to(user))
        of_team = Q(activity__team__in=user.team_ids) & ~Q(about="person")
        return self.filter(of_directory | of_people | of_team)

    def newest(self):
        """The newest first, with what a page says of each."""
        return self.select_related("by", "activity", "beneficiary").order_by("-at", "-id")

    def for_plan(self, activity, people):
        """What may be worth reading for a plan with these people, and what was learned on it."""
        here = Q(activity__team=activity.team_id)
        place = Q(venue=activity.venue_id) if activity.venue_id else here & Q(place__iexact=activity.place)
        known = Q(about="place") & place if activity.venue_id or activity.place else Q(pk=None)
        wanted = Q(activity=activity) | known | Q(about="kind") & here | Q(about="person", beneficiary__in=people)
        return self.filter(wanted).newest()[:MOST_READ]
