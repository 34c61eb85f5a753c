"""Amounts of money: how they are read, and how they are said."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from activities.forms.amount import AmountField
from activities.pounds import MOST, read_pounds, say_pounds

AMOUNTS = st.decimals(min_value=0, max_value=MOST, places=2)


@given(AMOUNTS)
def test_what_is_said_can_be_read_again_to_the_penny(amount):
    assert read_pounds(say_pounds(amount)) == amount


@given(st.text(max_size=40) | st.from_regex(r"[-£0-9., ]{0,12}", fullmatch=True))
def test_whatever_is_typed_is_an_amount_to_the_penny_or_a_sentence(typed):
    try:
        amount = AmountField(required=False).clean(typed)
    except ValidationError as error:
        assert error.messages[0].endswith(".")
    else:
        assert amount is None or (amount == round(amount, 2) and 0 < amount <= MOST)


@pytest.mark.parametrize("typed", ["84.50", "£84.50", " £ 84.5 "])
def test_an_amount_is_typed_with_or_without_its_sign(typed):
    assert AmountField().clean(typed) == Decimal("84.50")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Please fill this in."),
        ("lots", "We cannot read that as an amount. Write it like 84.50."),
        ("84 50", "We cannot read that as an amount. Write it like 84.50."),
        ("84,50", "We cannot read that as an amount. Write it like 84.50."),
        ("-3", "An amount cannot be below nothing. Leave out the minus sign."),
        ("0", "Write an amount above nothing."),
        ("1.234", "There are no parts of a penny. Write two places after the point, like 84.50."),
        ("9" * 5000, "That is more than £99,999.99. Check the amount."),
    ],
)
def test_what_cannot_be_an_amount_is_told_why(typed, sentence):
    with pytest.raises(ValidationError, match=re.escape(sentence)):
        AmountField().clean(typed)


def test_money_given_back_is_said_with_a_minus():
    assert say_pounds(Decimal("-6.2")) == "−£6.20"
    assert say_pounds(Decimal("1284.5")) == "£1,284.50"
