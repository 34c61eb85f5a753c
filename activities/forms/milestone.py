"""A milestone: what happened, when, and one line about it."""

from django import forms

from activities.forms.fields import DayField, PlanKeyField, RowField
from activities.forms.hinted import HintedLine
from beneficiaries.contacts import LONGEST_AGO_OF_MILESTONES, day_problem
from beneficiaries.models import Milestone, MilestoneKind


class MilestoneForm(forms.ModelForm):
    """One of the kinds that admins keep, a day and a line."""

    kind = RowField(
        None,
        label="What happened?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose what happened.", "invalid_choice": "Choose one of these."},
    )
    date = DayField(label="When?", error_messages={"required": "Choose the day."})
    line = HintedLine(
        label="One line",
        max_length=200,
        required=False,
        help_text="Words that they would be happy to read. No names.",
    )
    key = PlanKeyField()

    class Meta:
        model = Milestone
        fields = ["kind", "date", "line"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].queryset = MilestoneKind.objects.offered()

    def clean_date(self):
        day = self.cleaned_data["date"]
        if problem := day_problem(day, today=self.today, longest_ago=LONGEST_AGO_OF_MILESTONES):
            raise forms.ValidationError(problem)
        return day

    def clean(self):
        cleaned = super().clean()
        self.instance.key = cleaned["key"]
        return cleaned
