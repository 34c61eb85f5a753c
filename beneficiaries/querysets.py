"""Which beneficiaries and appointments a user may see, and how they are found."""

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
