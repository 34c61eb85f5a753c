"""A navigator's answers to a plan, for each of their people."""

from django import forms

from activities.actions import Answer
from activities.answers import Answered
from activities.forms.fields import PeopleField, VersionField
from activities.forms.hinted import HintedText
from activities.models import Review

CHOOSE = "Choose “Fine” or “Need to talk”."


class FineForm(forms.Form):
    """One press for everybody whom the button named. Whoever was answered for meanwhile is left as they are."""

    fine = PeopleField(queryset=None)
    opened_version = VersionField()

    def __init__(self, *args, people, awaited: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fine"].queryset = people
        self.awaited = awaited

    @property
    def answers(self):
        named = self.cleaned_data["fine"]
        return [Answer(person, Review.Answer.FINE) for person in self.awaited if person in named]


class ReviewForm(forms.Form):
    """An answer, a note and a tick for each person. Whoever is left out keeps what was said for them before."""

    opened_version = VersionField()

    def __init__(self, *args, people: list[Answered], user, version: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.user = people, user
        self.initial["opened_version"] = version
        for each in people:
            self._add_fields(each.person.reference, each.of(user))

    def _add_fields(self, reference, own):
        """Fields for one person, with what this user said of the plan as it is now."""
        self.fields[f"answer_{reference}"] = forms.ChoiceField(
            label=f"Your answer for {reference}",
            choices=Review.Answer.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=own and own.answer,
            error_messages={"invalid_choice": CHOOSE},
        )
        self.fields[f"note_{reference}"] = HintedText(
            label=f"Note about {reference}", max_length=300, required=False, initial=own and own.note
        )
        self.fields[f"planned_for_{reference}"] = forms.BooleanField(
            label="Support needs and risks are understood and planned for",
            required=False,
            initial=own and own.is_planned_for,
        )

    @property
    def rows(self):
        """Each person, what else was said for them than stands in the fields, and their three fields."""
        return [
            (each.person, each.beside(self.user), *map(self.__getitem__, self._names(each.person)))
            for each in self.people
        ]

    def _names(self, person):
        return [f"{what}_{person.reference}" for what in ("answer", "note", "planned_for")]

    def clean(self):
        cleaned = super().clean()
        self.answers = []
        for each in self.people:
            self._clean_one(each.person, cleaned)
        if not self.answers and not self.errors:
            self.add_error(None, f"{CHOOSE} One answer is enough to save.")
        return cleaned

    def _clean_one(self, person, cleaned):
        names = self._names(person)
        answer, note, is_planned_for = (cleaned.get(name) for name in names)
        if answer:
            self.answers.append(Answer(person, answer, note or "", is_planned_for))
        elif (note or is_planned_for) and names[0] not in self.errors:
            self.add_error(names[0], CHOOSE)
