"""The product's settings as tests have them, with the bare page added."""

from tests.settings import *  # noqa: F403
from tests.settings import BASE_DIR, DATABASES

ROOT_URLCONF = "tests.bench.urls"
# As when the product is served: connections stay open, and WhiteNoise knows its files from the start.
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = BASE_DIR / "static"
DATABASES["default"]["CONN_MAX_AGE"] = 600
