"""How far the booking of a room is."""

from decimal import Decimal

from django import forms

from activities import rules
from activities.forms.amount import AmountField
from activities.forms.fields import DayField, ShortText, VersionField
from activities.forms.hinted import HintedText
from activities.models import Booking

SOMEBODY_CHANGED_IT = (
    "Somebody changed this booking while you had it open. It is now: {}. If yours is still right, save again."
)


class BookingForm(forms.ModelForm):
    """A booking for the place, day and times that the plan has now."""

    cost = AmountField(label="What does it cost, in pounds?", least=Decimal(0), required=False)
    cancel_by = DayField(
        label="Until which day can we cancel for free?",
        required=False,
        help_text="If there is one, it goes on the check list.",
    )
    set_up = HintedText(
        label="What is to be set up?",
        max_length=1000,
        required=False,
        help_text="Tables, chairs, kettle, a quiet corner …",
    )
    opened_version = VersionField()

    class Meta:
        model = Booking
        fields = ["state", "reference", "cost", "cancel_by", "ring", "set_up"]
        field_classes = {"reference": ShortText, "ring": ShortText}
        widgets = {"state": forms.RadioSelect}
        error_messages = {"state": dict.fromkeys(["required", "invalid_choice"], "Choose how far it is.")}

    def __init__(self, *args, activity, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.today = activity, today
        self.cancel_by_before = self.instance.cancel_by
        self.initial["opened_version"] = self.instance.version if self.instance.pk else 0
        if not self.instance.pk:
            self.initial["ring"] = activity.venue.ring

    def clean_cancel_by(self):
        day = self.cleaned_data["cancel_by"]
        if day and day != self.cancel_by_before:
            if problem := rules.date_problem(day, today=self.today):
                raise forms.ValidationError(problem)
            if self.activity.date and day > self.activity.date:
                raise forms.ValidationError("That is after the plan’s own day. Check the day.")
        return day

    def reopened(self, *, booking):
        """This form with what was typed, opened on the newest version; `booking` is None where there is none."""
        typed = self.data.copy()
        typed["opened_version"] = booking.version if booking else 0
        saved = booking.get_state_display().lower() if booking else "not asked yet"
        instance = booking or Booking(activity=self.activity)
        form = BookingForm(typed, instance=instance, activity=self.activity, today=self.today)
        form.add_error(None, SOMEBODY_CHANGED_IT.format(saved))
        return form
