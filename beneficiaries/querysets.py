"""Which beneficiaries and appointments a user may see, and how they are found."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from beneficiaries import references


class BeneficiaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A coordinator sees everyone, anyone else the people whom their teams support."""
        return self if user.is_coordinator else self.filter(team__in=user.team_ids)

    def search(self, words):
        """People whose reference starts with these words, or whose chosen name holds them."""
        return self.filter(Q(reference__startswith=references.normalise(words)) | Q(known_as__icontains=words.strip()))

    def mark_caseload_of(self, user):
        """Add `on_caseload`: whether this user is one of the person's navigators."""
        links = self.model.navigators.through.objects.filter(beneficiary=OuterRef("pk"), user=user)
        return self.annotate(on_caseload=Exists(links))

    def answered_for_by(self, user):
        """Those for whom this user answers plans: a navigator's caseload, and a lead navigator's whole team."""
        if not user.is_navigator:
            return self.none()
        return self.mark_caseload_of(user).filter(Q(on_caseload=True) | Q(team__in=user.led_team_ids))

    def needs_written_by(self, user):
        """Those whose support needs this user reads and writes: whoever answers for them, and a coordinator."""
        return self if user.is_coordinator else self.answered_for_by(user)

    def mark_answered_for_by(self, user):
        """Add `is_mine`: whether this user answers plans for the person."""
        mine = self.model.objects.answered_for_by(user).filter(pk=OuterRef("pk"))
        return self.annotate(is_mine=Exists(mine))


class AppointmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of people whom the user may see."""
        return self if user.is_coordinator else self.filter(beneficiary__team__in=user.team_ids)

    def around(self, day):
        """Those that may fall on a day: on it, or repeating and begun. `is_on` says which do."""
        going_on = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(Q(date=day) | (Q(date__lt=day) & ~Q(repeats="once") & going_on))

    def still_to_come(self, today):
        """Those on or after today, and those that repeat and have not ended."""
        going_on = Q(until__isnull=True) | Q(until__gte=today)
        return self.filter(Q(date__gte=today) | (~Q(repeats="once") & going_on))


class SupportNeedsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that this user may read and write at any time, whatever is planned."""
        people = apps.get_model("beneficiaries", "Beneficiary").objects.visible_to(user)
        return self if user.is_coordinator else self.filter(beneficiary__in=people.needs_written_by(user))

    def for_people(self, people):
        """Those of these people, given as rows or as their numbers."""
        return self.filter(beneficiary__in=people)
