"""What is done to somebody's profile, and to the words for interests. Each answers only once the database holds it."""

import json
from collections.abc import Set
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from beneficiaries import words as wording
from beneficiaries.models import Beneficiary, Interest, ProfileEntry, ProfileVersion
from beneficiaries.profile import FOUND_BY, Part, SharedWith, join_interests, split_interests


@dataclass(frozen=True)
class Said:
    """What was typed for an entry of a profile, or for a new one, where `entry_pk` is None."""

    part: Part
    words: str
    choices: list[str]
    shared_with: SharedWith
    entry_pk: int | None = None
    # The stamp of what stood there when the form was opened.
    opened: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.words or self.choices)


class StaleProfile(Exception):
    """Somebody else changed what was typed about. `both`: each thing typed, with the entry as it is saved now.

    The entry is None where it is not in sight any more.
    """

    def __init__(self, both):
        super().__init__()
        self.both = both


def stamp(said: Said | ProfileEntry) -> str:
    """A mark of what is said and with whom it is shared: two that say the same have the same one."""
    whole = [said.words, sorted(said.choices), said.shared_with]
    return sha256(json.dumps(whole).encode()).hexdigest()[:16]


@transaction.atomic
def save_profile(*, person: Beneficiary, said: list[Said], by) -> list[ProfileEntry]:
    """Keep what changed in somebody's profile, with its older versions, and return the changed entries.

    What was left as it was opened stays as it is now. Sent twice, it is kept once.
    Raises StaleProfile, and keeps nothing, where somebody else changed one of them meanwhile.
    """
    # Of two who save at the same moment, the second waits here until the first is kept.
    Beneficiary.objects.select_for_update().get(pk=person.pk)
    seen = ProfileEntry.objects.visible_to(by).filter(beneficiary=person).select_for_update(of=("self",))
    entries = {entry.pk: entry for entry in seen}
    changed = [(each, entries.get(each.entry_pk)) for each in said if _is_changed(each, entries)]
    both = [(each, entry) for each, entry in changed if each.entry_pk and (not entry or each.opened != stamp(entry))]
    if both:
        raise StaleProfile(both)
    return [_keep_said(each, entry or ProfileEntry(beneficiary=person, part=each.part), by) for each, entry in changed]


def _is_changed(said, entries):
    if entry := entries.get(said.entry_pk):
        return stamp(said) not in {said.opened, stamp(entry)}
    kept = (stamp(entry) for entry in entries.values() if entry.part == said.part)
    return said.says_something and stamp(said) != said.opened and stamp(said) not in kept


def _keep_said(said, entry, by):
    if not entry.pk or (entry.words, entry.choices) != (said.words, said.choices):
        _keep_version(entry)
        entry.words, entry.choices, entry.written_at = said.words, said.choices, timezone.now()
        _keep_terms(entry)
    if said.says_something:
        entry.shared_with, entry.written_by = said.shared_with, by
    entry.save()
    if said.part == Part.INTERESTS:
        entry.interests.set(_interests(said.words))
    return entry


def _keep_version(entry):
    if entry.pk and entry.says_something:
        ProfileVersion.objects.create(entry=entry, **{name: getattr(entry, name) for name in AS_IT_WAS})
        entry.version += 1


def _keep_terms(entry):
    """Let an entry be found by what it says now, where its part is one of those that are searched."""
    entry.terms = wording.kept(entry.words) if entry.part in FOUND_BY else ""


AS_IT_WAS = ("words", "choices", "shared_with", "written_by", "written_at", "version")


def _interests(words):
    """The rows of these interests. Those that nobody named before are added."""
    found = split_interests(words)
    Interest.objects.bulk_create([Interest(word=word) for word in found], ignore_conflicts=True)
    return Interest.objects.spelled(found)


@transaction.atomic
def take_away(*, entry: ProfileEntry, by) -> None:
    """Take what is said off the profile. What it said stays among the older versions, for those who may see them."""
    entry = ProfileEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.says_something:
        _keep_said(Said(entry.part, "", [], entry.shared_with), entry, by)


@transaction.atomic
def take_away_for_good(*, entry: ProfileEntry) -> None:
    """Take what is said away with all that it said before, and interests that nobody else names with it."""
    words = [entry.words, *entry.versions.values_list("words", flat=True)]
    entry.delete()
    if entry.part == Part.INTERESTS:
        named = Interest.objects.spelled(split_interests(", ".join(words)))
        named.filter(is_kept=False, entries=None).delete()


@transaction.atomic
def merge_interests(*, into: Interest, others: list[Interest]) -> None:
    """Let those who named the other interests name this one, and drop the others. Older versions stay as they were."""
    naming = ProfileEntry.interests.through.objects.filter(interest__in=others).values("profileentry")
    _say_instead(naming, {other.word.casefold() for other in others}, into.word, into)
    if any(other.is_kept for other in others) and not into.is_kept:
        into.is_kept = True
        into.save()
    Interest.objects.filter(pk__in=[other.pk for other in others]).delete()


@transaction.atomic
def rename_interest(*, interest: Interest, word: str) -> None:
    """Spell an interest in another way, also where people named it. It takes in one that is spelled so already."""
    merge_interests(into=interest, others=list(Interest.objects.spelled([word]).exclude(pk=interest.pk)))
    naming = ProfileEntry.interests.through.objects.filter(interest=interest).values("profileentry")
    _say_instead(naming, {interest.word.casefold()}, word, interest)
    interest.word = word
    interest.save()


def _say_instead(entries, old: Set[str], new, interest):
    for entry in ProfileEntry.objects.filter(pk__in=entries).select_for_update():
        words = (new if word.casefold() in old else word for word in split_interests(entry.words))
        entry.words = join_interests(split_interests(join_interests(words)))
        _keep_terms(entry)
        entry.save()
        entry.interests.add(interest)
