"""How people answer a topic from home, and how a link that can be used once is made. No database."""

import secrets
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db import models

LINK_LASTS = timedelta(days=14)
# In bytes: 192 bits. Their number is the defence against guessing, so tries are not counted.
SECRET_SIZE = 24


class Came(models.TextChoices):
    """How an answer came."""

    CHAMPION = "champion", "With a champion"
    CARD = "card", "On a reply card"
    LINK = "link", "By link"


class Link(NamedTuple):
    """A new link: the secret, which is shown once, and what is kept of it."""

    secret: str
    hash: str
    until: date


def new_link(*, today: date, closes_on: date) -> Link:
    """Draw a link. Its last day is 14 days from now, or the topic's last day where that is sooner."""
    secret = secrets.token_urlsafe(SECRET_SIZE)
    return Link(secret, hash_of(secret), min(today + LINK_LASTS, closes_on))


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is drawn by lot and long, so it needs no salt."""
    return sha256(secret.encode()).hexdigest()
