"""Files that people bring: a photo of a receipt, a venue's own risk assessment."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone

from activities.querysets import UploadQuerySet
from activities.uploads import Kind
from teams.models import User


def where_kept(upload, filename):
    """A name that says nothing, so that nobody learns anything from where a file lies."""
    return f"{upload.key.hex[:2]}/{upload.key.hex}.{upload.kind}"


class Upload(models.Model):
    """A file that was looked into and, where it is an image, written again without its place and camera data."""

    Kind = Kind

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to=where_kept)
    kind = models.CharField(max_length=3, choices=Kind)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    def __str__(self):
        return str(self.key)

    def get_absolute_url(self):
        return reverse("activities:upload_open", args=[self.key])
