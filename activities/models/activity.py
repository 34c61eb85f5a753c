"""An activity: a plan with a date, a place, people and a check list."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities import noticeboard, rules
from activities.querysets import ActivityQuerySet
from beneficiaries.models import Beneficiary
from checklist.models import Checklist
from teams.models import Team, User


class Activity(models.Model):
    """A plan for something to do together. Nothing is deleted: what does not happen is called off."""

    class Kind(models.TextChoices):
        GROUP = "group", "In a group"
        ONE_TO_ONE = "one-to-one", "One-to-one"
        COMMUNITY = "community", "Going along to something that already exists"
        NETWORK = "network", "WY-FI Network"

    class Idea(models.TextChoices):
        BENEFICIARY = "beneficiary", "A beneficiary's"
        GROUP = "group", "The group's"
        CHAMPION = "champion", "The champion's"
        NAVIGATOR = "navigator", "A navigator's"
        SOMEBODY_ELSE = "somebody_else", "Somebody else's"

    description = models.CharField("Activity description", max_length=120)
    date = models.DateField("Date", null=True, blank=True)
    starts_at = models.TimeField("Start time", null=True, blank=True)
    ends_at = models.TimeField("End time", null=True, blank=True)
    kind = models.CharField("What kind of activity is it?", max_length=12, choices=Kind, blank=True)
    place = models.CharField("Where?", max_length=200, blank=True)
    venue = models.ForeignKey(
        "activities.Venue", on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    room = models.ForeignKey(
        "activities.Room", on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    purpose = models.TextField("Purpose", max_length=1000, blank=True)
    outcomes = models.TextField("Intended outcomes", max_length=1000, blank=True)
    clash_reason = models.CharField("Why is that all right?", max_length=200, blank=True, db_default="", default="")
    is_on_board = models.BooleanField("Show on the noticeboard", db_default=False, default=False, editable=False)
    welcomes_others = models.BooleanField("People of other teams are welcome", db_default=False, default=False)
    idea_from = models.CharField("Whose idea was it?", max_length=15, choices=Idea, blank=True)

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="activities")
    champion = models.ForeignKey(User, on_delete=models.PROTECT, related_name="planned_activities")
    navigators = models.ManyToManyField(User, blank=True, related_name="navigated_activities")
    beneficiaries = models.ManyToManyField(Beneficiary, through="Participation", related_name="activities")
    checklist = models.OneToOneField(Checklist, on_delete=models.PROTECT, related_name="activity")
    # The day of something regular that this plan was made for. It stays, also where the plan moves.
    regular = models.ForeignKey(
        "activities.RegularActivity", on_delete=models.PROTECT, null=True, editable=False, related_name="activities"
    )
    regular_day = models.DateField(null=True, editable=False)
    called_off_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Made when the plan form is opened, so that pressing Save twice plans one activity.
    plan_key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["team", "date", "id"], name="activity_by_team_and_date"),
            models.Index(fields=["date", "id"], name="activity_by_date"),
            models.Index(fields=["champion", "date", "id"], name="activity_by_champion_and_date"),
            models.Index(fields=["team", "-id"], condition=Q(called_off_at__isnull=False), name="activity_called_off"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["champion", "plan_key"], name="activity_planned_once"),
            models.UniqueConstraint(fields=["regular", "regular_day"], name="activity_once_for_a_regular_day"),
            models.CheckConstraint(
                condition=Q(is_on_board=False) | Q(kind__in=noticeboard.KINDS),
                name="activity_on_board_not_one_to_one",
            ),
            models.CheckConstraint(
                condition=Q(welcomes_others=False) | ~Q(kind="one-to-one"),
                name="activity_with_one_person_welcomes_no_others",
            ),
        ]

    def __str__(self):
        return self.description

    def get_absolute_url(self):
        return reverse("activities:activity_detail", args=[self.pk])

    @property
    def people(self):
        """Those on the plan, of a plan that comes `with_people` or with others of its `parts`."""
        return [part.beneficiary for part in self.parts]

    @property
    def beneficiaries_on_it(self):
        """Whoever is on the plan now: who was taken off it again is among `beneficiaries` alone."""
        on_it = self.participations.on_the_plan()
        return Beneficiary.objects.filter(pk__in=on_it.values("beneficiary"))

    @property
    def is_called_off(self):
        return self.called_off_at is not None

    @property
    def board_problem(self):
        """Why it cannot be on the noticeboard, as far as its own words say; an empty string where it can."""
        if self.is_called_off:
            return noticeboard.CALLED_OFF
        named = noticeboard.sure_references(self.description, self.place)
        return noticeboard.kind_problem(self.kind) or noticeboard.reference_problem(named)

    @property
    def when(self):
        """The date and times as they are said on screen and paper."""
        return rules.say_when(self.date, self.starts_at, self.ends_at)
