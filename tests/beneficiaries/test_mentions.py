"""Words that speak of one person say “somebody” instead, and nothing else of them changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries.mentions import Mentions

ROBIN = Mentions("CAL-014", "Robin")


@pytest.mark.parametrize("typed", ["CAL-014", "cal-014", "cal 014", "Cal014", "CAL – 014", "CAL—014"])
def test_a_reference_is_found_however_it_was_typed(typed):
    assert ROBIN.left_out_of(f"With {typed}, at two.") == "With somebody, at two."


@pytest.mark.parametrize("others", ["CAL-0145", "CAL-01", "LOCAL-014", "Robinson", "01422 555 014"])
def test_somebody_else_is_left_as_they_are(others):
    assert ROBIN.left_out_of(f"With {others}.") == f"With {others}."


@pytest.mark.parametrize("typed", ["Robin", "robin", "ROBIN"])
def test_a_chosen_name_is_found_in_any_letters(typed):
    assert ROBIN.left_out_of(f"{typed}’s idea") == "somebody’s idea"


def test_a_name_that_is_a_word_too_is_taken_as_the_word_in_small_letters():
    will = Mentions("CAL-014", "Will")
    assert will.left_out_of("Will said that we will meet.") == "somebody said that we will meet."


def test_one_letter_is_no_name_to_look_for():
    assert Mentions("CAL-014", "A").left_out_of("A quiet room, a short walk") == "A quiet room, a short walk"


def test_a_name_of_two_words_is_found_over_a_line_end():
    assert Mentions("CAL-014", "Big Mo").left_out_of("Ask big\nmo.") == "Ask somebody."


def test_lists_and_what_they_hold_are_cleaned_too():
    said = {"CAL-014": ["Robin", 3, None, {"of": "cal 014"}]}
    assert ROBIN.left_out_of(said) == {"somebody": ["somebody", 3, None, {"of": "somebody"}]}


@given(st.text(), st.text(), st.sampled_from(["CAL-014", "robin", "Cal014", "Zoë", "Zo\\u00eb"]))
def test_what_is_changed_held_a_part_that_is_looked_for_in_the_database(before, after, typed):
    for person in (ROBIN, Mentions("LEE-022", "Zoë")):
        words = f"{before} {typed} {after}"
        if person.left_out_of(words) != words:
            assert any(part in words for part in person.likely)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(words):
    once = ROBIN.left_out_of(words)
    assert ROBIN.left_out_of(once) == once
