"""A question to people who would rather take part from home, what they said, and what was done because of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.topic_querysets import TopicAskedQuerySet, TopicQuerySet, VoiceQuerySet
from activities.topics import Came
from beneficiaries.models import Beneficiary
from teams.models import Team, User


class Topic(models.Model):
    """What a team asks, until when; and, in the end, what was heard and done."""

    question = models.CharField("What do you ask?", max_length=160)
    background = models.TextField("What should people know first?", max_length=600)
    closes_on = models.DateField("Last day to answer")
    heard = models.TextField("What was said, in short", max_length=1000, blank=True)
    done = models.TextField("What was done because of it", max_length=1000, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="topics")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    # Made when the form is opened, so that pressing Save twice asks once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["team", "-closes_on", "-id"], name="topic_by_team")]
        constraints = [models.CheckConstraint(condition=~Q(question=""), name="topic_asks_something")]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("activities:topic_detail", args=[self.pk])


class TopicAsked(models.Model):
    """Somebody was asked, and whether they answered. What they said stands apart, in `Voice`."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="asked")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    has_answered = models.BooleanField(db_default=False, default=False)
    # Of the secret only this is kept, and only until it is used.
    link_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    # On the row itself, so that the one UPDATE that uses the link up asks nothing of another table.
    link_until = models.DateField(null=True, blank=True, editable=False)

    objects = TopicAskedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "beneficiary"], name="topic_asked_once")]

    def __str__(self):
        return f"{self.beneficiary} was asked: {self.topic}"


class Voice(models.Model):
    """What somebody said. It holds no person and no time, and its number is drawn by lot: nothing says whose it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="voices")
    words = models.TextField("What did they say?", max_length=600)
    came = models.CharField("How did it come?", max_length=8, choices=Came)
    # Whoever wrote it down can take it back that day. By link, nobody did and no day is kept.
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    written_on = models.DateField(null=True, blank=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["words", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(came__in=Came.values), name="voice_came_known"),
            models.CheckConstraint(
                condition=Q(came="link", written_by__isnull=True, written_on__isnull=True)
                | ~Q(came="link") & Q(written_by__isnull=False, written_on__isnull=False),
                name="voice_by_link_has_no_writer",
            ),
        ]

    def __str__(self):
        return self.words
