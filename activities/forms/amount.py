"""An amount of money in a form."""

from decimal import Decimal

from django import forms

from activities.forms.fields import MISSING
from activities.pounds import MOST, PENNY, amount_problem, read_pounds


class AmountField(forms.Field):
    """Pounds and pence, typed as "84.50" or "£84.50". Its value is a Decimal of two places, or None where empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"required": MISSING}

    def __init__(self, *, least: Decimal = PENNY, most: Decimal = MOST, **kwargs):
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def to_python(self, value):
        if value is None or not str(value).strip():
            return None
        try:
            return read_pounds(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def validate(self, value):
        super().validate(value)
        if value is not None and (problem := amount_problem(value, least=self.least, most=self.most)):
            raise forms.ValidationError(problem, code="invalid")
