"""Somebody who works hidden numbers out: adds and subtracts whatever is shown, in all tables at once."""

from collections import Counter
from fractions import Fraction

from reports.small_numbers import EITHER_WAY
from reports.tables import HIDDEN

FOREVER = 10**9
ROUNDS = 50
FEWEST_PUBLISHED = 10


def found_out(tables, same=(), *, is_rounded=False, overlapping=()) -> dict:
    """What is hidden and can still be told, `{place: number}`: by solving equations, and by what can be least and most.

    The attacker knows which numbers are the same, that each column adds up to its total (in the `overlapping` tables,
    where people can be in several rows, at most), and of every hidden number that somebody is in it: themselves.
    """
    shown, sums = _read(tables, same, overlapping)
    unknown = [place for place, cell in shown.items() if cell is HIDDEN]
    found = {} if is_rounded else _solved(unknown, _equations(unknown, shown, sums))
    return found | _cornered(shown, sums, EITHER_WAY if is_rounded else 0)


def _read(tables, same, overlapping):
    one = {place: min(alike) for alike in same for place in alike}
    shown, sums = {}, []
    for table in tables:
        for at, column in enumerate(table.columns):
            if column.people:
                places = [(table.key, column.key, row[0]) for row in table.all_rows]
                places = [one.get(place, place) for place in places]
                shown |= dict(zip(places, (row[at] for row in table.all_rows), strict=True))
                if table.total:
                    sums.append((places[:-1], places[-1], table.key not in overlapping))
    return shown, sums


def _equations(unknown, shown, sums):
    """Each sum as a row of coefficients of what is unknown, and what they come to."""
    for parts, total, is_exact in sums:
        if not is_exact:
            continue
        row, known = Counter(parts), Fraction(0)
        row[total] -= 1
        for place, times in row.items():
            if shown[place] is not HIDDEN:
                known -= times * shown[place]
        yield [Fraction(row[place]) for place in unknown] + [known]


def _solved(unknown, equations):
    """Gauss and Jordan: what is determined by itself."""
    rows, done = list(equations), 0
    for column in range(len(unknown)):
        pivot = next((place for place in range(done, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [cell / rows[done][column] for cell in rows[done]]
        for place, row in enumerate(rows):
            if place != done and row[column]:
                rows[place] = [cell - row[column] * other for cell, other in zip(row, rows[done], strict=True)]
        done += 1
    alone = [row for row in rows[:done] if sum(cell != 0 for cell in row[:-1]) == 1]
    return {unknown[next(at for at, cell in enumerate(row) if cell)]: row[-1] for row in alone}


def _cornered(shown, sums, either_way):
    """What is left with one number only, after each sum has told what its members can be least and most."""
    spans = {place: _span(cell, either_way) for place, cell in shown.items()}
    for _ in range(ROUNDS):
        before = dict(spans)
        for parts, total, is_exact in sums:
            least, most = (sum(spans[part][end] for part in parts) for end in (0, 1))
            most_of_one = spans[total][1]
            _narrow(spans, total, least if is_exact else max(spans[part][0] for part in parts), most)
            for part in parts:
                at_most = most_of_one - (least - spans[part][0]) if is_exact else most_of_one
                _narrow(spans, part, spans[total][0] - (most - spans[part][1]), at_most)
                least, most = (sum(spans[each][end] for each in parts) for end in (0, 1))
        if spans == before:
            break
    return {place: spans[place][0] for place, cell in shown.items() if cell is HIDDEN and len(set(spans[place])) == 1}


def _narrow(spans, place, least, most):
    spans[place] = (max(spans[place][0], least), min(spans[place][1], most))


def _span(cell, either_way):
    if cell is HIDDEN:
        return (1, FOREVER)
    if not cell or not either_way:
        return (cell, cell)
    return (max(FEWEST_PUBLISHED, cell - either_way), cell + either_way)
