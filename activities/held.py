"""All that is held on one person, for them to read: taken from the tables, without whoever else is in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from activities import models as plans
from activities.rules import say_time, say_when
from beneficiaries import models as people
from beneficiaries.mentions import SHORTEST_NAME, WORDS_TOO, Mentions
from beneficiaries.models import Beneficiary
from beneficiaries.spoken_of import likely_rows, passages, tables_of_words
from teams.models import Membership, Role, TrailEntry, User, short_name

# Each table that holds something of a person: the way from a row to them, and what a reader calls it.
HELD = {
    people.ProfileEntry: ("beneficiary", "What you said of yourself"),
    people.ProfileVersion: ("entry__beneficiary", "What you said before"),
    people.SupportNeeds: ("beneficiary", "What helps you"),
    people.Appointment: ("beneficiary", "When you are busy"),
    people.Contact: ("beneficiary", "When we were in touch"),
    people.ContactChange: ("contact__beneficiary", "What was put right about that"),
    people.Milestone: ("beneficiary", "Milestones"),
    people.PhotoConsent: ("beneficiary", "Photographs"),
    people.SubjectRequest: ("beneficiary", "When you asked what is held"),
    plans.Participation: ("beneficiary", "Activities"),
    plans.Asking: ("participation__beneficiary", "When you were asked along"),
    plans.Conversation: ("beneficiary", "When a plan was spoken about with you"),
    plans.Review: ("beneficiary", "What navigators said about plans for you"),
    plans.IndividualRisk: ("beneficiary", "When your safety on a plan was talked about"),
    plans.LoneWorking: ("with_whom", "When somebody was alone with you"),
    plans.Lesson: ("beneficiary", "What was learned"),
    plans.Reflection: ("beneficiary", "What you told somebody"),
    plans.Payment: ("beneficiary", "Payments"),
    plans.TopicAsked: ("beneficiary", "What you were asked from home"),
}
# Tables with a way to a person that are not in it, and why.
LEFT_OUT = {
    people.SafeguardingPointer: "somebody decides case by case whether it is safe to give",
    people.ProfileEntry.interests.through: "the same words stand in what they said",
    Beneficiary.navigators.through: "it says only which colleagues; that there is one stands at the top",
}
# What is seen only by those with whom somebody agreed to share it, whatever their role; with who wrote it down.
IN_TRUST = {people.ProfileEntry: "written_by", people.ProfileVersion: "written_by", plans.Reflection: "by"}
# Words of others are looked through in these rooms, but for a few tables; and why.
LOOKED_THROUGH = {"activities", "beneficiaries", "checklist", "teams"}
NOT_LOOKED_THROUGH = {
    people.SafeguardingPointer: "somebody decides case by case whether it is safe to give",
    Beneficiary: "who others are",
    TrailEntry: "their own trail prints on a page of its own",
}
SURE = "In the words of others"
# What says nothing to a reader: numbers of rows, and how the product works.
NOT_SAID = {"id", "key", "version", "plan_version", "terms", "link_hash", "link_until"}


@dataclass(frozen=True)
class Section:
    """One kind of thing that is held, row by row: what each part is called, and what it says."""

    heading: str
    rows: list[dict[str, str]]


def held_on(person: Beneficiary, *, user: User) -> list[Section]:
    """Everything that this user may read, in a fixed number of queries. Nobody else is named in it."""
    words = Words(person)
    sections = [Section("Who you are here", [words.of(person, skip="")])]
    for model, (path, heading) in HELD.items():
        seen = model.objects.visible_to(user) if model in IN_TRUST else model._base_manager
        rows = seen.filter(**{path: person}).order_by("pk")
        linked = [field.name for field in model._meta.fields if field.is_relation]
        first = path.split("__")[0]
        rows = [words.of(row, skip=first) for row in rows.select_related(*linked)]
        sections += [Section(heading, rows)] if rows else []
    return sections + _spoken_of(person, user, words)


def keepers_of_trust(person: Beneficiary, *, user: User) -> list[str]:
    """Who wrote down what this user may not read: they alone can give that to the person."""
    names = set()
    for model, writer in IN_TRUST.items():
        told = model.objects.filter(**{HELD[model][0]: person})
        hidden = told.exclude(pk__in=model.objects.visible_to(user).order_by().values("pk"))
        names |= set(hidden.order_by().values_list(f"{writer}__name", flat=True))
    return sorted(names)


def _spoken_of(person, user, words):
    """What stands of them in everybody else’s words: in plans, notes, messages, contacts of others.

    By their reference; and by the name that they chose, which may be somebody else’s name too.
    """
    by_reference, by_name = Mentions(person.reference), Mentions(person.reference, person.known_as)
    sure, unsure = [], []
    for model, fields in tables_of_words():
        if model._meta.app_label in LOOKED_THROUGH and model not in NOT_LOOKED_THROUGH:
            for row in _rows_of_others(model, fields, person, user):
                for line in (line for field in fields for line in passages(by_name, getattr(row, field.name))):
                    said = {capfirst(model._meta.verbose_name): words.redact(line)}
                    (sure if passages(by_reference, line) else unsure).append(said)
    named = ((SURE, sure), (f"Where it says {person.known_as}, if that is you", unsure))
    return [Section(heading, rows) for heading, rows in named if rows]


def _rows_of_others(model, fields, person, user):
    rows = likely_rows(model, fields, Mentions(person.reference, person.known_as))
    if model in HELD:
        rows = rows.exclude(pk__in=model._base_manager.filter(**{HELD[model][0]: person}).values("pk"))
    if model in IN_TRUST:
        rows = rows.filter(pk__in=model.objects.visible_to(user).order_by().values("pk"))
    return rows.order_by("pk")


class Words:
    """Says what rows hold in words, without naming anybody else."""

    def __init__(self, person):
        self.roles = dict(Membership.objects.order_by("pk").values_list("user", "role"))
        others = Beneficiary.objects.exclude(pk=person.pk).values_list("reference", "known_as")
        self.others = _any_of({word for other in others for word in other} - {person.known_as})
        names = User.objects.values_list("name", flat=True)
        self.colleagues = _any_of({*names, *map(short_name, names)} - {person.known_as})

    def of(self, row, *, skip: str) -> dict[str, str]:
        return dict(self._facts(row, skip))

    def redact(self, text: str) -> str:
        """The same words without references and chosen names of others, and without colleagues' names."""
        return self.others.sub("somebody", self.colleagues.sub("a colleague", text))

    def _facts(self, row, skip) -> Iterator[tuple[str, str]]:
        for field in row._meta.concrete_fields:
            value = getattr(row, field.name)
            if field.name not in NOT_SAID | {skip} and value not in (None, "", [], False):
                yield capfirst(str(field.verbose_name).rstrip("?")), self._say(row, field, value)

    def _say(self, row, field, value):
        if isinstance(value, User):
            return f"a {Role(self.roles[value.pk]).label.lower()}" if value.pk in self.roles else "a colleague"
        if field.choices:
            return str(getattr(row, f"get_{field.name}_display")())
        if isinstance(value, date):
            return say_when(timezone.localdate(value) if isinstance(value, datetime) else value)
        if isinstance(value, time):
            return say_time(value)
        if isinstance(value, plans.Activity):
            value = ", ".join(filter(None, [value.description, value.when]))
        if isinstance(field, models.JSONField):
            value = ", ".join(str(each).replace("_", " ") for each in value)
        return "yes" if value is True else self.redact(str(value))


def _any_of(names):
    """A pattern that finds any of these as a whole word; of none, one that finds nothing."""
    names = {name for name in names if len(name) >= SHORTEST_NAME}
    ways = names | {name.lower() for name in names if name.lower() not in WORDS_TOO}
    written = "|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)" if written else r"(?!)")
