"""What is typed by hand for the day."""

from django import forms

from activities.forms.fields import VersionedForm
from activities.forms.hinted import HintedText
from activities.models import DayPack


class DayPackForm(VersionedForm):
    """How to get there and back."""

    travel = HintedText(
        label="Buses, trains and where to meet",
        max_length=800,
        required=False,
        help_text="Such as: 508 from Halifax bus station, stand C, 10.12am. Back at 2.40pm.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    class Meta:
        model = DayPack
        fields = ["travel"]
