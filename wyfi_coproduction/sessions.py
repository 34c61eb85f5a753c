"""Database sessions that end after idle hours, without writing to the database on every request."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone

RENEW_AFTER = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    """Renew a session that is in use, at most once in five minutes, so that only idle ones run out."""

    def load(self):
        data = super().load()
        row = self._session_row
        if row and row.expire_date < timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE) - RENEW_AFTER:
            self.modified = True
        return data

    def _get_session_from_db(self):
        self._session_row = super()._get_session_from_db()
        return self._session_row
