"""Sends the e-mails of a morning. Each is sent at most once, however often this runs and however it dies."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities import mail, reminders
from activities.mail import Outcome
from activities.models import Reminder
from activities.mornings import mornings_of
from beneficiaries.models import Beneficiary
from teams.models import User

KEPT_FOR = timedelta(days=30)
# A mail server that gives no answer so many times in a row is left alone until the next run.
PATIENCE = 3


@dataclass(frozen=True)
class Run:
    """How many e-mails were sent and refused, and how many of this day's may not have arrived."""

    sent: int
    refused: int
    unanswered: int


def send_reminders(*, today: date) -> Run:
    """Send everybody who works today, wants it and has something to be told their e-mail, unless they had it.

    Not one transaction, on purpose: each e-mail has a row, which is committed just before the e-mail goes off. A row
    whose e-mail was refused goes again, and the next run tries again: exactly once. A row without the mail server's
    answer stays, also where this is killed just then: at most once.
    """
    Reminder.objects.filter(day__lt=today - KEPT_FOR).delete()
    had_it = Reminder.objects.filter(day=today).values("user")
    users = User.objects.active().filter(wants_reminders=True).exclude(pk__in=had_it)
    letters = list(_letters(mornings_of(users, today=today), today))
    outcomes = _send_all(letters, today)
    unanswered = Reminder.objects.filter(day=today, sent_at=None).count()
    return Run(sent=outcomes[Outcome.SENT], refused=outcomes[Outcome.REFUSED], unanswered=unanswered)


def _letters(mornings, today):
    whole = {user: {"name": user.get_short_name(), "day": today, "site": settings.SITE_URL} for user in mornings}
    drafts = [reminders.text_of(morning, **whole[user]) for user, morning in mornings.items()]
    known = Beneficiary.objects.named_in(*drafts)
    for user, morning in mornings.items():
        text = reminders.text_of(morning, **whole[user], known=known)
        # No "I am away" comes back for it.
        headers = {"Auto-Submitted": "auto-generated"}
        yield user, EmailMessage(reminders.subject_of(today), text, to=[user.email], headers=headers)


def _send_all(letters, today):
    outcomes, silent, connection = Counter(), 0, None
    for place, (user, message) in enumerate(letters):
        connection = connection or mail.open_connection()
        if connection is None or silent == PATIENCE:
            outcomes[Outcome.REFUSED] += len(letters) - place
            break
        outcome = _send_once(user, message, today, connection)
        outcomes[outcome] += 1
        silent = silent + 1 if outcome == Outcome.UNKNOWN else 0
        connection = connection if outcome in (Outcome.SENT, None) else None
    if connection:
        mail.close(connection)
    return outcomes


def _send_once(user, message, today, connection):
    """Send one e-mail, and return what became of it; None where another run has taken it on."""
    try:
        with transaction.atomic(durable=True):
            row = Reminder.objects.create(user=user, day=today)
    except IntegrityError:
        return None
    outcome = mail.send(message, connection=connection)
    if outcome == Outcome.SENT:
        Reminder.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    elif outcome == Outcome.REFUSED:
        row.delete()
    return outcome
