"""How people answer a topic from home, and how a link that can be used once is made. No database."""

import secrets
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db import models

LINK_LASTS = timedelta(days=14)
# In bytes: 192 bits. Their number is the defence against guessing, so tries are not counted.
SECRET_SIZE = 24


# So long after a topic closed its team is asked what was done, and is reminded to tell people.
GOES_BACK_FOR = timedelta(days=60)


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


class Numbers(NamedTuple):
    """Of one topic: how many people were asked, and how many of them answered."""

    asked: int
    answered: int

    def __str__(self):
        if not self.asked:
            return "nobody was asked yet"
        people = "1 person was asked" if self.asked == 1 else f"{self.asked} people were asked"
        return f"{people}, {self.answered or 'nobody'} answered"

    @property
    def silent(self):
        """How many have not answered yet."""
        return self.asked - self.answered


def new_link(*, today: date, closes_on: date) -> Link:
    """Draw a link. Its last day is 14 days from now, or the topic's last day where that is sooner."""
    secret = secrets.token_urlsafe(SECRET_SIZE)
    return Link(secret, hash_of(secret), min(today + LINK_LASTS, closes_on))


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is drawn by lot and long, so it needs no salt."""
    return sha256(secret.encode()).hexdigest()
