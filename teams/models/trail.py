"""The trail: who changed, read or took out what, and when."""

from auditlog.models import AbstractLogEntry
from django.db import models

from teams.trail_querysets import TrailManager


class TrailEntry(AbstractLogEntry):
    """One entry. It is only ever added; what it is about is said in `object_repr`, without a name or a reference."""

    # The number of the person supported that it is about: by it they are shown their trail, and it is let go with them.
    person = models.BigIntegerField(null=True, editable=False)
    # What somebody said of it: why they opened a page, or which choices an export was made with.
    words = models.CharField(max_length=300, blank=True, db_default="", default="", editable=False)
    # How many rows somebody took out.
    rows = models.PositiveIntegerField(null=True, editable=False)

    # Who it was stands in `actor`: their address is kept in one place only. The others serve nothing here.
    actor_email = remote_port = changes_text = None

    objects = TrailManager()

    class Meta(AbstractLogEntry.Meta):
        ordering = ["-id"]
        verbose_name = "entry in the trail"
        verbose_name_plural = "entries in the trail"
        indexes = [models.Index(fields=["person", "-id"], name="trail_by_person")]
