"""Places: finding one, its details, what is known of it, its rooms and what was learned there."""

from collections.abc import Set
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property

from activities.actions import FactAnswer
from activities.forms.fields import IdField, ShortText, VersionField
from activities.forms.upload import UploadField
from activities.models import Room, Venue, VenueFact
from activities.models.venue import DETAILS
from activities.venue_facts import (
    ASKS,
    OF_ROOM,
    Answer,
    Ask,
    by_group,
    contradiction,
    needs_checking,
    say_fact,
    stamp,
)
from beneficiaries.needs import AccessNeed

LARGEST_NUMBER = 9999
NOT_A_NUMBER = "Write a whole number, like 12."
SOMEBODY_CHANGED_IT = (
    "Somebody changed this place while you had it open. What they wrote is beside yours. "
    "Change what you need, then save again."
)
WHAT_IS_NEEDED = "What this group needs"
ALREADY_THERE = "We have a place of this name in this town. Look for it in the list first."


class VenueSearchForm(forms.Form):
    """Which places to show. What cannot be read is left out."""

    q = ShortText(label="Name, town or address", max_length=60, required=False)
    locality = forms.ChoiceField(label="Town or area", required=False)
    needs = forms.MultipleChoiceField(
        label="It must have", choices=AccessNeed, required=False, widget=forms.CheckboxSelectMultiple
    )
    plan = IdField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, localities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [("", "Anywhere"), *((name, name) for name in localities)]
        self.is_valid()

    @property
    def words(self):
        return self.cleaned_data.get("q", "")

    @property
    def must_have(self):
        return [AccessNeed(need) for need in self.cleaned_data.get("needs", ())]


class VenueForm(forms.ModelForm):
    """A place. Only its name is needed."""

    opened_version = VersionField()

    class Meta:
        model = Venue
        fields = DETAILS
        field_classes = dict.fromkeys(fields, ShortText)
        error_messages = {"name": {"required": "Give the place a name."}}
        help_texts = {
            "name": "As people say it.",
            "locality": "Halifax, for example.",
            "ring": "A name and a number. Theirs at work, please, not their own.",
            "cost": "£12 an hour, for example. Or free.",
            "pay": "Cash on the day, for example. Or they send a bill.",
            "cancelling": "Free up to a week before, for example.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.instance.version
        if self.instance.pk is None:
            del self.fields["opened_version"]

    def clean(self):
        cleaned = super().clean()
        same = {f"{name}__iexact": cleaned.get(name, "") for name in ("name", "locality")}
        if cleaned.get("name") and Venue.objects.filter(**same).exclude(pk=self.instance.pk).exists():
            self.add_error("name", ALREADY_THERE)
        return cleaned

    def reopened(self, *, venue):
        """This form with what was typed, opened on the newest version; what is saved now stands beside it."""
        typed = self.data.copy()
        typed["opened_version"] = venue.version
        both = [
            (field.label, getattr(venue, name), self.cleaned_data[name])
            for name, field in self.fields.items()
            if name != "opened_version" and getattr(venue, name) != self.cleaned_data[name]
        ]
        form = VenueForm(typed, instance=venue)
        form.add_error(None, SOMEBODY_CHANGED_IT)
        form.both = both
        return form


class RoomForm(forms.ModelForm):
    """A room of a venue."""

    class Meta:
        model = Room
        fields = ["name"]
        field_classes = {"name": ShortText}
        labels = {"name": "What is the room called?"}
        error_messages = {"name": {"required": "Give the room a name."}}


class RiskAssessmentForm(forms.Form):
    """A venue's own risk assessment, as a file."""

    file = UploadField(label="Their own risk assessment")


class RoomMeantForm(forms.Form):
    """The room that an address names."""

    room = IdField()


class ChooseForm(forms.Form):
    """The place that a button named."""

    venue = IdField()
    room = IdField(required=False)
    opened_version = VersionField()


@dataclass(frozen=True)
class FactRow:
    """The fields of one question, and what is known of it."""

    ask: Ask
    answer: BoundField
    number: BoundField | None
    shown: BoundField
    fact: VenueFact | None
    is_old: bool

    @property
    def said(self):
        return say_fact(self.ask, self.fact)


class FactsForm(forms.Form):
    """Yes, no or not known to each question. What is left as it was is not checked again."""

    def __init__(self, *args, room, facts: dict[str, VenueFact], today, needed: Set[str] = frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.room, self.facts, self.today, self.needed = room, facts, today, needed
        self.asks = OF_ROOM if room else ASKS
        for ask in self.asks:
            self._add_fields(ask, facts.get(ask.name))

    def _add_fields(self, ask, fact):
        """A question that was answered over a year ago has nothing ticked, so that an answer is a new look."""
        known = fact.answer if fact else Answer.NOT_KNOWN
        self.fields[f"fact_{ask.name}"] = forms.ChoiceField(
            label=ask.question,
            choices=Answer,
            widget=forms.RadioSelect,
            required=False,
            initial=None if needs_checking(fact, today=self.today) else known,
            error_messages={"invalid_choice": "Choose “Yes”, “No” or “Not known”."},
        )
        if ask.measure:
            self.fields[f"number_{ask.name}"] = forms.IntegerField(
                label=ask.measure,
                min_value=0,
                max_value=LARGEST_NUMBER,
                required=False,
                initial=fact and fact.number,
                error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], NOT_A_NUMBER),
            )
        self.fields[f"shown_{ask.name}"] = forms.CharField(
            required=False, initial=stamp(fact), widget=forms.HiddenInput
        )

    @property
    def groups(self):
        """The questions in their groups, those that are needed for the plan in hand first."""
        needed = [self._row(ask) for ask in self.asks if ask.name in self.needed]
        others = by_group(self._row(ask) for ask in self.asks if ask.name not in self.needed)
        first = [(WHAT_IS_NEEDED, needed)] if needed else []
        return [*first, *((group.label, rows) for group, rows in others)]

    def _row(self, ask):
        fact = self.facts.get(ask.name)
        return FactRow(
            ask=ask,
            answer=self[f"fact_{ask.name}"],
            number=self[f"number_{ask.name}"] if ask.measure else None,
            shown=self[f"shown_{ask.name}"],
            fact=fact,
            is_old=needs_checking(fact, today=self.today),
        )

    def clean(self):
        cleaned = super().clean()
        for ask in self.asks:
            number = cleaned.get(f"number_{ask.name}")
            is_unchanged = not cleaned.get(f"fact_{ask.name}") and f"number_{ask.name}" not in self.changed_data
            answer = cleaned.get(f"fact_{ask.name}") or Answer.NOT_KNOWN
            if not is_unchanged and (problem := contradiction(ask.name, answer, number)):
                self.add_error(f"number_{ask.name}", problem)
        return cleaned

    @cached_property
    def answers(self) -> dict[str, FactAnswer]:
        """What was found out: answers that are new, and those given again to what was checked long ago."""
        given = {ask.name: self._given(ask) for ask in self.asks if self.cleaned_data[f"fact_{ask.name}"]}
        return {name: answer for name, answer in given.items() if self._is_news(name, answer)}

    def _given(self, ask):
        cleaned = self.cleaned_data
        number = cleaned.get(f"number_{ask.name}")
        return FactAnswer(cleaned[f"fact_{ask.name}"], number, cleaned[f"shown_{ask.name}"])

    def _is_news(self, name, answer):
        return stamp(answer) != answer.shown or needs_checking(self.facts.get(name), today=self.today)

    def reopened(self, *, facts, stale):
        """This form with what was typed, opened on what is saved now; says which answers somebody else gave."""
        typed = self.data.copy()
        for name in stale:
            typed[f"shown_{name}"] = stamp(facts.get(name))
        form = FactsForm(typed, room=self.room, facts=facts, today=self.today, needed=self.needed)
        for ask in self.asks:
            if ask.name in stale:
                said = say_fact(ask, facts.get(ask.name))
                form.add_error(f"fact_{ask.name}", f"Somebody else answered: {said}. Is yours right? Save again.")
        return form
