"""Who was asked, and what they said: one press about one person."""

from django import forms

from activities.forms.fields import IdField
from activities.invitations import ANSWERS
from activities.participation import Invitation
from beneficiaries.profile import Asked

# `INVITED` takes an answer back.
PRESSES = [(each.value, each.label) for each in (*ANSWERS, Invitation.INVITED)]


class InvitationForm(forms.Form):
    """One press: how somebody was asked, or what they said, or an asking that is taken back."""

    person = IdField()
    how = forms.ChoiceField(choices=Asked, required=False)
    answer = forms.ChoiceField(choices=PRESSES, required=False)
    take_back = IdField(required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and sum(bool(cleaned[name]) for name in ("how", "answer", "take_back")) != 1:
            raise forms.ValidationError("Press one thing at a time.")
        return cleaned
