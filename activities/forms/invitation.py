"""Who was asked, and what they said: one press about one person. And the words of the cards."""

from django import forms

from activities.forms.fields import IdField, VersionedForm
from activities.forms.hinted import HintedText
from activities.invitations import ANSWERS
from activities.models import InvitationCard
from activities.noticeboard_search import names_among
from activities.participation import Invitation
from beneficiaries.models import Beneficiary
from beneficiaries.profile import Asked

# So many lines fit on a card of A6.
MOST_LINES = 5
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


class InvitationCardForm(VersionedForm):
    """The words on the cards. Whoever finds a card on the bus learns from it of nobody."""

    words = HintedText(
        label="The words on the card",
        max_length=300,
        help_text="A few plain words. What, when and where stand on the card already. You write the name by hand.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    class Meta:
        model = InvitationCard
        fields = ["words"]

    def clean_words(self):
        words = self.cleaned_data["words"]
        if len(words.splitlines()) > MOST_LINES:
            raise forms.ValidationError(f"That is more than fits on the card. Use {MOST_LINES} lines at most.")
        if Beneficiary.objects.named_in(words):
            raise forms.ValidationError("There is somebody’s reference in here. Please leave it out.")
        if names := names_among(self.instance.activity, words):
            raise forms.ValidationError(f"“{names[0]}” is what somebody on this plan is called. Please leave it out.")
        return words
