"""When somebody works and is away. The forms stand here, beside the fields and the views that they share with plans."""

from datetime import date, timedelta

from django import forms

from activities import rules
from activities.forms.fields import ClockField, DayField
from teams.models import Leave, User, WorkingPattern
from teams.models.working_days import WEEKDAYS
from teams.working_days import say_away

LONGEST_AWAY = timedelta(days=366)


class LeaveForm(forms.ModelForm):
    """Days away, and who stands in. It asks for no reason."""

    first_day = DayField(label="First day away", error_messages={"required": "Choose the first day away."})
    last_day = DayField(
        label="Last day away",
        help_text="The same day again, if it is only one.",
        error_messages={"required": "Choose the last day away."},
    )
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label="Who stands in?",
        required=False,
        empty_label="Nobody",
        help_text="Colleagues are asked to speak to them meanwhile.",
        error_messages={"invalid_choice": "Choose somebody else from this list, or “Nobody”."},
    )

    class Meta:
        model = Leave
        fields = ["first_day", "last_day", "deputy"]

    def __init__(self, *args, person, is_own, today, **kwargs):
        super().__init__(*args, instance=Leave(user=person), **kwargs)
        self.person, self.is_own, self.today = person, is_own, today
        self.fields["deputy"].queryset = User.objects.who_could_stand_in_for(person)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last:
            self._clean_days(first, last)
        return cleaned

    def _clean_days(self, first, last):
        if last < first:
            self.add_error("last_day", "The last day is before the first. Check both days.")
        elif problem := rules.date_problem(last, today=self.today):
            self.add_error("last_day", problem)
        elif last - first >= LONGEST_AWAY:
            self.add_error("last_day", "That is more than a year long. Check both days, or save it a year at a time.")
        # The very same days are only sent again, as when Save is pressed twice.
        elif already := self.person.leave.touching(first, last).exclude(first_day=first, last_day=last).first():
            who = "You are" if self.is_own else f"{self.person.get_short_name()} is"
            self.add_error("first_day", f"{who} away on those days already: {say_away(already)}.")

    @property
    def deputys_own_leave(self) -> Leave | None:
        """The leave that the one who stands in has at the same time, if any."""
        leave = self.instance
        return leave.deputy and leave.deputy.leave.touching(leave.first_day, leave.last_day).first()


class PatternForm(forms.ModelForm):
    """The weekdays on which somebody works, from a day on."""

    starts_on = DayField(
        label="From which day on?", error_messages={"required": "Choose the day from which this counts."}
    )
    weekdays = forms.MultipleChoiceField(
        label="Working days",
        choices=[(name, name.capitalize()) for name in WEEKDAYS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one day.", "invalid_choice": "Tick the days from this list."},
    )
    starts_at = ClockField(label="Start time", required=False, help_text="Only if you want colleagues to know.")
    ends_at = ClockField(label="Finish time", required=False)

    class Meta:
        model = WorkingPattern
        fields = ["weekdays", "starts_on", "starts_at", "ends_at"]

    def __init__(self, *args, person, now, today: date, **kwargs):
        """`now` is the pattern in force, if any: most often only a part of it changes."""
        initial = {"starts_on": today, "weekdays": WEEKDAYS[:5]}
        if now:
            initial |= {"weekdays": [WEEKDAYS[place] for place in now.weekdays]}
            initial |= {"starts_at": now.starts_at, "ends_at": now.ends_at}
        super().__init__(*args, instance=WorkingPattern(user=person), initial=initial, **kwargs)
        self.today = today

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if problem := rules.date_problem(day, today=self.today):
            raise forms.ValidationError(problem)
        return day

    def clean(self):
        cleaned = super().clean()
        if problem := rules.times_problem(cleaned.get("starts_at"), cleaned.get("ends_at")):
            self.add_error("ends_at", problem)
        for name in WEEKDAYS:
            setattr(self.instance, name, name in cleaned.get("weekdays", ()))
        return cleaned
