"""Which long files a user may see, and which wait to be made."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

# A worker says so after every few thousand rows: one that was silent for so long is gone.
GONE_AFTER = timedelta(minutes=2)


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, until they expire. No role is above that."""
        return self.filter(by=user)

    def not_expired(self, now):
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))

    def expired(self, now):
        return self.filter(expires_at__lte=now)

    def unfinished(self):
        return self.filter(expires_at__isnull=True, has_failed=False)

    def being_made(self, now):
        """Those on which somebody works."""
        return self.unfinished().filter(worked_at__gt=now - GONE_AFTER)

    def waiting(self, now):
        """Those on which nobody works, also where the worker has gone since."""
        return self.unfinished().exclude(worked_at__gt=now - GONE_AFTER).order_by("asked_at", "key")

    def claim(self, now):
        """Take the one that has waited longest, or None. Of two workers at once, one UPDATE says who has it."""
        for key in list(self.waiting(now).values_list("key", flat=True)[:20]):
            if self.waiting(now).order_by().filter(key=key).update(worked_at=now, rows_done=0):
                return self.get(key=key)
        return None

    def call(self, now):
        """Whether a process to work on these should be started: they wait, and none was started in the last minute."""
        not_called = Q(called_at__isnull=True) | Q(called_at__lt=now - timedelta(minutes=1))
        return bool(self.waiting(now).order_by().filter(not_called).update(called_at=now))
