"""Working alone: where, with whom, until when, and whom a buddy rings."""

from django import forms

from activities import rules
from activities.forms.fields import ClockField, ShortText, VersionedForm
from activities.forms.risk_assessment import colleagues_on
from activities.models import LoneWorking
from beneficiaries.models import Beneficiary
from teams.models import User


class LoneWorkingForm(VersionedForm):
    """What a buddy needs to know."""

    where = ShortText(label="Where will you be?", max_length=200)
    with_whom = forms.ModelChoiceField(
        Beneficiary.objects.none(),
        label="With whom?",
        required=False,
        empty_label="Nobody from this plan",
        error_messages={"invalid_choice": "Choose somebody who is on this plan."},
    )
    ends_at = ClockField(
        label="When do you expect to finish?", error_messages={"required": "Say when you expect to finish."}
    )
    buddy = forms.ModelChoiceField(
        User.objects.none(),
        label="Who is your buddy?",
        help_text="A colleague who looks out for your check-in.",
        error_messages={"required": "Choose a colleague.", "invalid_choice": "Choose a colleague from this list."},
    )
    ring = ShortText(
        label="Whom should your buddy ring if you do not check in?",
        max_length=200,
        help_text="A colleague or the on-call number. Never a number of somebody supported.",
    )

    class Meta:
        model = LoneWorking
        fields = ["where", "with_whom", "ends_at", "buddy", "ring"]

    def __init__(self, *args, activity, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity
        people = Beneficiary.objects.visible_to(user).filter(activities=activity)
        self.fields["with_whom"].queryset = people.order_by("reference")
        self.fields["buddy"].queryset = colleagues_on(activity, user).exclude(pk=activity.champion_id)
        if self.instance.pk is None:
            self.initial |= {"where": activity.place, "ends_at": activity.ends_at}

    def clean_ends_at(self):
        ends_at = self.cleaned_data["ends_at"]
        if self.activity.starts_at and rules.times_problem(self.activity.starts_at, ends_at):
            starts = rules.say_time(self.activity.starts_at)
            raise forms.ValidationError(f"The plan starts at {starts}. Choose a later time.")
        return ends_at

    def differences(self, saved: LoneWorking | None) -> list[tuple[str, str, str]]:
        """How what is saved now differs from what was typed: `(label, saved, typed)`; None is saved once it is gone."""
        now, typed = self._in_words(saved), self._in_words(self.instance)
        return [
            (self[name].label, now.get(name, ""), typed[name]) for name in typed if now.get(name, "") != typed[name]
        ]

    def _in_words(self, lone):
        """What the form asks, as text; of a person only where the user may see them on the plan."""
        if lone is None:
            return {}
        in_sight = lone.with_whom in self.fields["with_whom"].queryset
        return {
            "where": lone.where,
            "with_whom": lone.with_whom.reference if in_sight else "",
            "ends_at": rules.say_time(lone.ends_at),
            "buddy": lone.buddy.name,
            "ring": lone.ring,
        }
