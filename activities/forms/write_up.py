"""Notes on how an activity went."""

from django import forms

from activities.forms.fields import VersionedForm
from activities.forms.hinted import HintedText
from activities.models import WriteUp


class WriteUpForm(VersionedForm):
    """What happened, in one's own words."""

    notes = HintedText(
        label="How did it go?",
        max_length=2000,
        required=False,
        help_text="What went well? What surprised you? A few lines are enough.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = WriteUp
        fields = ["notes"]
