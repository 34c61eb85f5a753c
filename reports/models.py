"""Files of many rows that somebody asked for and that are made meanwhile."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from activities.rules import say_time
from reports.querysets import ExportQuerySet
from teams.models import User


def where_kept(export, filename):
    """A name that says nothing, in a folder of its own."""
    return f"exports/{export.key.hex}.{export.format}"


class Export(models.Model):
    """A long file: asked for, being made by a worker, ready until it expires. Whoever asked sees it, nobody else."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel"
        JSON = "json", "JSON for other tools"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    # Of which figure the rows are, and the filters of its address.
    figure = models.CharField(max_length=40)
    filters = models.CharField(max_length=500, blank=True)
    format = models.CharField(max_length=4, choices=Format)
    asked_at = models.DateTimeField(default=timezone.now)
    rows = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0, db_default=0)
    # When a process to work on it was last started, and when the one that works on it last said so.
    called_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to=where_kept, blank=True)
    expires_at = models.DateTimeField(null=True)
    has_failed = models.BooleanField(default=False, db_default=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-key"]
        constraints = [
            # Pressing twice asks once.
            models.UniqueConstraint(
                fields=["by", "figure", "filters", "format"],
                condition=Q(expires_at__isnull=True, has_failed=False),
                name="export_asked_once",
            )
        ]

    def __str__(self):
        return f"{self.figure} as {self.get_format_display()}"

    def get_absolute_url(self):
        return reverse("reports:export_detail", args=[self.key])

    @property
    def is_ready(self):
        return bool(self.file)

    @property
    def is_over(self):
        """Whether nothing more will happen to it."""
        return self.is_ready or self.has_failed

    @property
    def until(self):
        """Until when it can be opened, in words."""
        expires = timezone.localtime(self.expires_at)
        return f"{date_format(expires, 'l j F')}, {say_time(expires.time())}"
