"""The product's settings as it is served, with static files collected into a folder that a test names."""

import os

from wyfi_coproduction.settings import *  # noqa: F403

# A scanner asks for more than anybody would, and all that it finds is to be seen. Its letters go nowhere.
COSTLY_RATES = {}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STATIC_ROOT = os.environ["STATIC_ROOT"]
