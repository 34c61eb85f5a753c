"""What the rows have in common of which a plan has one, and which the first save makes."""

from django.db import models
from django.utils import timezone

from activities.querysets import OfPlansQuerySet
from teams.models import User


class KeptOnce(models.Model):
    """Words about one plan, with who wrote them last. `actions.save_words` writes them."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OfPlansQuerySet.as_manager()

    class Meta:
        abstract = True
