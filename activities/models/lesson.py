"""What was learned, for whoever plans something like it next."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from activities.day_querysets import LessonQuerySet
from activities.lessons import About
from activities.models.activity import Activity
from activities.models.venue import Venue
from beneficiaries.models import Beneficiary
from teams.models import User


class Lesson(models.Model):
    """What somebody learned: about a kind of activity, a place or a person. These rows are only ever added."""

    # Empty where it was written down on a place's own page.
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="lessons")
    about = models.CharField("What is it about?", max_length=6, choices=About, default=About.PLACE)
    # That of the plan when it was learned; empty where the plan had none.
    kind = models.CharField(max_length=12, choices=Activity.Kind, blank=True, default="", db_default="")
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, null=True, related_name="lessons")
    # The place in words, where it is not in the directory.
    place = models.CharField(max_length=200, blank=True, default="", db_default="")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, null=True, related_name="lessons")
    words = models.CharField("What did we learn?", max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LessonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["venue", "-at", "-id"], name="lesson_by_venue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(about=About.KIND, activity__isnull=False, venue__isnull=True, beneficiary__isnull=True)
                | Q(about=About.PLACE, venue__isnull=False, beneficiary__isnull=True)
                | Q(about=About.PLACE, activity__isnull=False, beneficiary__isnull=True) & ~Q(place="")
                | Q(about=About.PERSON, venue__isnull=True, beneficiary__isnull=False),
                name="lesson_about_one_thing",
            )
        ]

    def __str__(self):
        return self.words

    @property
    def said_about(self):
        """What it is about, in words."""
        if self.about == About.PERSON:
            return f"About {self.beneficiary.called}"
        if self.about == About.PLACE:
            return f"About {self.place}" if self.place else "About this place"
        return f"About plans like “{self.activity.description}”"
