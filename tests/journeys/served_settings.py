"""The product's settings as it is served, with static files collected into a folder that a test names."""

import os

from wyfi_coproduction.settings import *  # noqa: F403

STATIC_ROOT = os.environ["STATIC_ROOT"]
