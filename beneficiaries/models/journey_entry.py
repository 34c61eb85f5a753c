"""What the dated entries in a person's journey have in common."""

import uuid

from django.db import models
from django.db.models import Q

from beneficiaries.journey_querysets import JourneyQuerySet
from beneficiaries.models.beneficiary import Beneficiary
from teams.models import User


class JourneyEntry(models.Model):
    """Something dated in somebody's journey. It is never deleted: what was wrong is taken back, with who and when."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="%(class)ss")
    date = models.DateField("When?")
    line = models.CharField("One line", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    # Made when the form is opened, so that pressing Save twice keeps one entry.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(
                fields=["beneficiary", "-date", "-id"],
                condition=Q(taken_back_at__isnull=True),
                name="%(class)s_by_person",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="%(class)s_kept_once"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="%(class)s_taken_back_by_somebody",
            ),
        ]

    @property
    def is_taken_back(self):
        return self.taken_back_at is not None
