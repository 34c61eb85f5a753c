"""Where something about somebody's safety is written down. What happened is not kept here."""

import uuid

from django.db import models
from django.db.models import Q

from beneficiaries.models.beneficiary import Beneficiary
from beneficiaries.safeguarding_querysets import SafeguardingPointerQuerySet
from teams.models import User


class SafeguardingPointer(models.Model):
    """On this day it was told to somebody, who wrote it down in the restricted system under this reference."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="safeguarding_pointers")
    date = models.DateField()
    told_to = models.CharField(max_length=80)
    reference = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    # Made when the form is opened, so that pressing Save twice keeps one pointer.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = SafeguardingPointerQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="safeguarding_kept_once"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="safeguarding_taken_back_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}, {self.date}"
