"""A navigator's answer to a plan."""

from django.db import models

from activities.querysets import ReviewQuerySet
from beneficiaries.models import Beneficiary
from teams.models import User


class Review(models.Model):
    """What a navigator says of a plan for one of their people. It counts until the plan changes."""

    class Answer(models.TextChoices):
        FINE = "fine", "Fine"
        NEED_TO_TALK = "need_to_talk", "Need to talk"

    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="reviews")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    answer = models.CharField("Your answer", max_length=12, choices=Answer)
    note = models.CharField("Note", max_length=300, blank=True)
    is_planned_for = models.BooleanField("Support needs and risks are understood and planned for", default=False)
    # The version of the plan that was answered.
    plan_version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "beneficiary", "by"], name="review_once_per_person"),
            models.CheckConstraint(condition=models.Q(answer__in=["fine", "need_to_talk"]), name="review_answer_known"),
        ]

    def __str__(self):
        return f"{self.beneficiary}: {self.get_answer_display()}"
