"""Reads when people work from the database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from teams.models import Leave, WorkingPattern
from teams.working_days import Calendar


def calendars_of(user_ids: Iterable[int], *, since: date = date.min) -> dict[int, Calendar]:
    """Return `{user_id: Calendar}` in two queries. Leave that ended before `since` is left out."""
    patterns, leave = defaultdict(list), defaultdict(list)
    user_ids = set(user_ids)
    for pattern in WorkingPattern.objects.filter(user__in=user_ids):
        patterns[pattern.user_id].append(pattern.as_days)
    for away in Leave.objects.filter(user__in=user_ids, last_day__gte=since).select_related("deputy"):
        leave[away.user_id].append(away.as_days)
    return {user_id: Calendar(tuple(patterns[user_id]), tuple(leave[user_id])) for user_id in user_ids}
