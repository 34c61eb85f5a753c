"""What looks like somebody's name or number in free text: the rule itself, and how often it is right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teams.names_by_accident import hints, is_nhs_number
from tests.trust.names import LEAST_FOUND, MOST_FALSE, measure


def found(text, known=()):
    return [hint.found for hint in hints(text, known)]


@pytest.mark.parametrize(
    ("text", "could_be"),
    [
        ("Ring 01422 496012 first", "a phone number"),
        ("On +44 7700 900123", "a phone number"),
        ("Write to gaz@post.example", "an e-mail address"),
        ("Lives at HX1 5AB", "a postcode"),
        ("943 476 5919", "an NHS number"),
        ("QQ 12 34 56 C", "a National Insurance number"),
        ("A walk with Darren", "somebody’s name"),
    ],
)
def test_each_kind_is_told_apart(text, could_be):
    assert [hint.could_be for hint in hints(text)] == [could_be]


def test_a_reference_is_no_name():
    assert found("CAL-014 would like to sit with LEE-003") == []


def test_colleagues_and_places_may_be_named():
    known = ["Moira Tindall", "Anne Lister Rooms"]
    assert found("Told Moira that the Anne Lister Rooms are booked", known) == []
    assert found("Told Moira Greenwood", known) == ["Moira Greenwood"]


def test_a_wrong_check_digit_is_no_nhs_number():
    assert is_nhs_number("9434765919") and not is_nhs_number("9434765918")
    assert found("Order 9434765918") == []


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read(text):
    assert all(hint.found for hint in hints(text))


def test_most_names_are_found_and_few_alarms_are_false():
    """Of 500 sentences that were written before the rule; a third of them were never looked at while it was made."""
    for share in measure().values():
        assert share.found >= LEAST_FOUND, share
        assert share.false <= MOST_FALSE, share
