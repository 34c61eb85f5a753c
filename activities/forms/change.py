"""What becomes of a plan: moved, copied, called off."""

from django import forms

from activities.clash_search import as_planned, planned_before
from activities.forms.clash import ClashMixin, ClashReasonField
from activities.forms.fields import DateMixin, DayField, PlanKeyField, VersionField
from activities.forms.hinted import HintedText
from beneficiaries.models import Beneficiary

SOMEBODY_CHANGED_IT = (
    "Somebody changed this plan while you had it open. Look at the date above. If yours is still right, press again."
)


class WhenForm(ClashMixin, DateMixin, forms.Form):
    """A new date, or none yet. The plan's own times stay."""

    date = DayField(label="New date", required=False)
    date_not_known = forms.BooleanField(label="Date not known yet", required=False)
    clash_reason = ClashReasonField()

    def __init__(self, *args, activity, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.user, self.today = activity, user, today

    def clean(self):
        self.clean_when()
        return super().clean()

    def wanted(self):
        day = self.cleaned_data.get("date") if self.is_bound else None
        return as_planned(self.activity, self.user) | {"day": day}


class CopyForm(WhenForm):
    """When to do it again."""

    plan_key = PlanKeyField()

    @property
    def copy(self):
        cleaned = self.cleaned_data
        return {"day": cleaned["date"], "plan_key": cleaned["plan_key"], "clash_reason": cleaned["clash_reason"]}

    def wanted(self):
        """The same as the copy will have: it is the user's own, and whoever left does not come along."""
        wanted = super().wanted()
        return wanted | {
            "activity_pk": planned_before(self.user, self.cleaned_data["plan_key"]) if wanted["day"] else None,
            "champion": self.user,
            "navigators": wanted["navigators"].active(),
            "beneficiaries": wanted["beneficiaries"].exclude(status=Beneficiary.Status.MOVED_ON),
        }


class MoveForm(WhenForm):
    """The new date, and what led to it."""

    learned = HintedText(
        label="What happened, and what did we learn?",
        max_length=1000,
        required=False,
        help_text="Only if it helps next time. A line is enough.",
    )
    opened_version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.activity.version

    @property
    def move(self):
        names = ("learned", "opened_version", "clash_reason")
        return {"day": self.cleaned_data["date"], **{name: self.cleaned_data[name] for name in names}}

    def reopened(self, *, activity):
        """This form with what was typed, opened on the newest version."""
        typed = self.data.copy()
        typed["opened_version"] = activity.version
        form = MoveForm(typed, activity=activity, user=self.user, today=self.today)
        form.add_error(None, SOMEBODY_CHANGED_IT)
        return form


class CallOffForm(forms.Form):
    """What happened. It is kept as something learned, never as a failure."""

    learned = HintedText(
        label="What happened, and what did we learn?",
        max_length=1000,
        help_text="A line is enough. It helps the next person who plans something like this.",
        error_messages={"required": "Write a line about what happened. “Nobody was free” is fine."},
    )
