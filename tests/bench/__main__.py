"""Starts Django before anything that needs it is imported."""

import os
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()
import_module("tests.bench.measure").main()
