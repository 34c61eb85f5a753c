"""How an activity went, in the team's own words."""

from django.db import models
from django.utils import timezone

from activities.querysets import OfPlansQuerySet
from teams.models import User


class WriteUp(models.Model):
    """Notes on an activity. They go to colleagues as an e-mail, which is a `Message`."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="write_up")
    notes = models.TextField("How did it go?", max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OfPlansQuerySet.as_manager()

    def __str__(self):
        return f"Write-up: {self.activity}"
