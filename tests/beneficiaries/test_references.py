"""How a reference is written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries import references
from beneficiaries.models import Beneficiary
from tests.factories import BeneficiaryFactory

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


@pytest.mark.parametrize("typed", ["CAL-014", "cal - 014", "Cal\u2013014", "CAL 014", "cal 007"])
def test_what_is_surely_one_is_found_and_left_out_by_the_same_rule(typed):
    assert references.find(f"Tea with {typed}, at 2").sure
    assert references.leave_out(f"Tea with {typed}, at 2") == "Tea with a beneficiary, at 2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "left"), [("cal 114", "a beneficiary"), ("CAL114", "a beneficiary"), ("bus 508", "bus 508")]
)
def test_what_may_be_one_or_a_bus_is_one_where_somebody_has_it(typed, left):
    BeneficiaryFactory(reference="CAL-114")
    assert Beneficiary.objects.left_out_of(f"Tea with {typed}") == f"Tea with {left}"
    assert bool(Beneficiary.objects.named_in(f"Tea with {typed}")) == (left != typed)
