"""Journeys with one's own vehicle: the rates, and what people claim."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from activities.mileage import say_miles
from activities.models.money_entry import MoneyEntry
from activities.payment_querysets import MileageClaimQuerySet, MileageRateQuerySet


class Vehicle(models.TextChoices):
    CAR = "car", "Car or van"
    MOTORCYCLE = "motorcycle", "Motorcycle"
    BICYCLE = "bicycle", "Bicycle"


class MileageRate(models.Model):
    """What HMRC approves for a mile from a day on, in pence. Above a number of miles in a tax year it may be less."""

    vehicle = models.CharField(max_length=10, choices=Vehicle)
    starts_on = models.DateField("from which day on")
    pence = models.DecimalField(
        "pence for each mile", max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )
    threshold = models.PositiveIntegerField(
        "miles in a tax year at this rate", null=True, blank=True, help_text="Empty if every mile is the same."
    )
    pence_above = models.DecimalField(
        "pence for each mile above them",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    objects = MileageRateQuerySet.as_manager()

    class Meta:
        ordering = ["vehicle", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle", "starts_on"],
                name="mileage_rate_once_a_day",
                violation_error_message="There is a rate from this day on already.",
            ),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True, pence_above__isnull=True)
                | Q(threshold__isnull=False, pence_above__isnull=False),
                name="mileage_rate_has_both_or_neither",
                violation_error_message="Fill in both the miles and the pence above them, or neither.",
            ),
        ]

    def __str__(self):
        return f"{self.get_vehicle_display()}, from {self.starts_on}"


class MileageClaim(MoneyEntry):
    """A journey that somebody who works here made in their own vehicle, and what it cost."""

    COUNTED = ("miles", "amount")

    vehicle = models.CharField("What did you travel with?", max_length=10, choices=Vehicle)
    miles = models.DecimalField("How many miles?", max_digits=5, decimal_places=1)
    journey = models.CharField("From where to where?", max_length=120)
    # What the rate of that day made of it. A rate that is put right later changes nothing here.
    amount = models.DecimalField(max_digits=8, decimal_places=2)

    objects = MileageClaimQuerySet.as_manager()

    class Meta(MoneyEntry.Meta):
        indexes = [
            *MoneyEntry.Meta.indexes,
            models.Index(fields=["by", "vehicle", "on"], name="mileageclaim_by_driver"),
        ]
        constraints = [
            *MoneyEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(takes_back__isnull=True, miles__gt=0, amount__gte=0)
                | Q(takes_back__isnull=False, miles__lt=0, amount__lte=0),
                name="mileageclaim_counts_once",
            ),
        ]

    def __str__(self):
        return f"{say_miles(self.miles)}, {self.on}"

    @property
    def words(self):
        """How far, with what, and from where to where, as a list says it."""
        return f"{say_miles(self.miles)} · {self.get_vehicle_display()} · {self.journey}"
