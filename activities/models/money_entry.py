"""What entries about money have in common."""

import uuid

from django.db import models

from teams.models import User


class MoneyEntry(models.Model):
    """Money about a plan, written down once. It is never changed: a correction is an entry that takes it back."""

    # What changes its sign where an entry is taken back.
    COUNTED = ("amount",)

    activity = models.ForeignKey("activities.Activity", on_delete=models.PROTECT, related_name="%(class)ss")
    on = models.DateField("When?")
    takes_back = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="taken_back_by")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # Made when the form is opened, so that pressing Keep twice keeps one entry.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["activity", "-id"], name="%(class)s_by_plan"),
            models.Index(fields=["at", "id"], name="%(class)s_by_moment"),
        ]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="%(class)s_kept_once")]

    def opposite(self, *, by):
        """An entry, not saved yet, after which this one counts for nothing. It falls in the same year."""
        own = {"id", "takes_back", "by", "at", "key"}
        copied = {field.attname: getattr(self, field.attname) for field in self._meta.fields if field.name not in own}
        counted = {name: -copied[name] for name in self.COUNTED if copied[name] is not None}
        return type(self)(**copied | counted, takes_back=self, by=by)
