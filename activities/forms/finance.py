"""The period that finance asks about."""

from django import forms

from activities.finance import LONGEST_PERIOD
from activities.forms.fields import DayField

CHOOSE = "Press the file that you want: CSV or Excel."


class PeriodForm(forms.Form):
    """A first and a last day, and which file."""

    first_day = DayField(label="First day", error_messages={"required": "Choose the first day."})
    last_day = DayField(label="Last day", error_messages={"required": "Choose the last day."})
    file = forms.ChoiceField(
        choices=[("csv", "CSV"), ("xlsx", "Excel")], error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come. Choose today or an earlier day.")
        return day

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day is before the first. Check both days.")
        elif first and last and last - first >= LONGEST_PERIOD:
            self.add_error("last_day", "That is more than a year. Take a year at a time.")
        return cleaned
