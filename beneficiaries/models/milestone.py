"""Turns in somebody's life that are worth keeping. They are no ladder: any can come first, again, or never."""

from django.db import models

from beneficiaries.journey_querysets import MilestoneKindQuerySet
from beneficiaries.models.journey_entry import JourneyEntry


class MilestoneKind(models.Model):
    """What can be kept as a milestone. Admins add others; one that is not offered any more stays where it was kept."""

    class CountsAs(models.TextChoices):
        """What a report counts it as, whatever its words are."""

        NETWORK = "network", "Joining the Network"
        PEER_MENTOR = "peer_mentor", "The peer mentor course"

    words = models.CharField("What happened", max_length=60, unique=True)
    is_offered = models.BooleanField("offered to choose from", default=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="The order in which they are offered.")
    counts_as = models.CharField(
        "counts in reports as",
        max_length=11,
        choices=CountsAs,
        blank=True,
        default="",
        db_default="",
        help_text="Leave it empty for most. It stays where the words are changed.",
    )

    objects = MilestoneKindQuerySet.as_manager()

    class Meta:
        ordering = ["position", "words"]

    def __str__(self):
        return self.words


class Milestone(JourneyEntry):
    """Something that somebody did or that happened to them, on a day. It can come again."""

    kind = models.ForeignKey(MilestoneKind, on_delete=models.PROTECT, related_name="milestones")

    class Meta(JourneyEntry.Meta):
        pass

    def __str__(self):
        return f"{self.beneficiary}: {self.kind}"
