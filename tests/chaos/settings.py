"""The product's settings as it is served. Nothing is collected first, and nobody is asked to slow down."""

from wyfi_coproduction.settings import *  # noqa: F403
from wyfi_coproduction.settings import INSTALLED_APPS, STORAGES

COSTLY_RATES = {}
ACCOUNT_RATE_LIMITS = False
# Signing in is no part of what is tried here, and many sign in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
# Tables are made from the models, which is quick.
MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in INSTALLED_APPS}
