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
        of_kind = Q(about="kind", activity__team=activity.team_id)
        of_people = Q(about="person", beneficiary__in=people)
        wanted = Q(activity=activity) | _of_place(activity) | of_kind | of_people
        return self.filter(wanted).newest()[:MOST_READ]

    def at_the_place_of(self, activity):
        """What was learned about a plan's place at other times."""
        return self.filter(_of_place(activity)).exclude(activity=activity).newest()


def _of_place(activity):
    """Lessons about a plan's place of the directory; in its team, those about a place that is written the same."""
    if activity.venue_id:
        return Q(about="place", venue=activity.venue_id)
    if activity.place:
        return Q(about="place", place__iexact=activity.place, activity__team=activity.team_id)
    return Q(pk=None)
