"""How risk is weighed, what touches safety, and what is missing: the rules alone, without a database."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.test import override_settings
from hypothesis import assume, given
from hypothesis import strategies as st

from activities import risk
from activities.checks import bands_make_sense
from activities.risk import Band, Likelihood, Severity, Standing
from teams.working_days import is_general_working_day

SHIPPED = [8, 15]
WEIGHT = st.integers(1, 5)
BANDS = st.tuples(st.integers(1, 23), st.integers(2, 24)).filter(lambda pair: pair[0] < pair[1])
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
WORDS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=12)


@dataclass(frozen=True)
class Fake:
    """As much of a hazard as the rules ask for."""

    hazard: str = "Hot pans"
    harmed: str = "Anyone who cooks"
    already: str = "Gloves"
    more: str = ""
    likelihood: int = 4
    severity: int = 3
    likelihood_after: int = 2
    severity_after: int = 3
    is_looked_at: bool = True


HAZARDS = st.builds(
    Fake, hazard=WORDS, harmed=WORDS, already=WORDS, more=WORDS,
    likelihood=WEIGHT, severity=WEIGHT, likelihood_after=WEIGHT, severity_after=WEIGHT, is_looked_at=st.booleans(),
)  # fmt: skip
LISTS = st.lists(HAZARDS, max_size=5)
PEOPLE = st.dictionaries(st.integers(1, 9), st.integers(1, 4), max_size=3)


def version_of(hazards, *, venue_id=None, room_id=None, place="Kitchen", people=None):
    safety = risk.safety_of(hazards=hazards, venue_id=venue_id, room_id=room_id, place=place, people=people or {})
    return risk.fingerprint(safety)


@pytest.mark.parametrize(
    ("points", "band"),
    [(1, Band.LOW), (8, Band.LOW), (9, Band.MEDIUM), (15, Band.MEDIUM), (16, Band.HIGH), (25, Band.HIGH)],
)
def test_the_shipped_bands_are_1_to_8_low_9_to_15_medium_16_to_25_high(settings, points, band):
    assert settings.RISK_BANDS == SHIPPED
    assert risk.band_of(points, bands=SHIPPED) == band


@given(WEIGHT, WEIGHT, BANDS)
def test_more_likely_or_worse_is_never_less_risk(likelihood, severity, bands):
    order = list(Band)
    for more in (risk.score(min(5, likelihood + 1), severity), risk.score(likelihood, min(5, severity + 1))):
        now = risk.score(likelihood, severity)
        assert more >= now and 1 <= now <= risk.HIGHEST
        assert order.index(risk.band_of(more, bands=bands)) >= order.index(risk.band_of(now, bands=bands))


@given(BANDS)
def test_bands_in_their_order_are_fine(bands):
    assert risk.bands_problem(bands) == ""


@pytest.mark.parametrize("bands", [[], [8], [15, 8], [8, 8], [0, 9], [8, 25], [8, 15, 20]])
def test_bands_that_make_no_sense_stop_the_product_before_it_starts(bands):
    with override_settings(RISK_BANDS=bands):
        [error] = bands_make_sense(None)
    assert "RISK_BANDS" in error.msg


def test_every_weight_is_said_in_words():
    assert all(words for _, words in (*Likelihood.choices, *Severity.choices))
    assert len(Likelihood) == len(Severity) == 5


@given(LISTS, PEOPLE, st.randoms())
def test_order_spaces_and_capitals_do_not_touch_safety(hazards, people, dice):
    shuffled = sorted(hazards, key=lambda _: dice.random())
    louder = [replace(each, hazard=f"  {each.hazard.upper()} ", harmed=f"{each.harmed}\n") for each in shuffled]
    assert version_of(louder, people=people) == version_of(hazards, people=people)


@given(LISTS)
def test_having_looked_at_a_hazard_does_not_touch_safety(hazards):
    assert version_of([replace(each, is_looked_at=True) for each in hazards]) == version_of(hazards)


@given(LISTS.filter(bool), st.sampled_from(["hazard", "harmed", "already", "more"]), WORDS)
def test_other_words_in_a_hazard_touch_safety(hazards, name, words):
    assume(risk.plain(words) != risk.plain(getattr(hazards[0], name)))
    assert version_of([replace(hazards[0], **{name: words}), *hazards[1:]]) != version_of(hazards)


@given(LISTS.filter(bool), st.sampled_from(["likelihood", "severity", "likelihood_after", "severity_after"]), WEIGHT)
def test_another_weight_touches_safety(hazards, name, weight):
    assume(weight != getattr(hazards[0], name))
    assert version_of([replace(hazards[0], **{name: weight}), *hazards[1:]]) != version_of(hazards)


@given(LISTS, HAZARDS)
def test_one_hazard_more_or_less_touches_safety(hazards, one_more):
    assert version_of([*hazards, one_more]) != version_of(hazards)


@given(LISTS, PEOPLE, st.integers(1, 9))
def test_a_person_with_a_flagged_need_who_joins_leaves_or_changes_touches_safety(hazards, people, number):
    other = people | {number: people.get(number, 0) + 1}
    assert version_of(hazards, people=other) != version_of(hazards, people=people)


@given(LISTS, WORDS, WORDS)
def test_the_words_of_a_place_touch_safety_only_where_no_venue_is_chosen(hazards, place, other):
    assume(risk.plain(place) != risk.plain(other))
    assert version_of(hazards, place=place) != version_of(hazards, place=other)
    assert version_of(hazards, venue_id=1, place=place) == version_of(hazards, venue_id=1, place=other)
    assert version_of(hazards, venue_id=1) != version_of(hazards, venue_id=2)
    assert version_of(hazards, venue_id=1, room_id=1) != version_of(hazards, venue_id=1, room_id=2)


@given(LISTS, LISTS, PEOPLE, PEOPLE)
def test_something_is_said_to_have_changed_exactly_where_the_version_differs(hazards, others, people, more_people):
    before, after = (
        risk.safety_of(hazards=each, venue_id=None, room_id=None, place="", people=known)
        for each, known in ((hazards, people), (others, more_people))
    )
    assert bool(risk.say_changed(before, after)) == (risk.fingerprint(before) != risk.fingerprint(after))


@given(DAYS, st.integers(0, 40))
def test_months_before_and_after_a_day_keep_its_place_in_the_month(day, months):
    earlier = risk.months_before(day, months)
    assert earlier.day <= day.day
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months


def test_six_months_before_the_end_of_august_is_the_end_of_february():
    assert risk.repeats_from(date(2026, 8, 31)) == date(2026, 2, 28)
    assert risk.review_from(date(2026, 8, 31)) == date(2027, 2, 28)


@given(DAYS)
def test_a_plan_is_soon_from_two_working_days_before(today):
    day = risk.signed_by_day(today)
    assert sum(is_general_working_day(today + timedelta(days=1 + n)) for n in range((day - today).days)) == 2


@given(DAYS, DAYS)
def test_a_plan_after_the_day_for_looking_again_is_past_its_review(day, review_on):
    assert risk.is_past_review(day, review_on=review_on) == (day > review_on)
    assert not risk.is_past_review(None, review_on=review_on)


@given(LISTS, st.booleans(), st.booleans())
def test_nothing_is_missing_exactly_where_all_is_looked_at_and_a_buddy_is_named(hazards, asks, has):
    missing = risk.what_is_missing(hazards=hazards, asks_for_buddy=asks, has_buddy=has)
    is_ready = bool(hazards) and all(each.is_looked_at for each in hazards) and (has or not asks)
    assert (not missing) == is_ready
    assert all(len(each.words.split()) <= 25 for each in missing)


@given(LISTS, BANDS)
def test_a_written_reason_is_needed_exactly_where_a_risk_stays_high(hazards, bands):
    stays_high = any(each.likelihood_after * each.severity_after > bands[1] for each in hazards)
    assert risk.needs_reason(hazards, bands=bands) == stays_high


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_a_signature_that_counts_comes_before_anything_else(is_made, is_asked, was_signed, is_signed):
    standing = risk.standing_of(is_made=is_made, is_asked=is_asked, was_signed=was_signed, is_signed=is_signed)
    assert (standing == Standing.SIGNED) == is_signed
    assert (standing == Standing.AGAIN) == (was_signed and not is_signed)
