"""Why somebody opens a person's page: one press, or a few words."""

from django import forms

from activities.forms.hinted import HintedLine
from activities.reasons import USUAL


class ReasonForm(forms.Form):
    """One of the usual reasons, or another in words."""

    reason = forms.ChoiceField(
        choices=[(reason, reason) for reason in USUAL],
        required=False,
        error_messages={"invalid_choice": "Choose one of these reasons, or write your own."},
    )
    words = HintedLine(
        label="Another reason",
        max_length=200,
        required=False,
        help_text="A few words are enough. They can read it later, so be fair.",
    )

    def clean(self):
        given = self.cleaned_data.get("reason") or self.cleaned_data.get("words")
        if not given and not self.errors:
            self.add_error("words", "Press one of the reasons, or write your own here.")
        self.cleaned_data["why"] = given
        return self.cleaned_data
