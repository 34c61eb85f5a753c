"""Others who are asked along to an activity."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from activities.models.activity import Activity
from activities.others import Answer, Who
from activities.querysets import OfPlansQuerySet
from teams.models import User

MOST_PLACES = 50


class OtherGuest(models.Model):
    """A volunteer, a peer mentor, a colleague or a whole team was asked along, and so many places are held for them.

    They are contacts, by the name that colleagues know: never somebody whom the programme supports.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="other_guests")
    who = models.CharField("Who is it?", max_length=12, choices=Who)
    name = models.CharField(max_length=80)
    places = models.PositiveSmallIntegerField(
        "How many places do you hold?",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
    )
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.ASKED)
    asked_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfPlansQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "who", "name"], name="other_guest_once_per_plan"),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES), name="other_guest_places_are_held"
            ),
        ]

    def __str__(self):
        return self.name
