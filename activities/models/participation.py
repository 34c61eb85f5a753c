"""A beneficiary's part in an activity."""

from django.db import models

from activities.querysets import ParticipationQuerySet
from beneficiaries.models import Beneficiary


class Participation(models.Model):
    """This person is on this plan."""

    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="participations")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="participations")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "beneficiary"], name="participation_once_per_activity")
        ]

    def __str__(self):
        return f"{self.beneficiary}: {self.activity}"
