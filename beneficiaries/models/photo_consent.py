"""What somebody answered about photographs."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from beneficiaries.models.beneficiary import Beneficiary
from beneficiaries.photographs import Said, Use
from beneficiaries.querysets import PhotoConsentQuerySet
from teams.models import User


class PhotoConsent(models.Model):
    """One answer about one use. These rows are only ever added: the newest counts, and taking back is an answer too."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="photo_consents")
    use = models.CharField(max_length=7, choices=Use)
    said = models.CharField(max_length=10, choices=Said)
    said_on = models.DateField(default=timezone.localdate)
    # The last day of a yes.
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PhotoConsentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said=Said.YES, until__isnull=False) | ~Q(said=Said.YES) & Q(until__isnull=True),
                name="photo_consent_yes_ends",
            )
        ]

    def __str__(self):
        return f"{self.get_use_display()}: {self.get_said_display()}"
