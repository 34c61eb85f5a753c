"""How many different people somebody was in touch with, in a way that counts."""

from collections import defaultdict

from django.db.models import F, Value

from beneficiaries.contacts import Setting
from reports.tables import Column, figure, label

PEOPLE = Column("people", "Different people", people=True)
AT_AN_ACTIVITY = "activity"


@figure("Beneficiaries with meaningful contact, by team")
def people_by_team(scope):
    """Different people who came to an activity, or with whom a champion was in touch both ways about their interests,
    support or taking part, by the team that did it. Somebody in touch with two teams is in both rows and once in all.
    """
    found = _people(scope, contact=F("team"), part=F("activity__team"))
    rows = [(team.name, len(found[team.pk])) for team in scope.teams]
    return (label("Team"), PEOPLE), rows, ("In all", len(set().union(*found.values())))


@figure("Beneficiaries with meaningful contact, by champion")
def people_by_champion(scope):
    """Different people who came to an activity of somebody’s, or with whom they were in touch both ways, by who that
    was. It is who planned the activity, or wrote the contact down.
    """
    found = _people(scope, contact=F("by__name"), part=F("activity__champion__name"))
    rows = [(name, len(found[name])) for name in sorted(found)]
    return (label("By"), PEOPLE), rows, ("In all", len(set().union(*found.values())))


@figure("Beneficiaries with meaningful contact, by kind of contact")
def people_by_contact(scope):
    """Different people who came to an activity, or with whom a champion was in touch both ways, by how that was.
    Whoever was in touch in two ways is in both rows and once in all.
    """
    found = _people(scope, contact=F("setting"), part=Value(AT_AN_ACTIVITY))
    ways = [(AT_AN_ACTIVITY, "At an activity"), *Setting.choices]
    rows = [(words, len(found[way])) for way, words in ways]
    return (label("How"), PEOPLE), rows, ("In all", len(set().union(*found.values())))


def people_in_touch(scope) -> int:
    """How many different people there was meaningful contact with."""
    contacts, parts = scope.contacts().order_by().values("beneficiary"), scope.came().order_by().values("beneficiary")
    return contacts.union(parts).count()


def _people(scope, *, contact, part):
    """Who the different people are by what `contact` and `part` say of each, in a row for each person."""
    contacts = scope.contacts().order_by().values_list(contact, "beneficiary")
    parts = scope.came().order_by().values_list(part, "beneficiary")
    found = defaultdict(set)
    for of, person in contacts.union(parts):
        found[of].add(person)
    return found
