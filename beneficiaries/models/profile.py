"""The things that light somebody up, in their own words, each shared as far as they agreed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from beneficiaries.models.beneficiary import Beneficiary
from beneficiaries.profile import CHOSEN_FROM, FOUND_BY, Part, SharedWith, split_interests
from beneficiaries.querysets import InterestQuerySet, ProfileEntryQuerySet, ProfileVersionQuerySet
from teams.models import User


class Interest(models.Model):
    """Something that people are interested in. It grows from what is typed; an admin merges two that mean the same."""

    word = models.CharField("Interest", max_length=40)
    is_kept = models.BooleanField(
        "Suggest it to everybody", default=False, help_text="What people typed is suggested only where it is shared."
    )

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(Lower("word"), name="interest_once"),
            models.CheckConstraint(condition=~Q(word=""), name="interest_has_word"),
        ]

    def __str__(self):
        return self.word


class WhatIsSaid(models.Model):
    """What a person said for one part of their profile, as it was written down once."""

    # For interests these are the words as they were typed, with commas between.
    words = models.TextField(max_length=1000, blank=True)
    choices = models.JSONField(default=list, blank=True)
    shared_with = models.CharField(max_length=10, choices=SharedWith, default=SharedWith.NOBODY)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def says_something(self) -> bool:
        """Whether anything stands here: what was said may have been taken away again."""
        return bool(self.words or self.choices)

    @property
    def chosen(self) -> list[str]:
        """What was chosen from the part's list, as it is said, in the list's order."""
        listed = CHOSEN_FROM.get(Part(self.part), ())
        return [choice.label for choice in listed if choice.value in self.choices]

    @property
    def tags(self) -> list[str]:
        """What is said a word at a time: interests, or what was chosen."""
        return split_interests(self.words) if self.part == Part.INTERESTS else self.chosen

    @property
    def sentences(self) -> str:
        """What is said in sentences."""
        return "" if self.part == Part.INTERESTS else self.words


class ProfileEntry(WhatIsSaid):
    """What stands in somebody's profile now. A part can have several, each shared as the person agreed.

    So nobody has to see, or overwrite, what a person told only somebody else.
    """

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="profile_entries")
    part = models.CharField(max_length=12, choices=Part)
    interests = models.ManyToManyField(Interest, blank=True, related_name="entries")
    # By which terms it is found: the actions that change its words keep them. PostgreSQL has an index over them.
    terms = models.TextField(default="", db_default="", editable=False)

    objects = ProfileEntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "profile entries"
        constraints = [
            # So what helps somebody, and what to avoid, is never searched.
            models.CheckConstraint(condition=Q(part__in=FOUND_BY) | Q(terms=""), name="profile_entry_found_by_its_part")
        ]
        indexes = [models.Index(fields=["beneficiary", "part"], name="profile_entry_by_person")]

    def __str__(self):
        return f"{self.beneficiary}: {self.get_part_display()}"


class ProfileVersion(WhatIsSaid):
    """What an entry said before: how a person has grown is itself worth seeing."""

    entry = models.ForeignKey(ProfileEntry, on_delete=models.CASCADE, related_name="versions")

    objects = ProfileVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["entry", "version"], name="profile_version_once")]

    def __str__(self):
        return f"{self.entry}, version {self.version}"

    @property
    def part(self) -> str:
        """The part of the profile that it was said for."""
        return self.entry.part
