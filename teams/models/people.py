"""People who work here: teams, users and the role a user has in a team."""

from functools import cached_property

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from teams.querysets import TeamQuerySet, UserManager


def short_name(name):
    """The part of a name that there is always room for."""
    return name.split(" ")[0]


class Role(models.TextChoices):
    CHAMPION = "champion", "Champion"
    NAVIGATOR = "navigator", "Navigator"
    LEAD_NAVIGATOR = "lead_navigator", "Lead navigator"
    COORDINATOR = "coordinator", "Coordinator"


NAVIGATING_ROLES = {Role.NAVIGATOR, Role.LEAD_NAVIGATOR}


class Team(models.Model):
    """One of the local teams, or The Hub."""

    name = models.CharField(max_length=60, unique=True)
    budget_holder = models.ForeignKey(
        "teams.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who gives out this team’s cash. If nobody is chosen, the coordinators are asked.",
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who works here and signs in by e-mail address."""

    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "Somebody already has this address."}
    )
    name = models.CharField(max_length=80, help_text="As colleagues know them: Mel Carter.")
    is_staff = models.BooleanField(
        "admin", default=False, help_text="Opens Django admin. It does not open any team's plans or people."
    )
    is_active = models.BooleanField(
        "can sign in", default=True, help_text="Take the tick away instead of deleting the account."
    )
    date_joined = models.DateTimeField("added on", default=timezone.now, editable=False)
    teams = models.ManyToManyField(Team, through="Membership", related_name="people")
    wants_reminders = models.BooleanField("Write to me on my working mornings", db_default=True, default=True)
    # One more makes every address given out before it worthless.
    calendar_number = models.PositiveIntegerField(db_default=1, default=1, editable=False)
    calendar_has_speak_by = models.BooleanField(
        "Show the days by which to speak to people", db_default=False, default=False
    )
    calendar_has_references = models.BooleanField("Show beneficiary references", db_default=False, default=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case")
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def get_short_name(self):
        """What colleagues call this person where there is little room."""
        return short_name(self.name)

    @cached_property
    def roles(self):
        """This person's `(team_id, role)` pairs, fetched once in a request."""
        return list(self.memberships.values_list("team_id", "role"))

    def stands_in_for(self, day):
        """Those who are away on a day and named this person as their deputy, fetched once in a request.

        As `(user_id, role)` pairs, one for each of their roles.
        """
        if day not in self._stood_in_for:
            away = apps.get_model("teams", "Leave").objects.touching(day, day)
            away = away.filter(deputy=self, user__is_active=True).order_by()
            self._stood_in_for[day] = set(away.values_list("user", "user__memberships__role"))
        return self._stood_in_for[day]

    @cached_property
    def _stood_in_for(self):
        return {}

    @property
    def team_ids(self):
        return {team_id for team_id, _ in self.roles}

    @property
    def is_coordinator(self):
        """A coordinator at the Hub sees every team."""
        return any(role == Role.COORDINATOR for _, role in self.roles)

    @property
    def is_navigator(self):
        """Navigators and lead navigators have a caseload to review."""
        return any(role in NAVIGATING_ROLES for _, role in self.roles)

    @property
    def keeps_days(self):
        """Admins and coordinators keep everybody's working days, everyone else their own."""
        return self.is_staff or self.is_coordinator

    @property
    def led_team_ids(self):
        """The teams in which this person is lead navigator."""
        return {team_id for team_id, role in self.roles if role == Role.LEAD_NAVIGATOR}

    @property
    def supported_team_ids(self):
        """The teams all of whose people this person supports: as their champion, or as their lead navigator."""
        return {team_id for team_id, role in self.roles if role in (Role.CHAMPION, Role.LEAD_NAVIGATOR)}


class Membership(models.Model):
    """A user's role in a team. Leaving a team ends access to it at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name="person")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role, help_text="A coordinator sees every team.")

    class Meta:
        ordering = ["team", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"],
                name="membership_once_per_team",
                violation_error_message="This person already has a role in this team.",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.team}"
