"""The product's settings as tests have them, with the bare page added."""

from tests.settings import *  # noqa: F403
from tests.settings import BASE_DIR, COSTLY_RATES, DATABASES, LOGGING

ROOT_URLCONF = "tests.bench.urls"
# As when the product is served: connections stay open, and WhiteNoise knows its files from the start.
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = BASE_DIR / "static"
DATABASES["default"]["CONN_MAX_AGE"] = 600
# As the product has it: a report that took long is kept, in the cache that is in the database.
REPORT_IS_KEPT_FROM = 0.25
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
# Whoever takes the time asks more often than anybody does. What looking for a limit costs is in the time.
COSTLY_RATES = dict.fromkeys(COSTLY_RATES, "10000/1s/key")
# A line for each of thousands of requests would hide the times.
LOGGING["loggers"]["wyfi_coproduction.request_ids"]["level"] = "WARNING"
