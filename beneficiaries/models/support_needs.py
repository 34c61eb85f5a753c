"""What a navigator shares of somebody, so that an activity suits them."""

from django.db import models
from django.utils import timezone

from beneficiaries.models.beneficiary import Beneficiary
from beneficiaries.needs import AccessNeed, in_order
from beneficiaries.querysets import SupportNeedsQuerySet
from teams.models import User


class SupportNeeds(models.Model):
    """What helps, what to avoid, what a place must have, and whom to ring. No diagnosis and no history."""

    beneficiary = models.OneToOneField(Beneficiary, on_delete=models.CASCADE, related_name="support_needs")
    helps = models.CharField("What helps?", max_length=300, blank=True)
    avoid = models.CharField("What is best avoided?", max_length=300, blank=True)
    ring = models.CharField("Whom to ring", max_length=120, blank=True)
    access_needs = models.JSONField("What must a place have?", default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    objects = SupportNeedsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "support needs"

    def __str__(self):
        return f"Support needs of {self.beneficiary}"

    @property
    def needs(self) -> list[AccessNeed]:
        """What a place must have, in the order in which it is always said."""
        return in_order(self.access_needs)

    @property
    def says_something(self) -> bool:
        """Whether anything is written: what was written may have been taken away again."""
        return any([self.helps, self.avoid, self.ring, self.needs])
