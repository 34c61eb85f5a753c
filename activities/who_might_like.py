"""Who might like a plan, and what is coming that somebody might like: each with the reason in words.

A reason is something that the person said and agreed to share with whoever looks. Nobody is scored and nobody is
ranked: people stand by reference, plans by day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from activities.clash_search import in_the_way_of
from activities.models import Activity, Asking, Participation, VenueFact
from activities.rules import say_when
from activities.venue_facts import Finding, fit, merge_facts
from beneficiaries.models import Beneficiary, ProfileEntry, SupportNeeds
from beneficiaries.profile import FOUND_BY, Part, Way
from beneficiaries.words import looked_for, mark, say

# Whoever was asked this often lately may want to be left in peace for a while. Decided by us.
ASKED_OFTEN = 3
LATELY = timedelta(weeks=2)
# Coming plans beside which what one person said is laid.
MOST_PLANS = 200
# The ways of taking part that each kind of activity suits.
SUITS = {
    Activity.Kind.GROUP: {Way.GROUP},
    Activity.Kind.NETWORK: {Way.GROUP},
    Activity.Kind.COMMUNITY: {Way.GROUP, Way.ONE_PERSON},
    Activity.Kind.ONE_TO_ONE: {Way.ONE_PERSON},
}


@dataclass
class Candidate:
    """Somebody who might like a plan, and what there is to think of before they are asked."""

    person: Beneficiary
    # What they said that the plan is about: the part of their profile, and the words in pieces as `mark` gives them.
    reasons: list = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    # What speaks for another time, a sentence each.
    later: list[str] = field(default_factory=list)
    # How the plan's place stands to what they need, where it has to be looked at.
    doubts: list[Finding] = field(default_factory=list)


def terms_of_plan(activity: Activity) -> list[str]:
    """What a plan is about, as the words to look for in what people said."""
    return looked_for(f"{activity.description} {activity.purpose}")


def people_who_might_like(activity: Activity, user):
    """People supported now in the plan's team who told this user something that the plan is about. Not yet on it."""
    people = Beneficiary.objects.visible_to(user).filter(team=activity.team_id, status=Beneficiary.Status.ACTIVE)
    known = Participation.objects.filter(activity=activity)
    people = people.who_said(terms_of_plan(activity), to=user)
    return people.exclude(pk__in=known.values("beneficiary")).order_by("reference")


def candidates_of(activity: Activity, people: Iterable[Beneficiary], *, user, today: date) -> list[Candidate]:
    """These people with their reasons, in a fixed number of queries."""
    found = {person.pk: Candidate(person) for person in people}
    _add_what_they_said(found, activity, user)
    for pk, number in _askings_of(found, user, today).items():
        if number >= ASKED_OFTEN:
            found[pk].later.append(f"Asked {number} times in the last two weeks.")
    people = [candidate.person for candidate in found.values()]
    for pk, sentences in in_the_way_of(people, activity=activity, user=user, today=today).items():
        found[pk].later += sentences
    _add_doubts(found, activity, user, today)
    return list(found.values())


def _add_what_they_said(found, activity, user):
    terms = terms_of_plan(activity)
    entries = ProfileEntry.objects.visible_to(user).filter(beneficiary__in=found)
    for entry in entries.filter(part=Part.TAKING_PART) | entries.saying(terms):
        candidate = found[entry.beneficiary_id]
        if entry.part == Part.TAKING_PART:
            candidate.ways += entry.chosen
            candidate.later += _say_other_way(activity.kind, entry)
        else:
            candidate.reasons.append(_say_reason(entry, terms))


def _say_reason(entry, terms):
    return Part(entry.part).label, mark(", ".join(entry.tags) or entry.sentences, terms)


def _say_other_way(kind, entry):
    suits = SUITS.get(kind, set(entry.choices))
    if not entry.choices or suits & set(entry.choices):
        return []
    return [f"Likes to take part {' or '.join(way.lower() for way in entry.chosen)}."]


def _askings_of(found, user, today):
    asked = Asking.objects.visible_to(user).filter(participation__beneficiary__in=found, on__gt=today - LATELY)
    return Counter(asked.values_list("participation__beneficiary", flat=True))


def _add_doubts(found, activity, user, today):
    """Only whoever reads somebody's needs anyway is told how the place stands to them."""
    if activity.venue_id is None:
        return
    known = merge_facts(VenueFact.objects.filter(venue=activity.venue_id), activity.room_id)
    for written in SupportNeeds.objects.visible_to(user).for_people(found):
        findings = fit(written.needs, known, today=today)
        found[written.beneficiary_id].doubts = [finding for finding in findings if finding.is_in_doubt]


@dataclass(frozen=True)
class Welcome:
    """All that people of other teams may read of a plan at which they are welcome. It never says who is on it."""

    description: str
    when: str
    place: str
    team: str
    champion: str
    email: str

    @classmethod
    def of(cls, day, starts_at, ends_at, description, *others):
        """From a row of `WELCOME_FIELDS`."""
        return cls(description, say_when(day, starts_at, ends_at), *others)


WELCOME_FIELDS = (
    "date", "starts_at", "ends_at", "description", "place", "team__name", "champion__name", "champion__email",
)  # fmt: skip


def what_they_said(person: Beneficiary, user) -> list[ProfileEntry]:
    """What the person told this user of what they like, are good at and hope for."""
    entries = ProfileEntry.objects.visible_to(user).filter(beneficiary=person, part__in=FOUND_BY)
    return [entry for entry in entries if entry.says_something]


def plans_they_might_like(person: Beneficiary, said: list, *, user, today: date) -> list[tuple[Activity, list]]:
    """What is coming in the person's team that something they said is about, each with the reasons."""
    plans = Activity.objects.visible_to(user).filter(team=person.team_id).coming(today)
    known = Participation.objects.filter(beneficiary=person)
    plans = plans.exclude(kind=Activity.Kind.ONE_TO_ONE).exclude(pk__in=known.values("activity"))
    with_terms = ((plan, terms_of_plan(plan)) for plan in plans.order_by("date", "pk")[:MOST_PLANS])
    return _with_reasons(with_terms, said)


def welcomes_they_might_like(person: Beneficiary, said: list, *, today: date) -> list[tuple[Welcome, list]]:
    """What other teams welcome people to that something the person said is about, each with the reasons.

    What nobody else may read of a plan, such as its purpose, is no reason either.
    """
    plans = Activity.objects.welcoming(person.team_id).coming(today).order_by("date", "pk")
    welcomes = (Welcome.of(*row) for row in plans.values_list(*WELCOME_FIELDS)[:MOST_PLANS])
    return _with_reasons(((welcome, looked_for(welcome.description)) for welcome in welcomes), said)


def _with_reasons(with_terms, said):
    found = []
    for what, terms in with_terms if said else ():
        if reasons := [_say_reason(entry, terms) for entry in said if say(terms, entry.words)]:
            found.append((what, reasons))
    return found
