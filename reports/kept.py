"""A report that took long to count is kept for some minutes, for whoever asked, with when it was counted.

What is kept is every number, as its user sees it: what is hidden of it is worked out each time it is shown.
"""

import time
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from reports.figures import FIGURES
from reports.report import every_table
from reports.scope import Scope
from reports.tables import Table

KEPT_FOR = 10 * 60


def counted(scope: Scope, *, again: bool = False) -> tuple[list[Table], datetime]:
    """Every table of a report, and when it was counted: just now, or up to ten minutes ago; `again` is just now."""
    key = _key(scope)
    if not again and (kept := cache.get(key)):
        return kept
    began = time.perf_counter()
    found = every_table(scope), timezone.now()
    if time.perf_counter() - began >= settings.REPORT_IS_KEPT_FROM:
        cache.set(key, found, KEPT_FOR)
    else:
        cache.delete(key)
    return found


def _key(scope):
    """One for each user with what they may see, for what was asked, and for the figures that there are."""
    teams = [(team.pk, team.name) for team in scope.teams]
    figures = [(figure.__name__, figure.__doc__) for figure in FIGURES]
    of = (scope.user.pk, sorted(scope.user.roles), teams, scope.period, scope.today, figures)
    return f"report-{sha256(repr(of).encode()).hexdigest()}"
