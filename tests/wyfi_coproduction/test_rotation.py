"""Which backups are kept as time goes by."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wyfi_coproduction.rotation import Keep, may_go

NIGHT = datetime(2026, 10, 14, 2, 30, tzinfo=UTC)
A_YEAR_OF_NIGHTS = [NIGHT - timedelta(days=days) for days in range(365)]
USUAL = Keep(days=7, weeks=4, months=12)

moments = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), max_size=60)
keeps = st.builds(Keep, *[st.integers(0, 15)] * 3)


def kept_of(made_at, keep):
    return set(made_at) - may_go(made_at, keep)


def test_after_a_year_of_nights_the_last_seven_four_weeks_and_twelve_months_are_there():
    kept = sorted(kept_of(A_YEAR_OF_NIGHTS, USUAL), reverse=True)
    assert kept[:7] == A_YEAR_OF_NIGHTS[:7]
    sundays = [night for night in A_YEAR_OF_NIGHTS if night.isoweekday() == 7][:3]
    assert set(sundays) <= set(kept)
    assert {(night.year, night.month) for night in kept} == {(2025, month) for month in (11, 12)} | {
        (2026, month) for month in range(1, 11)
    }
    assert len(kept) == 7 + 2 + 11


@given(moments, keeps)
def test_the_newest_is_never_taken_away_and_no_more_is_kept_than_asked_for(made_at, keep):
    kept = kept_of(made_at, keep)
    assert may_go(made_at, keep) <= set(made_at)
    assert not made_at or max(made_at) in kept
    assert len(kept) <= max(sum(keep), 1)


@given(moments, keeps)
def test_asking_again_takes_nothing_more_away(made_at, keep):
    assert may_go(kept_of(made_at, keep), keep) == set()


@given(moments, keeps)
def test_of_each_of_the_last_months_that_have_one_the_last_is_kept(made_at, keep):
    months = sorted({(each.year, each.month) for each in made_at}, reverse=True)[: keep.months]
    last = {max(each for each in made_at if (each.year, each.month) == month) for month in months}
    assert last <= kept_of(made_at, keep)
