"""Places where activities happen: a directory that all teams share."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.venue_facts import ASK, Answer, say_fact
from activities.venue_querysets import RoomQuerySet, VenueFactQuerySet, VenueQuerySet
from teams.models import User

# What people write about a place.
DETAILS = ("name", "address", "locality", "ring", "ring_when", "cost", "pay", "cancelling")


class Venue(models.Model):
    """A place that somebody can go to or book."""

    name = models.CharField("Name", max_length=120)
    address = models.CharField("Address", max_length=200, blank=True)
    locality = models.CharField("Town or area", max_length=60, blank=True)
    ring = models.CharField("Whom to ring", max_length=120, blank=True, db_default="", default="")
    ring_when = models.CharField("When is a good time to ring?", max_length=120, blank=True, db_default="", default="")
    cost = models.CharField("What does it cost?", max_length=200, blank=True, db_default="", default="")
    pay = models.CharField("How do we pay?", max_length=200, blank=True, db_default="", default="")
    cancelling = models.CharField("What if we cancel?", max_length=200, blank=True, db_default="", default="")
    risk_assessment_file = models.ForeignKey(
        "activities.Upload", on_delete=models.PROTECT, null=True, blank=True, related_name="venues"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="venue_by_name"),
            models.Index(fields=["locality", "name", "id"], name="venue_by_locality"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:venue_detail", args=[self.pk])


class Room(models.Model):
    """A room within a venue. A venue that is a single room has none."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField("Room", max_length=80)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["venue", "name"], name="room_once_per_venue")]

    def __str__(self):
        return self.name


class VenueFact(models.Model):
    """What somebody found out about a venue, or about one of its rooms, and when. The newest answer is kept."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="facts")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, null=True, related_name="facts")
    # One of `venue_facts.ASKS`. No choices here, so that a question can be put into better words without a migration.
    name = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=Answer)
    number = models.PositiveSmallIntegerField(null=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField()

    objects = VenueFactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "name"], condition=Q(room__isnull=True), name="venue_fact_once_per_venue"
            ),
            models.UniqueConstraint(
                fields=["room", "name"], condition=Q(room__isnull=False), name="venue_fact_once_per_room"
            ),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="venue_fact_answer_known"),
        ]

    def __str__(self):
        return say_fact(ASK[self.name], self)
