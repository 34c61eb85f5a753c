"""When somebody is busy elsewhere. The form stands here, beside the fields that it shares with plans."""

from django import forms

from activities import rules
from activities.forms.fields import ClockField, DayField
from activities.forms.hinted import HintedLine
from beneficiaries.models import Appointment


class AppointmentForm(forms.ModelForm):
    """A day, a time and one word, which can come round again."""

    date = DayField(
        label="Date", help_text="The next one, if it repeats.", error_messages={"required": "Choose a date."}
    )
    starts_at = ClockField(label="Start time", error_messages={"required": "Choose a start time."})
    ends_at = ClockField(label="End time", required=False, help_text="If you know it. If not, we take one hour.")
    word = HintedLine(
        label="A word for it",
        max_length=40,
        required=False,
        initial="Appointment",
        help_text="One word is enough. Leave out what it is about if the person would rather.",
    )
    repeats = forms.ChoiceField(
        label="Does it repeat?",
        choices=Appointment.Repeats,
        initial=Appointment.Repeats.ONCE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose if it repeats.", "invalid_choice": "Choose one of these three."},
    )
    until = DayField(label="Until", required=False, help_text="The last day, if it repeats and you know when it ends.")

    class Meta:
        model = Appointment
        fields = ["date", "starts_at", "ends_at", "word", "repeats", "until"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_date(self):
        day = self.cleaned_data["date"]
        if problem := rules.date_problem(day, today=self.today):
            raise forms.ValidationError(problem)
        return day

    def clean_word(self):
        return self.cleaned_data["word"] or self.fields["word"].initial

    def clean(self):
        cleaned = super().clean()
        if "starts_at" in cleaned and (problem := rules.times_problem(cleaned["starts_at"], cleaned.get("ends_at"))):
            self.add_error("ends_at", problem)
        if cleaned.get("until"):
            self._clean_until(cleaned["until"], cleaned.get("date"), cleaned.get("repeats"))
        return cleaned

    def _clean_until(self, until, day, repeats):
        if repeats == Appointment.Repeats.ONCE:
            self.add_error("until", "It happens once, so take this day away. Or choose how often it repeats.")
        elif day and until < day:
            self.add_error("until", "That is before the date. Check both days.")
        elif day and (problem := rules.date_problem(until, today=self.today)):
            self.add_error("until", problem)
