"""Every figure is what somebody gets who counts the rows by hand."""

from datetime import date

import pytest

from reports.figures import FIGURES
from reports.periods import Period
from reports.report import HEADLINES, SAME, report
from reports.scope import Scope
from reports.small_numbers import FEW
from teams.models import Team
from tests.reports.attacker import found_out
from tests.reports.recount import ALL, raw_rows, recount
from tests.reports.worlds import make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 15)
QUARTER = Period(date(2025, 3, 1), date(2025, 5, 31))
# Somebody who was in touch with two teams, or in two ways, is in two rows.
OVERLAPPING = {"people_by_team", "people_by_contact"}
PERIODS = [QUARTER, Period(date(2024, 1, 1), date(2026, 12, 31)), Period(date(2025, 2, 27), date(2025, 10, 4))]


def said_and_counted(user, period, teams, rows):
    """What the report says, and what the loops count: both as `{figure: {row: numbers}}`."""
    seen = set(Team.objects.visible_to(user).values_list("pk", flat=True))
    tables = report(Scope(user, tuple(teams), period, TODAY))
    said = {table.key: {row[0]: tuple(row[1:]) for row in table.all_rows} for table in tables}
    asked = {"today": TODAY, "teams": {team.pk for team in teams}, "seen": seen}
    return said, recount(rows, first=period.first, last=period.last, **asked)


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_what_plain_loops_over_the_rows_count(seed):
    coordinator, champion = make_world(seed)
    rows, teams = raw_rows(), list(Team.objects.order_by("name"))
    asked = [(coordinator, period, teams) for period in PERIODS]
    asked += [(coordinator, PERIODS[1], teams[1:]), (champion, PERIODS[1], teams[:1]), (champion, QUARTER, teams[:1])]
    for user, period, of_teams in asked:
        said, counted = said_and_counted(user, period, of_teams, rows)
        assert set(counted) == {figure.__name__ for figure in FIGURES}
        for figure, numbers in counted.items():
            assert said[figure] == numbers, (figure, user.name, period)


def test_earlier_periods_beside_it_are_what_reports_of_their_own_say():
    coordinator, _ = make_world(9)
    teams, rows = list(Team.objects.all()), raw_rows()
    said, _ = said_and_counted(coordinator, QUARTER, teams, rows)
    for place, period in enumerate([QUARTER, QUARTER.before, QUARTER.year_before]):
        _, counted = said_and_counted(coordinator, period, teams, rows)
        alone = [
            counted["people_by_team"][ALL][0],
            counted["activities_by_team"][ALL][0],
            counted["first_timers"]["Beneficiaries"][0],
            counted["new_network_members"][ALL][0],
        ]
        beside = said["compared_people"] | said["compared_events"]
        assert [beside[headline.words][place] for headline in HEADLINES] == alone


def test_what_is_said_to_be_the_same_number_is_the_same():
    coordinator, _ = make_world(5)
    scope = Scope(coordinator, tuple(Team.objects.all()), PERIODS[1], TODAY)
    numbers = {
        (table.key, column.key, row[0]): row[at]
        for table in report(scope)
        for row in table.all_rows
        for at, column in enumerate(table.columns)
    }
    for places in SAME:
        assert len({numbers[place] for place in places}) == 1, places


@pytest.mark.parametrize("level", ["inside", "published"])
def test_nobody_works_out_a_number_of_few_people_from_a_whole_report(level):
    coordinator, _ = make_world(6)
    teams = tuple(Team.objects.all())
    for period in PERIODS:
        tables = report(Scope(coordinator, teams, period, TODAY), level)
        found = found_out(tables, SAME, is_rounded=level == "published", overlapping=OVERLAPPING)
        assert not [number for number in found.values() if number <= FEW[level]]
        assert "people_by_champion" not in {table.key for table in tables}
