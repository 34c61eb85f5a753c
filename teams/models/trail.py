"""The trail: who changed, read or took out what, and when."""

from auditlog.models import AbstractLogEntry
from django.db import models
from django.utils import timezone

from teams.trail_querysets import TrailManager
from teams.trail_words import labels_of, say


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

    def __str__(self):
        """What was done, in plain words: “Changed a contact: minutes”."""
        is_change = self.action == self.Action.UPDATE
        labels = labels_of(self.content_type.model_class(), self.changes or {}) if is_change else []
        return say(self.action, self.object_repr, labels)

    @property
    def at(self):
        """When, by the clock on the wall."""
        return timezone.localtime(self.timestamp)

    @property
    def who(self) -> str:
        """Who did it, with the roles that they have today; the product itself where nobody asked for it."""
        if self.actor is None:
            return "The product itself"
        roles = sorted({membership.get_role_display().lower() for membership in self.actor.memberships.all()})
        return ", ".join([self.actor.name, *roles])
