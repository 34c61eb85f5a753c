"""Lists of hazards by kind of activity, to start an assessment from. Kept by admins."""

from django.db import models

from activities import risk
from activities.risk_querysets import HazardLibraryQuerySet
from teams.models import Training


class HazardLibrary(models.Model):
    """What often could do harm in one kind of activity."""

    kind = models.CharField("Kind of activity", max_length=60, unique=True)
    asks_for = models.JSONField("Training that it asks for", default=list, blank=True)
    is_offered = models.BooleanField("offered to start from", default=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="The order in which they are offered.")

    objects = HazardLibraryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "kind"]
        verbose_name_plural = "hazard libraries"

    def __str__(self):
        return self.kind

    @property
    def is_alone(self):
        """Whether somebody works alone in it, and so needs a buddy."""
        return Training.LONE_WORKING in self.asks_for


class LibraryHazard(models.Model):
    """One hazard of a list, with what is usually done about it. It is only ever copied, and then looked at."""

    library = models.ForeignKey(HazardLibrary, on_delete=models.CASCADE, related_name="hazards")
    hazard = models.CharField("What could do harm?", max_length=120)
    harmed = models.CharField("Who might be harmed, and how?", max_length=300)
    already = models.TextField("What is usually done?", max_length=600)
    likelihood = models.PositiveSmallIntegerField("How likely?", choices=risk.Likelihood)
    severity = models.PositiveSmallIntegerField("How bad could it be?", choices=risk.Severity)
    likelihood_after = models.PositiveSmallIntegerField("How likely then?", choices=risk.Likelihood)
    severity_after = models.PositiveSmallIntegerField("How bad could it be then?", choices=risk.Severity)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.hazard
