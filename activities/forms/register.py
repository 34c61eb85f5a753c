"""The register: what happened for one person, and who else came."""

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from activities.forms.fields import DayField, IdField, ShortText, VersionField
from activities.forms.hinted import HintedLine
from activities.participation import Attendance

MOST = 999
NOT_A_NUMBER = "Write a whole number, like 3."


class AttendanceForm(forms.Form):
    """One press about one person. When they told us and why belongs to cancelling alone."""

    person = IdField()
    attendance = forms.ChoiceField(choices=Attendance)
    cancelled_on = DayField(required=False)
    reason = HintedLine(max_length=200, required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def is_understood(self):
        """Whether it says of whom, and what; the rest can be put right beside it."""
        return not {"person", "attendance"} & set(self.errors)

    def clean_cancelled_on(self):
        day = self.cleaned_data["cancelled_on"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still to come. When did they tell us?")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("attendance") != Attendance.CANCELLED:
            for name in ("cancelled_on", "reason"):
                self.errors.pop(name, None)
            return cleaned | {"cancelled_on": None, "reason": ""}
        if "cancelled_on" not in self.errors:
            cleaned["cancelled_on"] = cleaned["cancelled_on"] or self.today
        return cleaned

    @property
    def mark(self):
        """What was said, as `mark_attendance` takes it."""
        said = self.cleaned_data
        told = {name: said[name] for name in ("cancelled_on", "reason")}
        return {"part_id": said["person"], "attendance": Attendance(said["attendance"]), **told}


class EverybodyForm(forms.Form):
    """Everybody who is left came; or the moment at which that was said, to undo it."""

    undo = ShortText(required=False, max_length=40)

    def clean_undo(self):
        try:
            moment = parse_datetime(self.cleaned_data["undo"])
        except ValueError:
            return None
        return moment if moment and timezone.is_aware(moment) else None


class WhoElseForm(forms.Form):
    """How many came who are on nobody's list."""

    guests = forms.IntegerField(label="How many guests came?", min_value=0, max_value=MOST)
    new_faces = forms.IntegerField(
        label="How many people were here for the first time?", min_value=0, max_value=MOST, help_text="New faces."
    )
    opened_version = VersionField()

    def __init__(self, *args, saved=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            "guests": saved.guests if saved else 0,
            "new_faces": saved.new_faces if saved else 0,
            "opened_version": saved.version if saved else 0,
        }
        for name in ("guests", "new_faces"):
            self.fields[name].error_messages |= {
                "required": NOT_A_NUMBER,
                "invalid": NOT_A_NUMBER,
                "min_value": "That cannot be less than 0.",
                "max_value": f"That is more than {MOST}. Check the number.",
            }

    def reopened(self, *, saved):
        """This form with what was typed, opened on the newest version; what is saved now is said beside it."""
        typed = self.data.copy()
        typed["opened_version"] = saved.version if saved else 0
        form = WhoElseForm(typed, saved=saved)
        now = f"{saved.guests} guests and {saved.new_faces} new faces" if saved else "nothing"
        form.add_error(None, f"Somebody saved this while you had it open: {now}. Look at yours, then save again.")
        return form
