"""Which boards and regular activities a user may see, and how they are fetched."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from teams.querysets import OfTeamsQuerySet


class NoticeboardQuerySet(OfTeamsQuerySet):
    pass


class RegularActivityQuerySet(OfTeamsQuerySet):
    def touching(self, first, last):
        """With a day between these two, both included, or with one that was moved there; and what was said of those."""
        days = self.model._meta.get_field("days").related_model.objects
        moved_here = days.filter(regular=OuterRef("pk"), moved_to__range=(first, last))
        holds = Q(first_day__lte=last) & (Q(last_day__isnull=True) | Q(last_day__gte=first))
        said = days.filter(Q(day__range=(first, last)) | Q(moved_to__range=(first, last)))
        return self.filter(holds | Exists(moved_here)).prefetch_related(Prefetch("days", said, to_attr="said"))


class RegularDayQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.filter(regular__team__in=user.team_ids)
