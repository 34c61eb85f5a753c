"""What is written by hand for the day of an activity."""

from django.db import models
from django.utils import timezone

from activities.querysets import OfPlansQuerySet
from teams.models import User


class DayPack(models.Model):
    """What somebody typed for the day: how to get there. All else on the sheet comes from the plan itself."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="day_pack")
    travel = models.TextField("Buses, trains and where to meet", max_length=800, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OfPlansQuerySet.as_manager()

    def __str__(self):
        return f"Day pack: {self.activity}"
