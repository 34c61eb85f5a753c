"""What is written by hand for the day of an activity."""

from django.db import models

from activities.models.kept_once import KeptOnce


class DayPack(KeptOnce):
    """What somebody typed for the day: how to get there. All else on the sheet comes from the plan itself."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="day_pack")
    travel = models.TextField("Buses, trains and where to meet", max_length=800, blank=True)

    def __str__(self):
        return f"Day pack: {self.activity}"
