"""The product's settings, with what would only slow tests down or reach outside taken away."""

import os
import tempfile
from pathlib import Path

from wyfi_coproduction.settings import *  # noqa: F403
from wyfi_coproduction.settings import DATABASES, STORAGES

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
# The names that no browser takes without HTTPS are left to the product.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Asked for only where a test is about it: everywhere else people sign in in one step.
SECOND_FACTOR_ROLES = []
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# On a slow day too, a test that is not about keeping reports sees what it has just written.
REPORT_IS_KEPT_FROM = 3600

# Static files straight from where they lie: nothing needs collecting before a test.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Files that tests bring leave nothing behind.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
WHITENOISE_AUTOREFRESH = True

# A browser that keeps its line open would keep the database's open too, and PostgreSQL could not drop it.
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Two test runs on one machine never meet: each has a database of its own, which goes when it ends.
# Nor does it wait for a disk: what a test writes need not outlive a power cut.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    _folder = tempfile.TemporaryDirectory(prefix="wyfi-test-")
    DATABASES["default"]["NAME"] = Path(_folder.name) / "never-opened.sqlite3"
    # A file, not memory: browser and concurrency tests reach it from several threads.
    DATABASES["default"]["TEST"] = {"NAME": Path(_folder.name) / "test.sqlite3"}
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
    DATABASES["default"]["TEST"] = {"NAME": f"test_wyfi_{os.getpid()}"}
