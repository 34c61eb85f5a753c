"""Who was spoken to about a step of the check list."""

from django.db import models
from django.db.models import Q

from activities.querysets import ConversationQuerySet
from beneficiaries.models import Beneficiary
from checklist.models import Step
from teams.models import User


class Conversation(models.Model):
    """Somebody was spoken to about a step, and what they answered.

    Exactly one of `colleague`, `beneficiary` and `other` says who. The answer stays when the tick is taken back.
    """

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="conversations")
    colleague = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, null=True, related_name="+")
    other = models.CharField(max_length=200, blank=True)
    answer = models.CharField("What did they say?", max_length=200, blank=True)
    spoken_at = models.DateTimeField(null=True)
    spoken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "colleague"], name="conversation_once_with_colleague"),
            models.UniqueConstraint(fields=["step", "beneficiary"], name="conversation_once_with_beneficiary"),
            models.UniqueConstraint(
                fields=["step", "other"], condition=~Q(other=""), name="conversation_once_with_other"
            ),
            models.CheckConstraint(
                condition=Q(colleague__isnull=False, beneficiary__isnull=True, other="")
                | Q(colleague__isnull=True, beneficiary__isnull=False, other="")
                | Q(colleague__isnull=True, beneficiary__isnull=True) & ~Q(other=""),
                name="conversation_with_one",
            ),
            models.CheckConstraint(
                condition=Q(spoken_at__isnull=True, spoken_by__isnull=True)
                | Q(spoken_at__isnull=False, spoken_by__isnull=False),
                name="conversation_spoken_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.step}: {self.colleague or self.beneficiary or self.other}"

    @property
    def is_spoken(self):
        return self.spoken_at is not None

    @property
    def key(self):
        """Whom it was with, as `Somebody.key` says it."""
        if self.colleague_id:
            return f"colleague-{self.colleague_id}"
        return f"beneficiary-{self.beneficiary_id}" if self.beneficiary_id else f"other-{self.other}"
