"""How a reference is written and read."""

from hypothesis import given
from hypothesis import strategies as st

from beneficiaries import references

well_formed = st.from_regex(references.SHAPE, fullmatch=True)
separators = st.text(alphabet=" ,;\n\t", min_size=1, max_size=4)


@given(st.lists(well_formed, unique=True), separators)
def test_references_are_read_back_whatever_stands_between_them(typed, separator):
    assert references.parse(separator.join(typed).lower()) == (typed, [])


@given(st.text())
def test_anything_typed_is_read_without_failing_and_each_once(text):
    once, repeated = references.parse(text)
    assert len(once) == len(set(once))
    assert set(repeated) <= set(once)


def test_a_reference_typed_twice_is_kept_once_and_said():
    assert references.parse("cal-014, CAL-015 Cal-014") == (["CAL-014", "CAL-015"], ["CAL-014"])


def test_a_dash_that_was_left_out_is_put_in():
    assert references.parse("cal 014, cal015 BRA-001").once == ["CAL-014", "CAL-015", "BRA-001"]


def test_a_name_is_not_a_reference():
    assert not references.is_well_formed(references.normalise("Bee"))
    assert not references.is_well_formed("CAL014")
