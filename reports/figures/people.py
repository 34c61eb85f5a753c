"""How many different people somebody was in touch with, in a way that counts."""

from collections import defaultdict
from operator import attrgetter

from beneficiaries.contacts import Setting
from beneficiaries.models import MilestoneKind
from reports.labels import told_apart
from reports.reading import NOW
from reports.tables import Column, figure, label

PEOPLE = Column("people", "Different people", people=True)
AT_AN_ACTIVITY = "activity"


@figure("Beneficiaries with meaningful contact, by team")
def people_by_team(scope):
    """Different people who came to an activity, or with whom a champion was in touch both ways about their interests,
    support or taking part, by the team that did it. Somebody in touch with two teams is in both rows and once in all.
    """
    found = _people(scope, contact=attrgetter("team"), part=attrgetter("team"))
    rows = [(team.name, len(found[team.pk])) for team in scope.teams]
    return (label("Team"), PEOPLE), rows, ("In all", people_in_touch(scope))


@figure("Beneficiaries with meaningful contact, by champion")
def people_by_champion(scope):
    """Different people who came to an activity of somebody’s, or with whom they were in touch both ways, by who that
    was. It is who planned the activity, or wrote the contact down.
    """
    found = _people(scope, contact=attrgetter("by"), part=attrgetter("champion"))
    names = told_apart(scope.reading.names(found))
    rows = sorted((names[user], len(people)) for user, people in found.items())
    return (label("By"), PEOPLE), rows, ("In all", people_in_touch(scope))


@figure("Beneficiaries with meaningful contact, by kind of contact")
def people_by_contact(scope):
    """Different people who came to an activity, or with whom a champion was in touch both ways, by how that was.
    Whoever was in touch in two ways is in both rows and once in all.
    """
    found = _people(scope, contact=attrgetter("setting"), part=lambda came: AT_AN_ACTIVITY)
    ways = [(AT_AN_ACTIVITY, "At an activity"), *Setting.choices]
    rows = [(words, len(found[way])) for way, words in ways]
    return (label("How"), PEOPLE), rows, ("In all", people_in_touch(scope))


@figure("From a first contact to the Network")
def moved_on(scope):
    """Different people who got to each of these for the first time in the period, each after the one before it: a
    contact that counts, an activity, the Network. They may have begun long before the period.
    """
    rows = [(words, len(people)) for words, people in moving(scope).items()]
    return (label("What"), PEOPLE), rows


def moving(scope) -> dict[str, set[int]]:
    """Who got where for the first time in the period."""
    contacts, came = scope.reading.first_contact, scope.reading.first_came
    joined = scope.reading.turns[MilestoneKind.CountsAs.NETWORK]
    began = {row.person for row in scope.reading.contacts_of() if scope.reading.is_in(contacts[row.person])}
    came_first = {row.person for row in scope.reading.came_of() if scope.reading.is_in(came[row.person])}
    both = {person for person in contacts.keys() & came.keys() if contacts[person] <= came[person]}
    joined_after = {person for person in joined.keys() & both if came[person] <= joined[person]}
    return {
        "Had a first contact": began,
        "Then came to a first activity": came_first & both,
        "Then joined the Network": {person for person in joined_after if scope.reading.is_in(joined[person])},
    }


def people_in_touch(scope, period: int = NOW) -> int:
    """How many different people there was meaningful contact with."""
    return len(scope.reading.in_touch(period))


def _people(scope, *, contact, part):
    """Who the different people are by what `contact` and `part` say of each row."""
    found = defaultdict(set)
    for row in scope.reading.contacts_of():
        found[contact(row)].add(row.person)
    for row in scope.reading.came_of():
        found[part(row)].add(row.person)
    return found
