"""What becomes of a plan: moved, copied, called off."""

from django import forms

from activities.forms.fields import DateMixin, DayField, LongText, PlanKeyField, VersionField

SOMEBODY_CHANGED_IT = (
    "Somebody changed this plan while you had it open. Look at the date above. If yours is still right, press again."
)


class WhenForm(DateMixin, forms.Form):
    """A new date, or none yet."""

    date = DayField(label="New date", required=False)
    date_not_known = forms.BooleanField(label="Date not known yet", required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        self.clean_when()
        return super().clean()


class CopyForm(WhenForm):
    """When to do it again."""

    plan_key = PlanKeyField()

    @property
    def copy(self):
        return {"day": self.cleaned_data["date"], "plan_key": self.cleaned_data["plan_key"]}


class MoveForm(WhenForm):
    """The new date, and what led to it."""

    learned = LongText(
        label="What happened, and what did we learn?",
        max_length=1000,
        required=False,
        help_text="Only if it helps next time. A line is enough.",
    )
    opened_version = VersionField()

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = version

    @property
    def move(self):
        cleaned = self.cleaned_data
        return {"day": cleaned["date"], "learned": cleaned["learned"], "opened_version": cleaned["opened_version"]}

    def reopened(self, *, version):
        """This form with what was typed, opened on the newest version."""
        typed = self.data.copy()
        typed["opened_version"] = version
        form = MoveForm(typed, today=self.today, version=version)
        form.add_error(None, SOMEBODY_CHANGED_IT)
        return form


class CallOffForm(forms.Form):
    """What happened. It is kept as something learned, never as a failure."""

    learned = LongText(
        label="What happened, and what did we learn?",
        max_length=1000,
        help_text="A line is enough. It helps the next person who plans something like this.",
        error_messages={"required": "Write a line about what happened. “Nobody was free” is fine."},
    )
