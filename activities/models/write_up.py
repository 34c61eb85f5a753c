"""How an activity went, in the team's own words."""

from django.db import models

from activities.models.kept_once import KeptOnce


class WriteUp(KeptOnce):
    """Notes on an activity. They go to colleagues as an e-mail, which is a `Message`."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="write_up")
    notes = models.TextField("How did it go?", max_length=2000, blank=True)

    def __str__(self):
        return f"Write-up: {self.activity}"
