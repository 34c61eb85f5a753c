"""Sends one e-mail and says what became of it: so nothing is sent twice, and nothing is called sent that was not."""

import smtplib
from contextlib import suppress
from enum import Enum

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

# What a mail server answers to an address that it takes, and to a message that it does not.
ACCEPTED, NO = {250, 251}, range(400, 600)
# ValueError: a header or an address that cannot be written, noticed before anything goes off.
NOT_HANDED_OVER = (
    ValueError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
)


class Outcome(Enum):
    """What became of a message."""

    # The mail server said yes.
    SENT = "sent"
    # Nothing was handed over, or the mail server said no. It is safe to try again.
    REFUSED = "refused"
    # The line broke, or no answer came, after the message went off. It may have arrived: never again by itself.
    UNKNOWN = "unknown"


class _Careful:
    """Hands a message over to all of its people or to none, and remembers whether it began to."""

    has_begun = False

    def sendmail(self, *args, **kwargs):
        self.has_begun = False
        return super().sendmail(*args, **kwargs)

    def rcpt(self, recip, *args, **kwargs):
        answer = super().rcpt(recip, *args, **kwargs)
        # smtplib would go on with the others, and nobody would hear of it.
        if answer[0] not in ACCEPTED:
            raise smtplib.SMTPRecipientsRefused({recip: answer})
        return answer

    def data(self, *args, **kwargs):
        self.has_begun = True
        return super().data(*args, **kwargs)


class CarefulSMTP(_Careful, smtplib.SMTP):
    pass


class CarefulSMTPOverSSL(_Careful, smtplib.SMTP_SSL):
    pass


class CarefulBackend(smtp.EmailBackend):
    """Django's own SMTP backend, which also tells whether a message had begun to go off when something broke."""

    @property
    def connection_class(self):
        return CarefulSMTPOverSSL if self.use_ssl else CarefulSMTP


def open_connection():
    """An open line to the mail server, or None where it cannot be reached."""
    connection = get_connection()
    try:
        connection.open()
    except OSError:  # Every error of smtplib is one.
        return None
    return connection


def send(message: EmailMessage, *, connection) -> Outcome:
    """Send a message over an open connection, with any of Django's e-mail backends, and say what became of it.

    Anything but SENT closes the connection: after an error nobody knows what the other end still waits for.
    """
    try:
        # None is how some backends say that all went well.
        outcome = Outcome.REFUSED if connection.send_messages([message]) == 0 else Outcome.SENT
    except (OSError, ValueError) as error:
        outcome = _outcome_of(error, connection)
    if outcome != Outcome.SENT:
        close(connection)
    return outcome


def _outcome_of(error, connection):
    """What an error says of the message. Without a word from the server it may have arrived, unless it never left."""
    if isinstance(error, NOT_HANDED_OVER):
        return Outcome.REFUSED
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code in NO:
        return Outcome.REFUSED
    # Only our own backend knows; with any other, a broken line counts as the worse of the two.
    has_begun = getattr(getattr(connection, "connection", None), "has_begun", True)
    return Outcome.UNKNOWN if has_begun else Outcome.REFUSED


def close(connection) -> None:
    """Hang up, whatever the other end makes of it."""
    with suppress(OSError):
        connection.close()
