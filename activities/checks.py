"""Settings of this room that would only fail on a page: said before the product starts."""

from django.conf import settings
from django.core.checks import Error

from activities.risk import bands_problem


def bands_make_sense(app_configs, **kwargs):
    """The bands of the risk matrix are two numbers in their order."""
    problem = bands_problem(settings.RISK_BANDS)
    return [Error(problem, id="activities.E001")] if problem else []
