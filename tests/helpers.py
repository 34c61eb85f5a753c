"""Small words that the tests are written in."""

from datetime import date, timedelta
from html import unescape
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from teams.working_days import add_working_days

TODAY = date(2026, 10, 14)  # a Wednesday


def client_of(user) -> Client:
    """A browser without JavaScript in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    """What a page says, with its typographic characters as characters."""
    return unescape(response.content.decode())


def words_of(response) -> list[str]:
    """What the product said about what was just done."""
    return [str(message) for message in response.context["messages"]]


def working_day(days) -> date:
    """A day on which people work, so many days ahead or soon after. Nothing is in the way there of itself."""
    return add_working_days(timezone.localdate() + timedelta(days=days - 1), 1)


def run_reminders() -> str:
    """Send the e-mails of this morning; what the command prints, and what it complains about."""
    out = StringIO()
    try:
        call_command("send_reminders", stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


def address_of_database() -> str:
    """The database that a test fills, as `DATABASE_URL` names it to another process."""
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{where['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**where)


HTMX = {"HX-Request": "true"}
