"""Others who are asked along, and what they said."""

from django import forms

from activities.forms.fields import IdField, ShortText
from activities.models import OtherGuest
from activities.models.other_guest import MOST_PLACES
from activities.others import Answer
from beneficiaries.models import Beneficiary

PLACES = f"Write a whole number from 1 to {MOST_PLACES}."


class OtherGuestForm(forms.ModelForm):
    """A volunteer, a peer mentor, a colleague or a team, and the places held for them."""

    name = ShortText(
        label="Their name",
        max_length=80,
        help_text="As your colleagues know them. People you support are asked on the page of invitations.",
        error_messages={"required": "Write who it is."},
    )
    places = forms.IntegerField(
        label="How many places do you hold?",
        initial=1,
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": PLACES, "invalid": PLACES, "min_value": PLACES, "max_value": PLACES},
    )

    class Meta:
        model = OtherGuest
        fields = ["who", "name", "places"]
        widgets = {"who": forms.RadioSelect}
        error_messages = {
            "who": {"required": "Choose who it is.", "invalid_choice": "Choose from this list only."},
        }

    def __init__(self, *args, activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.activity = activity
        self.fields["who"].choices = self.fields["who"].choices[-4:]

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Beneficiary.objects.named_in(name):
            raise forms.ValidationError("This is a reference. People you support are asked on the page of invitations.")
        return name

    def validate_unique(self):
        """Said twice is kept once: the action sees to it."""


class OtherAnswerForm(forms.Form):
    """One press: what somebody said, or that they were not asked after all."""

    guest = IdField()
    answer = forms.ChoiceField(choices=Answer.choices, required=False)
    take_off = forms.BooleanField(required=False)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("answer")) == bool(cleaned.get("take_off")):
            raise forms.ValidationError("One press at a time.")
        return cleaned
