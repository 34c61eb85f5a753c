"""E-mails: those that somebody wrote about a plan, and the reminders of a morning."""

import uuid

from django.db import models

from activities.querysets import OfPlansQuerySet
from teams.models import User


class Message(models.Model):
    """An e-mail to colleagues about a plan, or about several, kept with who was written to and when."""

    class About(models.TextChoices):
        TELL = "tell", "Details of the plan"
        CHECK_IN = "check_in", "Check-in"
        WRITE_UP = "write_up", "How it went"
        TURN = "turn", "What changed"
        SPEAK_TO = "speak_to", "What there is to speak about"

    about = models.CharField(max_length=10, choices=About)
    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, null=True, related_name="messages")
    subject = models.CharField(max_length=150)
    body = models.TextField(max_length=5000)
    to = models.ManyToManyField(User, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(auto_now_add=True)
    # Empty where the mail server gave no answer: it may have arrived, so it is never sent again by itself.
    sent_at = models.DateTimeField(null=True)
    # Made when the form is opened, so that pressing Send twice sends one message.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = OfPlansQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="message_sent_once")]

    def __str__(self):
        return f"{self.get_about_display()}, {self.began_at:%Y-%m-%d}"


class Reminder(models.Model):
    """One morning's e-mail to somebody. The row is written before the mail server is told, and so never sends twice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    began_at = models.DateTimeField(auto_now_add=True)
    # Empty where the mail server gave no answer, or the run was killed just then: it may have arrived.
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="reminder_once_a_day")]

    def __str__(self):
        return f"{self.user}, {self.day}"
