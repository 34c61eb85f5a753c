"""Notes on how an activity went."""

from django import forms

from activities.forms.fields import LongText, VersionField
from activities.models import WriteUp


class WriteUpForm(forms.ModelForm):
    """What happened, in one's own words."""

    notes = LongText(
        label="How did it go?",
        max_length=2000,
        required=False,
        help_text="What went well? What surprised you? A few lines are enough.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    opened_version = VersionField()

    class Meta:
        model = WriteUp
        fields = ["notes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.instance.version if self.instance.pk else 0
