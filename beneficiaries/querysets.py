"""Which beneficiaries a user may see, and how they are found."""

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
