"""Something that is on again and again, and what is said of single days."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities import recurrence, rules
from activities.models.activity import Activity
from activities.noticeboard import KINDS
from activities.noticeboard_querysets import RegularActivityQuerySet, RegularDayQuerySet
from teams.models import Team, User


class RegularActivity(models.Model):
    """What a team does, or goes along to, every week, every two weeks or every month. No one time of it is a row."""

    description = models.CharField("What is it?", max_length=120)
    kind = models.CharField(
        "What kind of activity is it?",
        max_length=12,
        choices=[choice for choice in Activity.Kind.choices if choice[0] in KINDS],
    )
    place = models.CharField("Where?", max_length=200, blank=True)
    starts_at = models.TimeField("Start time")
    ends_at = models.TimeField("End time", null=True, blank=True)
    first_day = models.DateField("First day")
    last_day = models.DateField("Last day", null=True, blank=True)
    # RFC 5545, as `recurrence.rule_of` writes it. Nobody reads it on screen.
    rule = models.CharField(max_length=60)
    about = models.CharField("What is it about?", max_length=120, blank=True)
    is_on_board = models.BooleanField("Show it on the noticeboard", db_default=False, default=False)

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="regular_activities")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    # Made when the form is opened, so that pressing Save twice keeps it once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = RegularActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "regular activities"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["team", "last_day", "first_day"], name="regular_by_team_and_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="regular_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="regular_last_day_not_before_first",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="regular_never_one_to_one"),
        ]

    def __str__(self):
        return self.description

    def get_absolute_url(self):
        return reverse("activities:regular_edit", args=[self.pk])

    @property
    def says_when(self):
        """How often and at what time: "every Friday, 10.30am to 11.30am"."""
        how_often = recurrence.say_rule(self.rule, self.first_day)
        return f"{how_often}, {rules.say_times(self.starts_at, self.ends_at)}"

    def occurrences(self, said, *, first, last):
        """Each time that it comes round in a stretch of days, given what was `said` of single days."""
        said = [each.as_said for each in said]
        return recurrence.occurrences(self.rule, self.first_day, self.last_day, said, first=first, last=last)

    def occurrence_of(self, day, said):
        """The time that its rule has on one day, wherever it was moved to; None where the rule has none there."""
        if not recurrence.days_between(self.rule, self.first_day, self.last_day, first=day, last=day):
            return None
        return recurrence.occurrence_on(day, said and said.as_said)


class RegularDay(models.Model):
    """What somebody said of one day of something regular: on as usual, not on, or moved. The last word counts."""

    regular = models.ForeignKey(RegularActivity, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    what = models.CharField("Is it on?", max_length=5, choices=recurrence.Said)
    moved_to = models.DateField("Which day instead?", null=True, blank=True)
    # For colleagues: it is on no poster.
    why = models.CharField("Why?", max_length=120, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = RegularDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["regular", "day"], name="regular_day_said_once"),
            models.CheckConstraint(condition=Q(what__in=recurrence.Said.values), name="regular_day_what_known"),
            models.CheckConstraint(
                condition=Q(what="moved", moved_to__isnull=False) & ~Q(moved_to=F("day"))
                | ~Q(what="moved") & Q(moved_to__isnull=True),
                name="regular_day_moved_to_another",
            ),
        ]

    def __str__(self):
        return f"{self.regular}, {self.day}: {self.get_what_display()}"

    @property
    def as_said(self):
        """The same as the rules take it."""
        return recurrence.SaidOfDay(self.day, self.what, self.moved_to, self.why)
