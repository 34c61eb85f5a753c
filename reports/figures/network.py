"""Who joined the Network, and what else was reached."""

from django.db.models import Count, Exists, OuterRef

from beneficiaries.models import Milestone, MilestoneKind
from reports.reading import NOW
from reports.tables import Column, figure, label

CountsAs = MilestoneKind.CountsAs


@figure("New Network members")
def new_network_members(scope):
    """Different people who joined the Network in the period for the first time: peer mentors are those who had started
    or finished the peer mentor course by then, beneficiaries all others.
    """
    people = joined(scope)
    course = scope.reading.turns[CountsAs.PEER_MENTOR]
    mentors = sum(person in course and course[person] <= day for person, day in people.items())
    rows = [("Beneficiaries", len(people) - mentors), ("Peer mentors", mentors)]
    return (label("Who"), Column("people", "People", people=True)), rows, ("In all", len(people))


def joined(scope, period: int = NOW) -> dict:
    """Who joined the Network in a period for the first time, and when."""
    days = scope.reading.turns[CountsAs.NETWORK]
    return {person: day for person, day in days.items() if scope.reading.is_in(day, period)}


def joining(scope):
    """The milestones of joining in the period for the first time."""
    earlier = Milestone.objects.standing().filter(
        beneficiary=OuterRef("beneficiary"), kind__counts_as=CountsAs.NETWORK, date__lt=scope.period.first
    )
    return scope.milestones().filter(~Exists(earlier), kind__counts_as=CountsAs.NETWORK)


@figure("Milestones")
def milestones(scope):
    """Different people of these teams who reached each milestone in the period, in any order and more than once."""
    people = Count("beneficiary", distinct=True)
    found = scope.milestones().order_by().values_list("kind__position", "kind__words").annotate(people)
    rows = [(words, number) for _, words, number in sorted(found)]
    return (label("Milestone"), Column("people", "Different people", people=True)), rows
