"""Which teams and people a user may see, and how accounts are made."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A coordinator sees every team, anyone else the teams that they belong to."""
        return self if user.is_coordinator else self.filter(pk__in=user.team_ids)

    def accounted_by(self, user):
        """The teams whose money this user accounts for: a coordinator every team's, a holder their budget's."""
        return self if user.is_coordinator else self.filter(budget_holder=user)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People see their colleagues; a coordinator sees everybody."""
        if user.is_coordinator:
            return self
        return self.filter(memberships__team__in=user.team_ids).distinct()

    def active(self):
        return self.filter(is_active=True)

    def navigators_of(self, team_ids):
        """Active navigators and lead navigators of these teams, by name."""
        return (
            self.active()
            .filter(memberships__team__in=team_ids, memberships__role__in=["navigator", "lead_navigator"])
            .distinct()
        )

    def who_could_stand_in_for(self, person):
        """Active colleagues in a team with this person."""
        return self.active().filter(memberships__team__in=person.team_ids).exclude(pk=person.pk).distinct()

    def days_kept_by(self, user):
        """Whose working days this user may change: their own; everybody's for an admin or a coordinator."""
        return self if user.keeps_days else self.filter(pk=user.pk)


class OfTeamsQuerySet(models.QuerySet):
    """Rows of a team, which its own people see."""

    def visible_to(self, user):
        """A coordinator sees every team's, anyone else those of their teams."""
        return self if user.is_coordinator else self.filter(team__in=user.team_ids)


class OfColleaguesQuerySet(models.QuerySet):
    """Rows that say when somebody works."""

    def visible_to(self, user):
        """Colleagues know when each other works; whoever keeps the days knows too."""
        if user.keeps_days:
            return self
        colleagues = Q(user__memberships__team__in=user.team_ids)
        return self.filter(Q(user=user) | colleagues).distinct()


class WorkingPatternQuerySet(OfColleaguesQuerySet):
    def to_come(self, today):
        """Not in force yet."""
        return self.filter(starts_on__gt=today)


class LeaveQuerySet(OfColleaguesQuerySet):
    def to_come(self, today):
        """Not over yet."""
        return self.filter(last_day__gte=today)

    def touching(self, first, last):
        """With a day between these two, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class TrainingHeldQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; that of colleagues is said on a plan whose kind of activity asks for it."""
        colleagues = Q(user__memberships__team__in=user.team_ids)
        return self if user.is_coordinator else self.filter(Q(user=user) | colleagues).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    @classmethod
    def normalize_email(cls, email):
        """Addresses are kept in lower case throughout, so that a phone's capital letter never locks anyone out."""
        return (email or "").strip().lower()

    def create_user(self, email, name, password=None, **fields):
        """Make an account; without a password nobody can sign in to it until an invitation is followed."""
        user = self.model(email=self.normalize_email(email), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, name, password=None, **fields):
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))
