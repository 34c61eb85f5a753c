"""No number of few people can be worked out from what is shown."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import small_numbers
from reports.small_numbers import FEW, Level, without_small_numbers
from reports.tables import HIDDEN, Column, Table, Type, label
from tests.reports.attacker import found_out

NUMBERS = st.lists(st.integers(0, 30), min_size=1, max_size=6)
INSIDE, PUBLISHED = Level.INSIDE, Level.PUBLISHED
# Two tables of the same people, and a third in which they are one row.
SAME = [frozenset([("a", "people", "In all"), ("b", "people", "In all"), ("c", "people", "Row 0")])]


def table(key, numbers):
    rows = [(f"Row {place}", number) for place, number in enumerate(numbers)]
    return Table(key, key, "", (label("Row"), Column("people", "People", people=True)), rows, ("In all", sum(numbers)))


def linked(first, second, guests):
    """Three tables as a report has them: by team, by kind of contact, and with guests."""
    total = sum(first)
    second = [*second, max(total - sum(second), 0)]
    if sum(second) > total:
        second = [total]
    return [table("a", first), table("b", second), table("c", [total, *guests])]


def shown(numbers, level):
    [treated] = without_small_numbers([table("a", numbers)], level)
    return [row[1] for row in treated.rows], treated.total[1]


def few_found_out(tables, level, same=SAME):
    """Which numbers of few people the attacker finds."""
    treated = without_small_numbers(tables, level, same)
    found = found_out(treated, same, is_rounded=level == PUBLISHED)
    return {place: number for place, number in found.items() if number <= FEW[level]}


def worlds(rows, most):
    """Every way in which so many rows can add up to `most` or less."""
    return [world for world in product(range(most + 1), repeat=rows) if sum(world) <= most]


@pytest.mark.parametrize(
    ("numbers", "kept", "total"),
    [
        ([8, 12, 20], [8, 12, 20], 40),
        ([0, 12, 20], [0, 12, 20], 32),
        ([3, 12, 20], [HIDDEN, HIDDEN, 20], 35),
        ([1, 1, 20, 30], [HIDDEN, HIDDEN, HIDDEN, 30], 52),
        ([2, 0, 0], [HIDDEN, 0, 0], HIDDEN),
        ([1, 1, 1, 1, 1], [HIDDEN] * 5, HIDDEN),
    ],
)
def test_inside_the_programme_1_to_4_are_hidden_with_enough_beside_them(numbers, kept, total):
    assert shown(numbers, INSIDE) == (kept, total)


def test_to_publish_1_to_9_are_hidden_and_the_rest_rounded_the_total_on_its_own():
    assert shown([0, 12, 12, 12], PUBLISHED) == ([0, 10, 10, 10], 35)
    assert shown([9, 17, 17], PUBLISHED) == ([HIDDEN, HIDDEN, 15], 45)
    assert shown([7, 8, 8, 9, 6], PUBLISHED) == ([HIDDEN] * 5, 40)


@given(NUMBERS, NUMBERS, st.lists(st.integers(0, 12), min_size=1, max_size=2), st.sampled_from([INSIDE, PUBLISHED]))
def test_nobody_who_adds_and_subtracts_all_tables_and_knows_one_person_finds_a_few(first, second, more, level):
    tables = linked(first, second, more)
    assert few_found_out(tables, level) == {}
    cells = [row[1] for each in without_small_numbers(tables, level, SAME) for row in each.all_rows]
    assert not any(cell is not HIDDEN and 1 <= cell <= FEW[level] for cell in cells)


def test_the_attacker_finds_them_where_only_the_few_are_hidden(monkeypatch):
    tables = linked([3, 12, 20], [35], [2])
    assert few_found_out(tables, INSIDE) == {}
    monkeypatch.setattr(small_numbers, "_company", lambda *asked: None)
    assert set(few_found_out(tables, INSIDE)) == {("a", "people", "Row 0"), ("c", "people", "Row 1")}


def test_the_attacker_finds_them_where_tables_are_treated_one_by_one():
    tables = linked([13, 12, 10], [35], [2, 3])
    alone = [without_small_numbers([each], INSIDE)[0] for each in tables]
    assert found_out(alone) == {}
    tables = linked([3, 2], [5], [2])
    alone = [without_small_numbers([each], INSIDE)[0] for each in tables]
    assert found_out(alone, SAME)
    assert few_found_out(tables, INSIDE) == {}


@pytest.mark.parametrize(("rows", "most"), [(2, 30), (3, 20), (4, 13), (5, 9)])
def test_an_attacker_who_knows_the_rule_too_learns_no_hidden_number(rows, most):
    alike = defaultdict(list)
    for world in worlds(rows, most):
        kept, total = shown(world, INSIDE)
        alike[(*kept, total)].append(world)
    for cells, possible in alike.items():
        for place in range(rows):
            if cells[place] is HIDDEN:
                numbers = {world[place] for world in possible}
                assert len(numbers) > 1 or numbers.pop() > FEW[INSIDE], possible


@pytest.mark.parametrize(("rows", "most"), [(1, 60), (2, 60), (3, 55)])
def test_rounding_leaves_every_hidden_number_open(rows, most):
    alike = defaultdict(list)
    for world in worlds(rows, most):
        kept, total = shown(world, PUBLISHED)
        alike[(*kept, total)].append(world)
    for cells, possible in alike.items():
        for place in range(rows):
            is_open = cells[place] is not HIDDEN or len({world[place] for world in possible}) > 1
            assert is_open or sum(possible[0]) > most - 5, possible


def test_people_and_events_are_treated_apart_and_an_average_is_hidden_with_its_people():
    columns = (
        label("Team"),
        Column("people", "People", people=True),
        Column("activities", "Activities"),
        Column("each", "For each", Type.POUNDS, of="people"),
    )
    rows = [("Leeds", 3, 2, Decimal(4)), ("Bradford", 7, 1, Decimal(5))]
    one = Table("people", "People", "How many.", columns, rows, ("In all", 10, 3, Decimal("4.70")))
    [inside] = without_small_numbers([one], INSIDE)
    assert inside.rows == [("Leeds", HIDDEN, 2, HIDDEN), ("Bradford", HIDDEN, 1, HIDDEN)]
    assert inside.total == ("In all", 10, 3, Decimal("4.70"))
    [published] = without_small_numbers([one], PUBLISHED)
    assert published.total == ("In all", 10, 3, HIDDEN)
    assert without_small_numbers([one], Level.ALL) == [one]
