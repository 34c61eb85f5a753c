"""When somebody who works here and a beneficiary were in touch, outside activities."""

from django.db import models
from django.db.models import Q

from beneficiaries import contacts
from beneficiaries.contacts import COUNTING, MOST_MINUTES, Mode, Setting, Was
from beneficiaries.journey_querysets import ContactChangeQuerySet, ContactQuerySet
from beneficiaries.models.journey_entry import JourneyEntry
from teams.models import Team, User


class Contact(JourneyEntry):
    """A contact with somebody: meaningful where `counts`, and kept where not."""

    # The person's team then: what a team did is still said of it when the person has moved on.
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    was = models.CharField("What was it?", max_length=11, choices=Was, default=Was.TWO_WAY)
    mode = models.CharField("How?", max_length=12, choices=Mode)
    setting = models.CharField("Setting", max_length=10, choices=Setting, default=Setting.ONE_TO_ONE)
    minutes = models.PositiveSmallIntegerField("Minutes", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta(JourneyEntry.Meta):
        indexes = [
            *JourneyEntry.Meta.indexes,
            models.Index(fields=["by", "-date", "-id"], name="contact_by_writer"),
            models.Index(fields=["team", "date"], name="contact_by_team"),
        ]
        constraints = [
            *JourneyEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, MOST_MINUTES), was__in=COUNTING),
                name="contact_minutes_of_what_counts",
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}, {self.date}"

    @property
    def counts(self) -> bool:
        """Whether it is a meaningful contact."""
        return not self.is_taken_back and contacts.counts(self.was)

    @property
    def how(self) -> str:
        """How they were in touch, as a list says it."""
        return contacts.say_how(was=self.was, mode=self.mode, minutes=self.minutes, setting=self.setting)


class ContactChange(models.Model):
    """A contact was put right: by whom, when, and what it said before."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="changes")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ContactChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.contact} put right"
