"""What a team keeps about its noticeboard."""

from django.db import models

from activities.noticeboard import ASK
from activities.noticeboard_querysets import NoticeboardQuerySet
from teams.models import Team


class Noticeboard(models.Model):
    """Whom people may ask, and whether a screen shows the board. Without this row, the defaults count."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="noticeboard")
    ask = models.CharField("Whom can people ask?", max_length=120, blank=True)
    has_screen = models.BooleanField(db_default=False, default=False)
    # One more makes every address given out before it worthless.
    screen_number = models.PositiveIntegerField(db_default=1, default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NoticeboardQuerySet.as_manager()

    def __str__(self):
        return f"Noticeboard of {self.team}"

    @property
    def asks(self):
        """Whom to ask, as the board says it."""
        return self.ask or ASK
