"""When a beneficiary is busy elsewhere."""

# Whole, because an appointment has a field called `date`.
import datetime

from django.db import models
from django.db.models import F, Q

from beneficiaries.models.beneficiary import Beneficiary
from beneficiaries.querysets import AppointmentQuerySet
from teams.models import User


class Appointment(models.Model):
    """A day and time at which a beneficiary is busy. It holds one word, and what it is about only if they like."""

    class Repeats(models.TextChoices):
        ONCE = "once", "Once"
        WEEKLY = "weekly", "Every week"
        FORTNIGHTLY = "fortnightly", "Every two weeks"

    DAYS_BETWEEN = {Repeats.WEEKLY: 7, Repeats.FORTNIGHTLY: 14}

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="appointments")
    date = models.DateField("Date")
    starts_at = models.TimeField("Start time")
    ends_at = models.TimeField("End time", null=True, blank=True)
    word = models.CharField("A word for it", max_length=40, default="Appointment")
    repeats = models.CharField("Does it repeat?", max_length=12, choices=Repeats, default=Repeats.ONCE)
    until = models.DateField("Until", null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["date", "starts_at", "id"]
        indexes = [models.Index(fields=["beneficiary", "date"], name="appointment_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("date")), name="appointment_until_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}, {self.date}"

    def is_on(self, day: datetime.date) -> bool:
        """Whether this appointment falls on a day."""
        if day < self.date or (self.until and day > self.until):
            return False
        between = self.DAYS_BETWEEN.get(self.repeats)
        return (day - self.date).days % between == 0 if between else day == self.date

    def next_from(self, day: datetime.date) -> datetime.date | None:
        """The first day, from a day on, on which this appointment falls; None where there is none any more."""
        if day <= self.date:
            return self.date
        between = self.DAYS_BETWEEN.get(self.repeats, 0)
        days_left = -(day - self.date).days % between if between else 0
        coming = day + datetime.timedelta(days=days_left)
        return coming if self.is_on(coming) else None
