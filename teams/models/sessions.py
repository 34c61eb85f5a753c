"""Where somebody is signed in."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac

from teams.models.people import User


class Session(AbstractBaseSession):
    """One browser's session. It knows whose it is, so that theirs can be shown to them and ended.

    It says which kind of device it is on, and keeps no network address.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    is_shared = models.BooleanField("on a shared computer", default=False)
    last_used_at = models.DateTimeField()

    objects = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore

    @property
    def number(self):
        """What a page may call it by: the key itself would let whoever reads the page in."""
        return salted_hmac("teams.Session.number", self.session_key, algorithm="sha256").hexdigest()[:20]
