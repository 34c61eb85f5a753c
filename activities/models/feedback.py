"""What people who came say of an activity."""

import uuid

from django.db import models

from activities.faces import Face
from activities.querysets import OfPlansQuerySet


class Feedback(models.Model):
    """A face and a line. It holds no person and no time, so that nobody can work out whose it is."""

    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="feedback")
    face = models.CharField("How was it?", max_length=8, choices=Face)
    words = models.CharField("Would you like to say something?", max_length=300, blank=True)
    # Made when the form is opened, so that pressing Send twice says it once.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = OfPlansQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(fields=["activity", "key"], name="feedback_said_once"),
            models.CheckConstraint(condition=models.Q(face__in=Face.values), name="feedback_face_known"),
        ]

    def __str__(self):
        return self.get_face_display()
