"""Answers about photographs, and where something about somebody's safety is written down."""

from django import forms

from activities.forms.fields import DayField, IdField, PlanKeyField, ShortText
from beneficiaries.contacts import LONGEST_AGO, day_problem
from beneficiaries.models import SafeguardingPointer
from beneficiaries.photographs import MONTHS, Said, Use

PRESSES = {**{str(months): (Said.YES, months) for months in MONTHS}, "no": (Said.NO, 0)}
PRESSES["taken_back"] = (Said.TAKEN_BACK, 0)


class PhotoAnswerForm(forms.Form):
    """One press: what somebody answered about one use."""

    use = forms.ChoiceField(choices=Use.choices)
    answer = forms.ChoiceField(choices=[(press, press) for press in PRESSES])
    # The newest answer that the page showed; none where nobody was asked.
    opened_with = IdField(required=False)

    @property
    def said(self):
        """What was said, and for how many months."""
        return PRESSES[self.cleaned_data["answer"]]


class SafeguardingForm(forms.ModelForm):
    """A day, to whom it was told, and the reference there. There is no room for what happened."""

    date = DayField(label="When did you tell them?", error_messages={"required": "Choose the day."})
    told_to = ShortText(
        label="Whom did you tell?",
        max_length=80,
        help_text="Their name or their role. Nothing about what happened.",
        error_messages={"required": "Write whom you told. If you have not told anybody yet, ring now."},
    )
    reference = ShortText(
        label="The reference in the restricted system",
        max_length=40,
        required=False,
        help_text="If you have it already.",
    )
    key = PlanKeyField()

    class Meta:
        model = SafeguardingPointer
        fields = ["date", "told_to", "reference"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_date(self):
        day = self.cleaned_data["date"]
        if problem := day_problem(day, today=self.today, longest_ago=LONGEST_AGO):
            raise forms.ValidationError(problem)
        return day

    def clean(self):
        cleaned = super().clean()
        self.instance.key = cleaned["key"]
        return cleaned


class TakePointerBackForm(forms.Form):
    """Which pointer is taken back."""

    pointer = IdField()
