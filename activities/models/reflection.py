"""Somebody's own words about what they do together."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from activities.reflection_querysets import ReflectionQuerySet
from activities.reflections import COLLECTED, Collected, Shared, Whose, say_whose
from beneficiaries.models import Beneficiary
from teams.models import Team, User


class Reflection(models.Model):
    """A champion's, a colleague's, or somebody's whom they support. Where consent is taken back, the row is deleted."""

    words = models.TextField("In your own words", max_length=2000)
    whose = models.CharField(max_length=4, choices=Whose, default=Whose.OWN)
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, null=True, related_name="reflections")
    shared = models.CharField(max_length=8, choices=Shared)
    # How the words are signed: chosen by whoever said them, and kept only where they are shared with it.
    signed = models.CharField(max_length=60, blank=True)
    # The first of its month where it is shared without the name: in a small team, a day would be one.
    on = models.DateField(default=timezone.localdate)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    # Made when the form is opened, so that pressing Save twice keeps one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["shared", "on", "id"], name="reflection_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="reflection_kept_once"),
            models.CheckConstraint(
                condition=Q(shared=Shared.NAMED) & ~Q(signed="") | ~Q(shared=Shared.NAMED) & Q(signed=""),
                name="reflection_signed_where_named",
            ),
            models.CheckConstraint(
                condition=Q(whose=Whose.TOLD, beneficiary__isnull=False) | Q(whose=Whose.OWN, beneficiary__isnull=True),
                name="reflection_told_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Reflection of {self.on}"

    def get_absolute_url(self):
        return reverse("activities:reflection_edit", args=[self.pk])

    @property
    def is_for_everybody(self):
        return self.shared in COLLECTED

    @property
    def said_by(self):
        """Whose words these are, as they agreed to be spoken of to everybody."""
        return say_whose(shared=self.shared, whose=self.whose, on=self.on, signed=self.signed)

    @property
    def collected(self):
        """How it stands in a document."""
        return Collected(self.words, self.said_by)
