"""What became of a plan: moved, called off, back on, and what was learned."""

from django.db import models

from activities.querysets import PlanChangeQuerySet
from teams.models import User


class PlanChange(models.Model):
    """A dated turn in a plan's life. These rows are only ever added."""

    class What(models.TextChoices):
        MOVED = "moved", "Moved"
        CALLED_OFF = "called_off", "Called off"
        BACK_ON = "back_on", "Back on"
        CHANGED = "changed", "Changed"

    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    old_date = models.DateField(null=True)
    new_date = models.DateField(null=True)
    # What is different now, a line for each thing: only what matters to the people who come, and to their navigators.
    said = models.TextField(max_length=1000, blank=True, db_default="", default="")
    # The plan's version that this made. Whoever answered an earlier one is asked again.
    plan_version = models.PositiveIntegerField(db_default=0, default=0)
    learned = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.get_what_display()}: {self.activity}"
