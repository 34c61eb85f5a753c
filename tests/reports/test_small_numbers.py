"""No number of few people can be worked out from what is shown."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.small_numbers import FEW_INSIDE, Level, inside, published, without_small_numbers
from reports.tables import HIDDEN, Column, Table, label

NUMBERS = st.lists(st.integers(0, 60), min_size=1, max_size=8)
FEW = {inside: 4, published: 9}


def worlds(rows, most):
    """Every way in which so many rows can add up to `most` or less."""
    if rows == 0:
        return [()]
    return [(*world, number) for world in worlds(rows - 1, most) for number in range(most - sum(world) + 1)]


def worlds_that_look_the_same(treat, rows, most):
    """All worlds, put together where an attacker who adds, subtracts and knows the rule cannot tell them apart."""
    alike = defaultdict(list)
    for world in worlds(rows, most):
        kept, total = treat(world, sum(world))
        alike[(*kept, total)].append(world)
    return alike


@pytest.mark.parametrize(
    ("numbers", "kept", "total"),
    [
        ([8, 12, 20], [8, 12, 20], 40),
        ([0, 12, 20], [0, 12, 20], 32),
        ([3, 12, 20], [HIDDEN, HIDDEN, 20], 35),
        ([1, 1, 20, 30], [HIDDEN, HIDDEN, HIDDEN, 30], 52),
        ([2, 0, 0], [HIDDEN, HIDDEN, HIDDEN], HIDDEN),
        ([1, 1, 1, 1, 1], [HIDDEN] * 5, 5),
    ],
)
def test_inside_the_programme_1_to_4_are_hidden_with_enough_beside_them(numbers, kept, total):
    assert inside(numbers, sum(numbers)) == (kept, total)


def test_to_publish_1_to_9_are_hidden_and_the_rest_rounded_with_a_total_only_where_nothing_is_hidden():
    assert published([0, 1, 9, 10, 12, 13, 38], 83) == ([0, HIDDEN, HIDDEN, 10, 10, 15, 40], HIDDEN)
    assert published([12, 12, 12], 36) == ([10, 10, 10], 35)


@given(NUMBERS)
def test_no_number_of_few_people_is_ever_shown(numbers):
    for treat, few in FEW.items():
        kept, total = treat(numbers, sum(numbers))
        assert not any(cell is not HIDDEN and 1 <= cell <= few for cell in [*kept, total])


@pytest.mark.parametrize(("rows", "most"), [(2, 30), (3, 24), (4, 18), (5, 13)])
def test_an_attacker_who_knows_the_rule_and_one_person_learns_no_hidden_number(rows, most):
    for shown, alike in worlds_that_look_the_same(inside, rows, most).items():
        for place in range(rows):
            if shown[place] is HIDDEN:
                possible = {world[place] for world in alike if world[place]}
                assert len(possible) != 1 or possible.pop() > FEW_INSIDE, alike


@pytest.mark.parametrize(("rows", "most"), [(1, 60), (2, 60), (3, 55)])
def test_rounding_leaves_every_hidden_number_open(rows, most):
    for shown, alike in worlds_that_look_the_same(published, rows, most).items():
        for place in range(rows):
            is_open = shown[place] is not HIDDEN or len({world[place] for world in alike}) > 1
            assert is_open or sum(alike[0]) > most - 5, alike


def test_people_and_events_are_treated_apart():
    columns = (label("Team"), Column("people", "People", people=True), Column("activities", "Activities"))
    table = Table("people", "People", "How many.", columns, [("Leeds", 3, 2), ("Bradford", 7, 1)], ("In all", 10, 3))
    shown = without_small_numbers(table, Level.INSIDE)
    assert shown.rows == [("Leeds", HIDDEN, 2), ("Bradford", HIDDEN, 1)]
    assert shown.total == ("In all", 10, 3)
    assert without_small_numbers(table, Level.ALL) == table
