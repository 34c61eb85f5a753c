"""A real mail server on this machine, which does as a test tells it."""

import asyncio
import threading
from email import message_from_bytes, policy
from socket import create_server

from aiosmtpd.controller import Controller

# Nobody waits longer than this for what has to come, in seconds.
PATIENCE = 60
HANG_UP = "hang up"


class Postbox:
    """Takes every message into `inbox`, unless told to answer otherwise."""

    def __init__(self):
        self.inbox = []
        # What to answer to an address, to a sender and to a message: the next one from these, else "yes".
        self.to_recipients, self.to_senders, self.to_messages = {}, [], []
        # A message to this address waits for its answer.
        self.held_address = ""
        self.is_in_the_air, self.may_answer = threading.Event(), threading.Event()

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = self.to_senders.pop(0) if self.to_senders else "250 OK"
        if answer == HANG_UP:
            server.transport.abort()
        envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.to_recipients.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.to_messages.pop(0) if self.to_messages else "250 OK"
        if answer == HANG_UP:
            server.transport.abort()
        elif answer.startswith("250"):
            self.inbox.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.held_address in envelope.rcpt_tos:
            self.is_in_the_air.set()
            await asyncio.to_thread(self.may_answer.wait, PATIENCE)
        return answer

    def letter_to(self, user):
        """The one e-mail to this user in the inbox, in words."""
        [message] = [message for message in self.inbox if message["To"] == user.email]
        return text_of(message)

    @property
    def recipients(self):
        """The address that each message in the inbox went to, in alphabetical order."""
        return sorted(message["To"] for message in self.inbox)


def text_of(message):
    """What a message says in words, its lines as Python has them."""
    return message.get_body().get_content().replace("\r\n", "\n")


def free_port():
    """A port on which nobody listens."""
    with create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def serve(postbox, port=None):
    """Start serving this postbox, and return the server, which knows its `port` and can `stop`."""
    server = Controller(postbox, hostname="127.0.0.1", port=port or free_port())
    server.start()
    return server
