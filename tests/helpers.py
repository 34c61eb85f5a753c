"""Small words that the tests are written in."""

from datetime import date
from html import unescape

from django.test import Client

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


HTMX = {"HX-Request": "true"}
