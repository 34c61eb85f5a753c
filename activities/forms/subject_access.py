"""Somebody asked what is held of them, and what became of that."""

from django import forms

from activities.forms.fields import MISSING, DayField, ShortText
from beneficiaries import references
from beneficiaries.models import Beneficiary, SubjectRequest

TO_COME = "That day is still to come. Choose today or an earlier day."


class SubjectRequestForm(forms.ModelForm):
    """Who asked, and when."""

    reference = ShortText(label="Who asked?", max_length=20, help_text=references.SHAPE_IN_WORDS)
    asked_on = DayField(label="When did they ask?", error_messages={"required": MISSING})

    class Meta:
        model = SubjectRequest
        fields = ["asked_on"]

    field_order = ["reference", "asked_on"]

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today

    def clean_reference(self):
        typed = references.parse(self.cleaned_data["reference"]).once
        person = Beneficiary.objects.visible_to(self.user).filter(reference__in=typed).first()
        if person is None:
            raise forms.ValidationError("Nobody has this reference. Check the letters and numbers.")
        return person

    def clean_asked_on(self):
        if self.cleaned_data["asked_on"] > self.today:
            raise forms.ValidationError(TO_COME)
        return self.cleaned_data["asked_on"]


class OnForm(forms.Form):
    """On which day something became of a request."""

    on = DayField(label="When?", error_messages={"required": MISSING})

    def __init__(self, *args, today, not_before, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.not_before = today, not_before

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(TO_COME)
        if day < self.not_before:
            raise forms.ValidationError("That is before what happened last. Choose a later day.")
        return day
