"""Somebody's own words, and with whom they agree to share them."""

import re

from django import forms

from activities.forms.fields import DayField, PlanKeyField, RowField, ShortText, VersionedForm
from activities.forms.hinted import HintedText
from activities.models import Reflection
from activities.reflections import COLLECTED, Shared, Whose
from beneficiaries import references
from beneficiaries.contacts import LONGEST_AGO, day_problem
from beneficiaries.models import Beneficiary
from teams.models import Team

NAMES_SOMEBODY = "Everybody may read this. Please take the reference out, or share it with your team only."


class ReflectionForm(VersionedForm):
    """The words, the day, and the consent."""

    words = HintedText(
        label="In your own words",
        max_length=2000,
        help_text="What happened, and what it meant. Please name nobody else.",
        error_messages={"required": "Write a line first."},
    )
    on = DayField(label="When?", error_messages={"required": "Choose the day."})
    shared = forms.ChoiceField(
        label="With whom may it be shared?",
        choices=Shared.choices,
        widget=forms.RadioSelect,
        help_text="You can take this back at any time. Then it is gone from here, and from every later print.",
        error_messages={"required": "Choose with whom.", "invalid_choice": "Choose from this list only."},
    )
    signed = ShortText(
        label="The name to stand below it",
        max_length=60,
        required=False,
        help_text="Only where it is shared with the name. A first name, or one that they choose.",
    )

    class Meta:
        model = Reflection
        fields = ["words", "on", "shared", "signed"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self):
        day = self.cleaned_data["on"]
        if problem := day_problem(day, today=self.today, longest_ago=LONGEST_AGO):
            raise forms.ValidationError(problem)
        return day

    def clean(self):
        cleaned = super().clean()
        shared = cleaned.get("shared")
        if shared == Shared.NAMED and not cleaned.get("signed") and "signed" not in self.errors:
            self.add_error("signed", "Write the name that shall stand below it.")
        if shared != Shared.NAMED:
            cleaned["signed"] = ""
        if shared in COLLECTED:
            for name in ("words", "signed"):
                if Beneficiary.objects.named_in(cleaned.get(name, "")):
                    self.add_error(name, NAMES_SOMEBODY)
        if shared == Shared.UNNAMED and cleaned.get("on"):
            cleaned["on"] = cleaned["on"].replace(day=1)
        self._refuse_their_name(self.instance.beneficiary)
        return cleaned

    def _refuse_their_name(self, person):
        """Words that are shared without the name do not hold the name that the person chose."""
        words = set(re.findall(r"\w+", self.cleaned_data.get("words", "").casefold()))
        if person and self.cleaned_data.get("shared") == Shared.UNNAMED and person.known_as.casefold() in words:
            self.add_error("words", "Their own name stands in this. Please take it out, or share it with the name.")


class NewReflectionForm(ReflectionForm):
    """The same, with whose words they are."""

    whose = forms.ChoiceField(
        label="Whose words are these?",
        choices=Whose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose.", "invalid_choice": "Choose from this list only."},
    )
    reference = ShortText(
        label="Their reference",
        max_length=20,
        required=False,
        help_text="Only where somebody told you: CAL-014. Ask them first with whom you may share it.",
    )
    team = RowField(
        label="Which team is it for?",
        queryset=Team.objects.none(),
        error_messages={"required": "Choose a team.", "invalid_choice": "Choose one of these teams."},
    )
    key = PlanKeyField()

    field_order = ["whose", "reference", "words", "on", "shared", "signed", "team"]

    class Meta(ReflectionForm.Meta):
        fields = ["whose", *ReflectionForm.Meta.fields, "team"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        teams = Team.objects.visible_to(user).order_by("name")
        self.fields["team"].queryset = teams
        self.initial.setdefault("team", teams.first())
        if teams.count() == 1:
            self.fields["team"].widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        person = None
        if cleaned.get("whose") == Whose.TOLD and "reference" not in self.errors:
            person = self._person(cleaned.get("reference", ""))
        self.instance.beneficiary, self.instance.key = person, cleaned["key"]
        self.instance.by = self.user
        if person:
            cleaned["team"] = person.team
            self._refuse_their_name(person)
        return cleaned

    def _person(self, typed):
        people = Beneficiary.objects.visible_to(self.user).select_related("team")
        found = people.filter(reference__in=references.parse(typed).once[:1]).first()
        if not found:
            self.add_error("reference", "Write the reference of somebody in your team, such as CAL-014.")
        return found


class CollectForm(forms.Form):
    """From which day to which."""

    first = DayField(label="From", error_messages={"required": "Choose the first day."})
    last = DayField(label="To", error_messages={"required": "Choose the last day."})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", "The last day is before the first one.")
        return cleaned
