"""Which requests to know what is held a user may see."""

from django.db import models


class SubjectRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Coordinators answer them, nobody else."""
        return self.select_related("beneficiary") if user.is_coordinator else self.none()

    def open(self):
        """Those that nobody has answered yet, the oldest first."""
        return self.filter(answered_on=None)
