"""The room that a plan has asked for, and on which terms."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from activities.models.venue import Room, Venue
from activities.querysets import OfPlansQuerySet
from activities.venue_facts import say_place
from teams.models import User


class Booking(models.Model):
    """A place asked for or booked for a plan. It keeps what it was booked for, as the plan can move on."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        BOOKED = "booked", "Booked"
        CONFIRMED = "confirmed", "Booked, and they confirmed it"
        CANCELLED = "cancelled", "Cancelled"

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="booking")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="bookings")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="bookings")
    date = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    state = models.CharField("How far is it?", max_length=10, choices=State, default=State.ASKED)
    reference = models.CharField("Their booking reference", max_length=60, blank=True)
    cost = models.DecimalField(
        "What does it cost, in pounds?", max_digits=8, decimal_places=2, null=True, validators=[MinValueValidator(0)]
    )
    cancel_by = models.DateField("Cancel by", null=True)
    set_up = models.TextField("What is to be set up?", max_length=1000, blank=True)
    ring = models.CharField("Whom to ring on the day", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OfPlansQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="booking_cost_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.get_state_display()}"

    @property
    def place(self):
        """What was booked, as it is said on screen."""
        return say_place(self.venue, self.room)

    @property
    def is_made(self):
        """Booked or confirmed."""
        return self.state in MADE

    def take_over(self, activity):
        """Be for the place, day and times that the plan has now."""
        for field in BOOKED_FOR:
            setattr(self, field, getattr(activity, field))

    def is_for(self, activity):
        """Whether it is for the place, day and times that the plan has now."""
        return all(getattr(self, field) == getattr(activity, field) for field in BOOKED_FOR)


# The line that stands on the check list for a day by which to cancel.
CANCEL_BY = "Is the plan still on? Last day to cancel the room"
MADE = (Booking.State.BOOKED, Booking.State.CONFIRMED)
BOOKED_FOR = ("venue_id", "room_id", "date", "starts_at", "ends_at")
