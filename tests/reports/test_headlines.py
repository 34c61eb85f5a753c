"""The main numbers, compared in words."""

from datetime import date

import pytest

from reports.headlines import headlines, say_change
from reports.periods import Period
from reports.tables import HIDDEN, Column, Table, label

QUARTER = Period(date(2026, 9, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (38, 26, "12 more than the quarter before"),
        (26, 1038, "1,012 fewer than the quarter before"),
        (5, 5, "As many as the quarter before"),
        (0, 0, "None the quarter before either"),
        (HIDDEN, 5, ""),
        (5, HIDDEN, ""),
    ],
)
def test_two_numbers_are_compared_in_words(now, then, said):
    assert say_change(now, then, "the quarter before") == said


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (QUARTER, "the quarter before"),
        (Period(date(2026, 9, 1), date(2026, 9, 30)), "the month before"),
        (Period(date(2026, 6, 1), date(2027, 5, 31)), "the year before"),
        (Period(date(2026, 9, 1), date(2026, 9, 7)), "in 25 August to 31 August 2026"),
    ],
)
def test_the_time_before_is_called_what_people_call_it(period, before):
    columns = (label("What"), *(Column(f"p{number}", "", people=True) for number in range(3)))
    table = Table("compared_people", "", "", columns, [("People", 7, 5, 7)])
    (found,) = headlines([table], period)
    assert (found.words, found.number) == ("People", "7")
    assert found.compared == (f"2 more than {before}", "As many as a year earlier")
