"""Sending an e-mail, and knowing what became of it."""

import smtplib
import ssl
from socket import gaierror

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage, get_connection

from activities import mail
from activities.mail import Outcome
from tests import smtp


def a_message(*to, subject="A plan for Friday"):
    return EmailMessage(subject, "Hello", to=to or ["mel@test.example"])


def send(*to, **fields):
    """Send over a line that is open, and return what became of it."""
    connection = mail.open_connection()
    outcome = mail.send(a_message(*to, **fields), connection=connection)
    mail.close(connection)
    return outcome


class TestARealMailServer:
    def test_takes_a_message(self, postbox):
        assert send() == Outcome.SENT
        assert postbox.recipients == ["mel@test.example"]

    @pytest.mark.parametrize("answer", ["451 Try again later", "421 Going home", "550 No", "554 Looks like spam"])
    def test_says_no_to_a_message(self, postbox, answer):
        postbox.to_messages = [answer]
        assert send() == Outcome.REFUSED
        assert postbox.inbox == []

    @pytest.mark.parametrize("answer", ["450 Busy", "550 Nobody of that name", "421 Going home"])
    def test_says_no_to_an_address(self, postbox, answer):
        postbox.to_recipients = {"mel@test.example": answer}
        assert send() == Outcome.REFUSED

    def test_that_does_not_know_one_of_several_people_gets_nothing_for_any_of_them(self, postbox):
        postbox.to_recipients = {"mel@test.example": "550 Nobody of that name"}
        assert send("sanjay@test.example", "mel@test.example", "moira@test.example") == Outcome.REFUSED
        assert postbox.inbox == []

    def test_says_no_to_the_sender(self, postbox):
        postbox.to_senders = ["550 Not from here"]
        assert send() == Outcome.REFUSED

    def test_that_hangs_up_before_the_message_has_nothing_of_it(self, postbox):
        postbox.to_senders = [smtp.HANG_UP]
        assert send() == Outcome.REFUSED

    def test_that_hangs_up_after_the_message_may_have_it(self, postbox):
        postbox.to_messages = [smtp.HANG_UP]
        assert send() == Outcome.UNKNOWN

    def test_that_does_not_answer_in_time_may_have_it(self, postbox, settings):
        settings.EMAIL_TIMEOUT = 0.2
        postbox.held_address = "mel@test.example"
        assert send() == Outcome.UNKNOWN

    @pytest.mark.parametrize("answer", ["252 Perhaps", "hello?"])
    def test_that_says_neither_yes_nor_no_may_have_it(self, postbox, answer):
        postbox.to_messages = [answer]
        assert send() == Outcome.UNKNOWN

    def test_that_broke_off_once_takes_the_next_message_over_a_new_line(self, postbox):
        postbox.to_messages = [smtp.HANG_UP]
        connection = mail.open_connection()
        assert mail.send(a_message(), connection=connection) == Outcome.UNKNOWN
        assert mail.send(a_message(), connection=connection) == Outcome.SENT
        mail.close(connection)

    def test_that_is_not_there_cannot_be_reached(self, postbox, settings):
        settings.EMAIL_PORT = smtp.free_port()
        assert mail.open_connection() is None


class Broken:
    """Some other backend, which breaks."""

    def __init__(self, error):
        self.error = error

    def send_messages(self, messages):
        raise self.error

    def close(self):
        raise OSError


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ConnectionRefusedError(), Outcome.REFUSED),
        (smtplib.SMTPRecipientsRefused({}), Outcome.REFUSED),
        (smtplib.SMTPSenderRefused(-1, b"", "us"), Outcome.REFUSED),
        (smtplib.SMTPDataError(554, b""), Outcome.REFUSED),
        (smtplib.SMTPDataError(-1, b""), Outcome.UNKNOWN),
        (smtplib.SMTPResponseException(500, "Line too long."), Outcome.UNKNOWN),
        (smtplib.SMTPServerDisconnected(), Outcome.UNKNOWN),
        (TimeoutError(), Outcome.UNKNOWN),
        (ConnectionResetError(), Outcome.UNKNOWN),
        (ssl.SSLError(), Outcome.UNKNOWN),
    ],
)
def test_another_backend_that_breaks_is_taken_for_the_worse_where_nobody_knows(error, outcome):
    assert mail.send(a_message(), connection=Broken(error)) == outcome


@pytest.mark.parametrize(
    "error", [gaierror(), TimeoutError(), smtplib.SMTPAuthenticationError(535, b""), smtplib.SMTPConnectError(421, b"")]
)
def test_a_mail_server_that_cannot_be_reached_or_lets_nobody_in_takes_nothing(postbox, monkeypatch, error):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(mail.CarefulSMTP, "connect", fail)
    assert mail.open_connection() is None


@pytest.mark.parametrize("backend", ["console", "locmem", "dummy"])
def test_any_backend_of_django_can_be_used(settings, capsys, backend):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert send() == Outcome.SENT


def test_a_header_that_cannot_be_written_goes_nowhere(settings):
    assert send(subject="Hello\nBcc: everybody@test.example") == Outcome.REFUSED
    assert django_mail.outbox == []


@pytest.mark.parametrize(("use_ssl", "kind"), [(True, mail.CarefulSMTPOverSSL), (False, mail.CarefulSMTP)])
def test_a_line_is_watched_with_and_without_encryption(use_ssl, kind):
    connection = get_connection("activities.mail.CarefulBackend", use_ssl=use_ssl)
    assert connection.connection_class is kind
