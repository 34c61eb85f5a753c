"""Training that people hold, kept by admins."""

from datetime import date

from django.db import models

from teams.models.people import User
from teams.querysets import TrainingHeldQuerySet


class Training(models.TextChoices):
    """What a kind of activity may ask for."""

    FIRST_AID = "first_aid", "First aid"
    FOOD_HYGIENE = "food_hygiene", "Food hygiene"
    LONE_WORKING = "lone_working", "Lone working"


class TrainingHeld(models.Model):
    """Somebody has been trained, and until when that counts."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="training", verbose_name="person")
    kind = models.CharField("training", max_length=15, choices=Training)
    expires_on = models.DateField("counts until", null=True, blank=True, help_text="Empty where it does not run out.")

    objects = TrainingHeldQuerySet.as_manager()

    class Meta:
        ordering = ["user", "kind"]
        verbose_name = verbose_name_plural = "training"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="training_once_each",
                violation_error_message="This training stands here already. Change its date instead.",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Training.values), name="training_known"),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_kind_display()}"

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.expires_on is None or self.expires_on >= day
