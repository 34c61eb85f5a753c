"""Sends what somebody wrote about their plans. Each message is sent at most once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities import mail
from activities.entries import calendar_of, entry_of_plan, typed_in
from activities.mail import Outcome
from activities.messages import steps_told
from activities.models import Message
from beneficiaries.models import Beneficiary
from checklist.actions import mark_steps_done
from checklist.form import Tool
from checklist.models import Step

# The lines of the form that a message does. Whoever writes how it went has checked in by that.
DOES = {
    Message.About.TELL: [Tool.TELL],
    Message.About.CHECK_IN: [Tool.CHECK_IN],
    Message.About.WRITE_UP: [Tool.WRITE_UP, Tool.CHECK_IN],
}


def send_message(*, message: Message, to) -> Outcome:
    """Send a new message to these colleagues, and tick what it does on its plan's check list.

    Not one transaction, on purpose: its row is committed just before it goes off, and stays where the mail server gave
    no answer; where nothing was sent the row goes too. Where the same `key` sent a message before, as when Send is
    pressed twice, nothing is sent, and the answer is what became of that one.
    """
    connection = mail.open_connection()
    if connection is None:
        return Outcome.REFUSED
    outcome = _send(message, to, connection) if _keep(message, to) else _earlier(message)
    mail.close(connection)
    return outcome


def _keep(message, to):
    """Write the message down before it goes off. Return whether its key is a new one."""
    try:
        with transaction.atomic(durable=True):
            message.save(force_insert=True)
            message.to.set(to)
    except IntegrityError:
        return False
    return True


def _earlier(message):
    row = Message.objects.filter(by=message.by, key=message.key).first()
    if row is None:
        return Outcome.REFUSED
    return Outcome.SENT if row.sent_at else Outcome.UNKNOWN


def _send(message, to, connection):
    outcome = mail.send(_email(message, to), connection=connection)
    if outcome == Outcome.REFUSED:
        Message.objects.filter(pk=message.pk).delete()
    elif outcome == Outcome.SENT:
        _note_sent(message)
    return outcome


def _email(message, to):
    email = EmailMessage(message.subject, message.body, to=[person.email for person in to], reply_to=[message.by.email])
    if message.activity and message.activity.date:
        email.attach("plan.ics", _calendar_entry(message.activity), "text/calendar; method=PUBLISH")
    return email


def _calendar_entry(activity):
    """The plan for the diary of whoever gets it. A later one is the same entry, with a higher SEQUENCE."""
    known = Beneficiary.objects.named_in(*typed_in(activity))
    entry = entry_of_plan(activity, stamp=timezone.now(), site=settings.SITE_URL, known=known)
    return calendar_of([entry], method="PUBLISH").decode()


@transaction.atomic
def _note_sent(message):
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
    for tool in DOES.get(message.about, ()):
        steps = Step.objects.to_do().filter(checklist=message.activity.checklist_id, task__tool=tool)
        told = steps_told(steps, today=timezone.localdate())
        mark_steps_done([step.pk for step in told], by=message.by)
