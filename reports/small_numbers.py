"""Numbers of so few people that somebody could be worked out from them. Pure, no database.

`inside` is for somebody of the programme who may not see the people counted, `published` for anybody at all. All tables
of a report are treated together: a number that stands in two of them is hidden in both or in neither, and no hidden one
follows from what is left, in whichever table.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import models

from reports.tables import HIDDEN, Cell, Column, Hidden, Table, Type

ROUNDED_TO = 5
# By so much a number may differ from what it was rounded to.
EITHER_WAY = ROUNDED_TO // 2
# What is hidden could be at least so many different numbers, for all that rounding tells.
LEFT_OPEN = 3


class Level(models.TextChoices):
    """Who is going to read the numbers."""

    ALL = "all", "Every number"
    INSIDE = "inside", "Without 1 to 4: for colleagues elsewhere in the programme"
    PUBLISHED = "published", "Without 1 to 9, the rest to the nearest 5: to publish"


FEW = {Level.INSIDE: 4, Level.PUBLISHED: 9}
# Where a number stands: the table, the column, and what its row is of.
Place = tuple[str, str, Cell]


@dataclass(frozen=True)
class Sum:
    """Numbers that stand above their total. Where people are in several rows, it is at most their sum."""

    parts: tuple[Place, ...]
    total: Place


def without_small_numbers(tables: list[Table], level: Level, same: Collection[frozenset[Place]] = ()) -> list[Table]:
    """The tables as they are shown at a level. `same` says which places hold one and the same number."""
    if level == Level.ALL:
        return tables
    one = {place: min(alike) for alike in same for place in alike}
    numbers, sums = _read(tables, one)
    hidden = to_hide(numbers, sums, level, shared=set(one.values()))
    return [_shown(table, one, hidden, level) for table in tables]


def to_hide(numbers: dict[Place, int], sums: list[Sum], level: Level, shared: Collection[Place] = ()) -> set[Place]:
    """Which numbers to hide: those of few people, and as many more as it takes that none of them can be worked out.

    The first others of the same sum are hidden, not the smallest: which are the smallest would be told. Those that are
    `shared` by several tables come last, as hiding one hides it everywhere.
    """
    hidden = {place for place, number in numbers.items() if _is_few(number, level)}
    while more := next(filter(None, (_company(each, numbers, hidden, level, shared) for each in sums)), None):
        hidden.add(more)
    return hidden


def rounded(number: int) -> int:
    """To the nearest 5."""
    return (number + EITHER_WAY) // ROUNDED_TO * ROUNDED_TO


def _company(each, numbers, hidden, level, shared):
    """One more place to hide in a sum, or None where what is hidden in it is safe."""
    parts = [place for place in each.parts if place in hidden]
    is_total_hidden = each.total in hidden
    if (parts and (is_total_hidden or _leaves_open(each, numbers, hidden, level))) or not (parts or is_total_hidden):
        return None
    others = [place for place in (*each.parts, each.total) if numbers[place] and place not in hidden]
    return min(others, key=lambda place: place in shared, default=None)


def _leaves_open(each, numbers, hidden, level):
    """Whether the total and the other parts leave more than one answer for each hidden part."""
    parts = [numbers[place] for place in each.parts if place in hidden]
    if len(parts) == 1:
        return False
    if level == Level.PUBLISHED:
        shown = [numbers[place] for place in each.parts if place not in hidden]
        return _rounding_leaves_open(parts, shown, numbers[each.total])
    # Not all of them 1, and, also if all are known to be few, not all of them 4.
    few = FEW[level]
    return sum(parts) >= 2 * len(parts) and (max(parts) > few or sum(parts) <= (few - 1) * len(parts))


def _rounding_leaves_open(parts, shown, total):
    """The same where the total and what is shown are rounded, also for somebody who knows which parts are few."""
    few = FEW[Level.PUBLISHED]
    least, most = _span(total)
    for span in map(_span, shown):
        least, most = least - span[1], most - span[0]
    spans = [(1, few) if number <= few else (few + 1, most) for number in parts]
    for number, (first, last) in zip(parts, spans, strict=True):
        lowest = max(first, least - sum(span[1] for span in spans) + last)
        highest = min(last, most - sum(span[0] for span in spans) + first)
        if number <= few and highest - lowest + 1 < LEFT_OPEN:
            return False
    return True


def _span(number):
    """Between which numbers one lies of which the rounded one is told: it is not few, or it would be hidden."""
    least = max(rounded(number) - EITHER_WAY, FEW[Level.PUBLISHED] + 1)
    return (least, rounded(number) + EITHER_WAY) if number else (0, 0)


def _is_few(number, level):
    return 1 <= number <= FEW[level]


def _read(tables, one):
    """All numbers of people in these tables, by their places, and which of them stand above a total."""
    numbers, sums = {}, []
    for table in tables:
        for place, column in enumerate(table.columns):
            if column.people:
                here = {_place(table, column, row, one): row[place] for row in table.all_rows}
                numbers |= here
                if table.total:
                    *parts, total = here
                    sums.append(Sum(tuple(parts), total))
    return numbers, sums


def _place(table, column, row, one):
    place = (table.key, column.key, row[0])
    return one.get(place, place)


def _shown(table, one, hidden, level):
    rows = [_shown_row(table, row, one, hidden, level) for row in table.rows]
    total = _shown_row(table, table.total, one, hidden, level) if table.total else None
    return replace(table, rows=rows, total=total)


def _shown_row(table, row, one, hidden, level):
    places = {column.key: _place(table, column, row, one) for column in table.columns if column.people}
    return tuple(
        _shown_cell(column, cell, places, hidden, level) for column, cell in zip(table.columns, row, strict=True)
    )


def _shown_cell(column: Column, cell: Cell, places, hidden, level) -> Cell | Hidden:
    """What follows from a number of people is hidden with it. Published, it would tell what was rounded."""
    if column.of:
        return HIDDEN if level == Level.PUBLISHED or places[column.of] in hidden else cell
    if not column.people or column.type == Type.WORDS:
        return cell
    if places[column.key] in hidden:
        return HIDDEN
    return rounded(cell) if level == Level.PUBLISHED else cell
