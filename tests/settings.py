"""The product's settings, with what would only slow tests down or reach outside taken away."""

import tempfile
from pathlib import Path

from wyfi_coproduction.settings import *  # noqa: F403
from wyfi_coproduction.settings import DATABASES, STORAGES

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Static files straight from where they lie: nothing needs collecting before a test.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file that threads can share, in a folder of its own so that two test runs never meet. It goes at exit.
    _folder = tempfile.TemporaryDirectory(prefix="wyfi-test-")
    DATABASES["default"]["TEST"] = {"NAME": Path(_folder.name) / "test.sqlite3"}
