"""A journey in one's own vehicle."""

from decimal import Decimal

from django import forms

from activities import actions
from activities.forms.fields import MISSING, PlanKeyField
from activities.forms.hinted import HintedLine
from activities.forms.payment import HasBeenMixin
from activities.models import MileageClaim, Vehicle

NO_RATE = "No mileage rate is known for that day. Check the day, or ask an admin to add the rate."
NOT_MILES = "Write the miles as a number, like 12 or 12.5."
FURTHEST = 1000


class MileageForm(HasBeenMixin, forms.ModelForm):
    """How far, with what, when, and from where to where."""

    miles = forms.DecimalField(
        label="How many miles?",
        min_value=Decimal("0.1"),
        max_value=FURTHEST,
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text="There and back, like 12 or 12.5.",
        error_messages={
            "required": MISSING,
            "invalid": NOT_MILES,
            "min_value": "Write more than no miles.",
            "max_value": f"That is more than {FURTHEST} miles. Check the number.",
            "max_digits": NOT_MILES,
            "max_whole_digits": NOT_MILES,
            "max_decimal_places": NOT_MILES,
        },
    )
    vehicle = forms.ChoiceField(
        label="What did you travel with?",
        choices=Vehicle,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these.", "invalid_choice": "Choose one of these."},
    )
    journey = HintedLine(
        label="From where to where?",
        max_length=120,
        help_text="Towns or places are enough. Please leave out names and home addresses of the people you support.",
    )
    key = PlanKeyField()

    field_order = ["miles", "vehicle", "on", "journey"]

    class Meta:
        model = MileageClaim
        fields = ["miles", "vehicle", "on", "journey"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        """Work out what the journey costs, once everything that it takes is there."""
        cleaned = super().clean()
        self.instance.key = cleaned["key"]
        self.worked_out = None
        known = {name: cleaned.get(name) for name in ("vehicle", "miles", "on")}
        if all(known.values()):
            self._work_out(known)
        return cleaned

    def _work_out(self, known):
        try:
            self.worked_out = actions.work_out_mileage(by=self.instance.by, **known)
        except actions.NoRate:
            self.add_error("on", NO_RATE)
