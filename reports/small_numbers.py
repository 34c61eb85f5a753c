"""Numbers of so few people that somebody could be worked out from them. Pure, no database.

`inside` is for somebody of the programme who may not see the people counted, `published` for anybody at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import models

from reports.tables import HIDDEN, Hidden, Table

FEW_INSIDE = 4
FEW_PUBLISHED = 9
ROUNDED_TO = 5


class Level(models.TextChoices):
    """Who is going to read the numbers."""

    ALL = "all", "Every number"
    INSIDE = "inside", "Without 1 to 4: for colleagues elsewhere in the programme"
    PUBLISHED = "published", "Without 1 to 9, the rest to the nearest 5: to publish"


def inside(numbers: Sequence[int], total: int | None) -> tuple[list[int | Hidden], int | Hidden | None]:
    """Hide 1 to 4, and as many more numbers as it takes that none of them follows from the total and the rest.

    The first of the others are hidden too until there are at least two whose sum leaves more than one answer for each:
    the first, not the smallest, because which are the smallest would be told. Where there are not enough, every number
    is hidden and the total stays. Without a total nothing can be taken from it.
    """
    few = {place for place, number in enumerate(numbers) if _is_few(number, FEW_INSIDE)}
    hidden = few if total is None else _with_company(numbers, few)
    kept = [HIDDEN if place in hidden else number for place, number in enumerate(numbers)]
    return kept, HIDDEN if total is not None and _is_few(total, FEW_INSIDE) else total


def published(numbers: Sequence[int], total: int | None) -> tuple[list[int | Hidden], int | Hidden | None]:
    """Hide 1 to 9 and round the rest to 5, the total on its own.

    Beside hidden numbers there is no total: now and then rounding would leave only one answer for what is hidden.
    """
    kept = [_rounded(number) for number in numbers]
    if total is None:
        return kept, None
    return kept, HIDDEN if HIDDEN in kept else _rounded(total)


def without_small_numbers(table: Table, level: Level) -> Table:
    """The table as it is shown at a level. Only its columns of people change; each is treated on its own."""
    if level == Level.ALL:
        return table
    treat = inside if level == Level.INSIDE else published
    rows, total = [list(row) for row in table.rows], list(table.total) if table.total else None
    for place, column in enumerate(table.columns):
        if column.people:
            kept, of_all = treat([row[place] for row in table.rows], total and total[place])
            for row, number in zip(rows, kept, strict=True):
                row[place] = number
            if total:
                total[place] = of_all
    return replace(table, rows=[tuple(row) for row in rows], total=tuple(total) if total else None)


def _is_few(number, most):
    return 1 <= number <= most


def _rounded(number):
    if _is_few(number, FEW_PUBLISHED):
        return HIDDEN
    return (number + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def _with_company(numbers, few):
    """Which places to hide so that the total gives none of them away."""
    hidden = set(few)
    others = [place for place, number in enumerate(numbers) if number and place not in few]
    while hidden and not _leaves_open(numbers, hidden):
        if not others:
            return set(range(len(numbers)))
        hidden.add(others.pop(0))
    return hidden


def _leaves_open(numbers, hidden):
    """Whether the sum of what is hidden can come about in several ways for each, also if all are known to be few."""
    their_sum, most = sum(numbers[place] for place in hidden), max(numbers[place] for place in hidden)
    not_all_least = len(hidden) > 1 and their_sum >= 2 * len(hidden)
    return not_all_least and (most > FEW_INSIDE or their_sum <= (FEW_INSIDE - 1) * len(hidden))
