"""The things that light somebody up. One form for all parts, made with the person."""

import re
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from activities.forms.fields import IdField
from activities.forms.hinted import HintedLine, HintedText
from beneficiaries.models import Beneficiary, ProfileEntry
from beneficiaries.profile import (
    CHOSEN_FROM,
    LONGEST_INTEREST,
    MOST_ENTRIES,
    MOST_INTERESTS,
    MOST_LETTERS,
    Part,
    SharedWith,
    join_interests,
    split_interests,
)
from beneficiaries.profile_actions import Said, stamp

NOT_IN_LIST = "Choose from this list only."
TAKES_AWAY = "Leave it empty to take it away from here. What was said stays under “Before”."
HINTS = {
    Part.INTERESTS: "With a comma between. Such as: music, growing things, football.",
    Part.STRENGTHS: "Such as: I listen. I can cook for twenty.",
    Part.HOPES: "Big or small. Such as: to see the sea again.",
    Part.HELPS: "Such as: a call the evening before.",
    Part.AVOID: "Such as: crowds, early mornings.",
    Part.TAKING_PART: "Anything else about it, if you like.",
    Part.ASKED: "Anything else about it, if you like.",
}


class InterestsField(HintedLine):
    """Interests with commas between. Each is kept once, without what is not needed around it."""

    # What 20 of the longest ones take, with commas and spaces to spare.
    MOST = 1000

    def __init__(self, **kwargs):
        super().__init__(max_length=self.MOST, **kwargs)

    def clean(self, value):
        return join_interests(split_interests(super().clean(value)))

    def validate(self, value):
        super().validate(value)
        found = split_interests(value)
        if any(len(each) > LONGEST_INTEREST for each in found):
            raise forms.ValidationError(f"One is longer than {LONGEST_INTEREST} letters. Is there a comma missing?")
        if len(found) > MOST_INTERESTS:
            raise forms.ValidationError(f"There is room for {MOST_INTERESTS}. Which matter most?")


class Words(HintedText):
    """Sentences, with their line breaks as one character each, as they are shown again."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


@dataclass(frozen=True)
class Row:
    """The fields of one entry, or of a new one, where `entry` is None."""

    part: Part
    entry: ProfileEntry | None
    words: BoundField
    choices: BoundField | None
    ticked: BoundField | None
    shared: BoundField
    opened: BoundField | None

    @property
    def fields(self):
        return [field for field in (self.choices, self.words, self.ticked, self.shared) if field]

    @property
    def has_errors(self):
        return any(field.errors for field in self.fields)


class ProfileForm(forms.Form):
    """For each part what the user may see of it, and room for something new that is shared in another way."""

    def __init__(self, *args, person: Beneficiary, entries, suggestions, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.user, self.suggestions = person, user, suggestions
        # What somebody took away meanwhile is still here, so that what was typed has its place.
        still_here = (entry for entry in entries if entry.says_something or f"words_{entry.pk}" in self.data)
        self.entries = {entry.pk: entry for entry in still_here}
        self.keys = {part: self._keys_of(part) for part in Part}
        for part, keys in self.keys.items():
            for key, entry in keys.items():
                self._add_fields(part, key, entry)

    def _keys_of(self, part):
        """What ends the names of the fields of each entry, with the entry; `new_<part>` where one can be added."""
        said = {str(pk): entry for pk, entry in self.entries.items() if entry.part == part}
        return said if len(said) >= MOST_ENTRIES else said | {f"new_{part}": None}

    def _add_fields(self, part, key, entry):
        if part in CHOSEN_FROM:
            self.fields[f"choices_{key}"] = _several(part.label, CHOSEN_FROM[part].choices, entry and entry.choices)
        self.fields[f"words_{key}"] = self._words(part, entry)
        if self.suggestions and key == self._key_of_interests:
            listed = [(word, word) for word in self.suggestions]
            self.fields[f"ticked_{key}"] = _several("Or tick some of these", listed)
        self.fields[f"shared_{key}"] = forms.ChoiceField(
            label="May we tell others?",
            required=False,
            choices=self._who_sees(),
            initial=entry.shared_with if entry else SharedWith.NOBODY,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": NOT_IN_LIST},
        )
        if entry:
            opened = forms.CharField(required=False, initial=stamp(entry), widget=forms.HiddenInput)
            self.fields[f"opened_{key}"] = opened

    @property
    def _key_of_interests(self):
        """What is ticked goes to the first entry about interests, or makes a new one."""
        return next(iter(self.keys[Part.INTERESTS]))

    def _words(self, part, entry):
        given = {
            "label": "More about it" if part in CHOSEN_FROM else part.label,
            "required": False,
            "initial": entry and entry.words,
            "help_text": TAKES_AWAY if entry else HINTS[part],
        }
        return InterestsField(**given) if part == Part.INTERESTS else Words(max_length=MOST_LETTERS, **given)

    def _who_sees(self):
        """Each choice with one sentence of what it means, in names."""
        me = self.user.get_short_name()
        theirs = [each.get_short_name() for each in self.person.navigators.all() if each != self.user]
        told = f"{_listed([*theirs, me])} can see it." if theirs else f"For now, only {me} can see it."
        team = f"Everybody in the team of {self.person.team.name} can see it, and the Hub’s coordinators."
        return [
            (SharedWith.NOBODY, f"{SharedWith.NOBODY.label}. Only {me}, who writes it down, can see it."),
            (SharedWith.NAVIGATORS, f"{SharedWith.NAVIGATORS.label}. {told}"),
            (SharedWith.TEAM, f"{SharedWith.TEAM.label}. {team}"),
        ]

    def clean(self):
        """Put what was ticked behind what was typed."""
        key = self._key_of_interests
        if ticked := self.cleaned_data.get(f"ticked_{key}"):
            typed = join_interests([self.cleaned_data.get(f"words_{key}", ""), *ticked])
            self.cleaned_data[f"words_{key}"] = join_interests(split_interests(typed))
            if len(split_interests(typed)) > MOST_INTERESTS:
                self.add_error(f"words_{key}", f"There is room for {MOST_INTERESTS}. Which matter most?")
        return self.cleaned_data

    @property
    def parts(self):
        """Each part with its rows, and whether one of them is to be put right."""
        rows = {part: [self._row(part, *each) for each in keys.items()] for part, keys in self.keys.items()}
        return [(part, said, any(row.has_errors for row in said)) for part, said in rows.items()]

    def _row(self, part, key, entry):
        names = ("words", "choices", "ticked", "shared", "opened")
        return Row(part, entry, *(self._field(f"{name}_{key}") for name in names))

    def _field(self, name):
        return self[name] if name in self.fields else None

    @property
    def said(self) -> list[Said]:
        """What was typed, as the action takes it."""
        rows = [(part, key, entry) for part, keys in self.keys.items() for key, entry in keys.items()]
        sent = [row for row in rows if f"words_{row[1]}" in self.data]
        return [self._said(*row) for row in sent] + self._out_of_sight()

    def _said(self, part, key, entry):
        typed = {name: self.cleaned_data.get(f"{name}_{key}") for name in ("words", "choices", "shared", "opened")}
        return Said(
            part=part,
            words=typed["words"],
            choices=typed["choices"] or [],
            shared_with=SharedWith(typed["shared"] or SharedWith.NOBODY),
            entry_pk=entry.pk if entry else None,
            opened=typed["opened"] or "",
        )

    def _out_of_sight(self):
        """What was typed for entries that went out of the user's sight while the form was open."""
        named = (re.fullmatch(r"words_(\d{1,18})", name) for name in self.data)
        gone = [found[1] for found in named if found and int(found[1]) not in self.entries]
        return [
            Said(
                part="",
                words=self.data[f"words_{key}"].replace("\r\n", "\n").strip(),
                choices=self.data.getlist(f"choices_{key}"),
                shared_with=self.data.get(f"shared_{key}", ""),
                entry_pk=int(key),
                opened=self.data.get(f"opened_{key}", ""),
            )
            for key in gone
        ]


class TakeAwayForm(forms.Form):
    """How much is taken away: what is said now, or that and all that was said before."""

    for_good = forms.BooleanField(required=False)


class TakenForm(forms.Form):
    """What is to be taken away, once everything else that was typed is kept."""

    take_away = IdField(required=False)


class PartForm(forms.Form):
    """The part that an address names."""

    part = forms.ChoiceField(choices=Part)


def _several(label, choices, initial=None):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        initial=initial or [],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_IN_LIST},
    )


def _listed(names):
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
