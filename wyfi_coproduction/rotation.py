"""Which backups are kept, and which may go. Pure functions, no database."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple


class Keep(NamedTuple):
    """Of how many days, weeks (from Monday) and months the last backup is kept. Those without a backup do not count."""

    days: int
    weeks: int
    months: int


def may_go(made_at: Iterable[datetime], keep: Keep) -> set[datetime]:
    """The moments of the backups that may be taken away. The newest never is, whatever is to be kept."""
    newest_first = sorted(set(made_at), reverse=True)
    kept = {
        *newest_first[:1],
        *_last_of_each(newest_first, keep.days, lambda moment: moment.date()),
        *_last_of_each(newest_first, keep.weeks, lambda moment: moment.isocalendar()[:2]),
        *_last_of_each(newest_first, keep.months, lambda moment: (moment.year, moment.month)),
    }
    return set(newest_first) - kept


def _last_of_each(newest_first: list[datetime], periods: int, period_of: Callable) -> list[datetime]:
    last = {}
    for moment in newest_first:
        last.setdefault(period_of(moment), moment)
    return list(last.values())[:periods]
