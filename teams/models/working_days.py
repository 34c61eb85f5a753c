"""When somebody works: their weekdays, and their leave. No reason for being away is kept."""

from django.db import models
from django.db.models import F, Q

from teams.models.people import User
from teams.querysets import LeaveQuerySet, WorkingPatternQuerySet
from teams.working_days import Away, Weekdays

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WorkingPattern(models.Model):
    """The weekdays on which somebody works, from a day on. A later pattern takes its place."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="working_patterns")
    starts_on = models.DateField("From")
    monday = models.BooleanField(default=False)
    tuesday = models.BooleanField(default=False)
    wednesday = models.BooleanField(default=False)
    thursday = models.BooleanField(default=False)
    friday = models.BooleanField(default=False)
    saturday = models.BooleanField(default=False)
    sunday = models.BooleanField(default=False)
    starts_at = models.TimeField("I start at", null=True, blank=True)
    ends_at = models.TimeField("I finish at", null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = WorkingPatternQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["user", "starts_on"], name="working_pattern_once_per_day"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="working_pattern_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.user}, from {self.starts_on}"

    @property
    def weekdays(self):
        return [place for place, name in enumerate(WEEKDAYS) if getattr(self, name)]

    @property
    def as_days(self):
        """The same as the rules take it."""
        return Weekdays(self.starts_on, frozenset(self.weekdays), self.added_at, self.starts_at, self.ends_at)


class Leave(models.Model):
    """Days on which somebody is away, first and last included, and who stands in for them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="leave")
    first_day = models.DateField("First day away")
    last_day = models.DateField("Last day away")
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Who stands in?"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "id"]
        verbose_name_plural = "leave"
        indexes = [models.Index(fields=["user", "last_day"], name="leave_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leave_ends_after_it_starts")
        ]

    def __str__(self):
        return f"{self.user}, {self.first_day} to {self.last_day}"

    @property
    def as_days(self):
        """The same as the rules take it."""
        return Away(self.first_day, self.last_day, self.deputy, self.added_at)
