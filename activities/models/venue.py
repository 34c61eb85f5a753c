"""Places where activities happen: a directory that all teams share."""

from django.db import models
from django.urls import reverse

from activities.querysets import RoomQuerySet, VenueQuerySet


class Venue(models.Model):
    """A place that somebody can go to or book."""

    name = models.CharField("Name", max_length=120)
    address = models.CharField("Address", max_length=200, blank=True)
    locality = models.CharField("Town or area", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

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
