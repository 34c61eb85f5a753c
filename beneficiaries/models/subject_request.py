"""Somebody asked what is held of them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from beneficiaries.models.beneficiary import Beneficiary
from beneficiaries.subject_access import due_on
from beneficiaries.subject_querysets import SubjectRequestQuerySet
from teams.models import User


class SubjectRequest(models.Model):
    """When they asked, how long we waited to hear what they mean, and when they were answered."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="subject_requests")
    asked_on = models.DateField("When did they ask?")
    waiting_from = models.DateField("asked what they mean on", null=True, editable=False)
    waiting_until = models.DateField("heard what they mean on", null=True, editable=False)
    answered_on = models.DateField("answered on", null=True, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="written down by")

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary"], condition=Q(answered_on=None), name="subject_request_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(waiting_until=None) | Q(waiting_until__gte=F("waiting_from")),
                name="subject_request_waits_forwards",
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}, {self.asked_on}"

    @property
    def is_waiting(self) -> bool:
        """Whether the clock stands still."""
        return bool(self.waiting_from and not self.waiting_until)

    @property
    def due_on(self):
        """The last day to answer, as far as it is known today."""
        waited = {"waiting_from": self.waiting_from, "waiting_until": self.waiting_until}
        return due_on(self.asked_on, today=timezone.localdate(), **waited)

    @property
    def is_late(self) -> bool:
        return not self.answered_on and self.due_on < timezone.localdate()
