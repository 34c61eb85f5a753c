"""Database sessions that end after idle hours, without writing to the database on every request."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from teams.models import Session
from wyfi_coproduction.devices import device_of

DEVICE_KEY, SHARED_KEY = "device", "is_shared"
RENEW_AFTER = timedelta(minutes=5)
# On a shared computer somebody else may sit down next.
RENEW_SHARED_AFTER = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """Renew a session that is in use, at most once in some minutes, so that only idle ones run out."""

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(USER_KEY)
        row.device = data.get(DEVICE_KEY, "")
        row.is_shared = data.get(SHARED_KEY, False)
        row.last_used_at = timezone.now()
        return row

    def load(self):
        data = super().load()
        row = self._session_row
        if row and row.last_used_at < timezone.now() - (RENEW_SHARED_AFTER if row.is_shared else RENEW_AFTER):
            self.modified = True
        return data

    def save(self, must_create=False):
        """Keep the session. One that was ended meanwhile stays ended; what this request did is done all the same."""
        with suppress(UpdateError):
            super().save(must_create)

    def get_session_cookie_age(self):
        return settings.SHARED_SESSION_AGE if self.get(SHARED_KEY) else super().get_session_cookie_age()

    def get_expire_at_browser_close(self):
        return bool(self.get(SHARED_KEY))

    def _get_session_from_db(self):
        self._session_row = super()._get_session_from_db()
        return self._session_row


def note_device(request) -> None:
    """Keep in a session which kind of browser and device it is in, in words."""
    request.session[DEVICE_KEY] = device_of(request.headers.get("User-Agent", ""))


def is_shared(session) -> bool:
    return session.get(SHARED_KEY, False)


def note_whether_shared(request, *, is_shared: bool) -> None:
    """Keep in a session that it is on a shared computer: it then ends with the browser, and after a short rest."""
    request.session[SHARED_KEY] = is_shared
