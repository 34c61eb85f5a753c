"""How it was: a face and a line. Handing a phone over for that, and taking it back."""

from django import forms

from activities.faces import Face
from activities.forms.fields import PlanKeyField
from activities.forms.hinted import HintedLine
from activities.models import Feedback
from beneficiaries.models import Beneficiary


class FeedbackForm(forms.ModelForm):
    """What one person says. Nothing in it asks who they are."""

    face = forms.ChoiceField(
        label="How was it?",
        choices=Face,
        widget=forms.RadioSelect,
        error_messages={"required": "Press one of the faces.", "invalid_choice": "Press one of the faces."},
    )
    words = HintedLine(
        label="Would you like to say something?",
        max_length=300,
        required=False,
        help_text="You don’t have to. No names, please.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    key = PlanKeyField()

    class Meta:
        model = Feedback
        fields = ["face", "words"]

    def clean_words(self):
        """One line, with no reference in it: feedback is nobody's."""
        return Beneficiary.objects.left_out_of(" ".join(self.cleaned_data["words"].split()))


class SlipForm(forms.Form):
    """The key of a slip that was typed in just now."""

    kept = forms.UUIDField()


class HandPhoneForm(forms.Form):
    """A code to get the phone back with, if one is easier than one's password."""

    code = forms.RegexField(
        label="4 numbers to get your phone back",
        regex=r"^[0-9]{4}$",
        required=False,
        help_text="Choose any 4, or leave it empty and use your password.",
        error_messages={"invalid": "Choose 4 numbers, like 2580. Or leave it empty."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
    )


class TakeBackForm(forms.Form):
    """What only whoever handed the phone over knows."""

    typed = forms.CharField(
        label="Your password",
        strip=False,
        # "new-password", so that a browser which knows the password does not offer it to whoever holds the phone.
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Type it first."},
    )

    def __init__(self, *args, is_code_open, **kwargs):
        super().__init__(*args, **kwargs)
        if is_code_open:
            self.fields["typed"].label = "Your 4 numbers, or your password"
