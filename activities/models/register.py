"""Who else came to an activity."""

from django.db import models

from activities.models.kept_once import KeptOnce


class WhoElse(KeptOnce):
    """How many came who are on nobody's list. What the people on the plan did stands on their own row of it."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="who_else")
    guests = models.PositiveSmallIntegerField("How many guests came?", default=0)
    new_faces = models.PositiveSmallIntegerField("How many people were here for the first time?", default=0)

    class Meta:
        verbose_name_plural = "who else"

    def __str__(self):
        return f"{self.activity}: {self.guests} and {self.new_faces}"
