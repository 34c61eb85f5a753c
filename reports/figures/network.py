"""Who joined the Network, and what else was reached."""

from django.db.models import Count, Exists, OuterRef, Q

from beneficiaries.models import Milestone
from reports.tables import Column, figure, label

# The shipped words of three kinds of milestone.
JOINED = "Joined the Network"
COURSE = ["Started the peer mentor course", "Finished the peer mentor course"]


@figure("New Network members")
def new_network_members(scope):
    """Different people who joined the Network in the period for the first time: peer mentors are those who had started
    or finished the peer mentor course by then, beneficiaries all others.
    """
    found = joined(scope)
    rows = [("Beneficiaries", found["all"] - found["mentors"]), ("Peer mentors", found["mentors"])]
    return (label("Who"), Column("people", "People", people=True)), rows, ("In all", found["all"])


def joined(scope) -> dict[str, int]:
    """How many different people joined for the first time, in `all` and of them `mentors`."""
    return (
        joining(scope)
        .order_by()
        .aggregate(
            all=Count("beneficiary", distinct=True),
            mentors=Count("beneficiary", distinct=True, filter=Q(mentor=True)),
        )
    )


def joining(scope):
    """The milestones of joining for the first time, each with whether it was a `mentor`."""
    of_person = Milestone.objects.standing().filter(beneficiary=OuterRef("beneficiary"))
    earlier = of_person.filter(kind__words=JOINED, date__lt=scope.period.first)
    mentor = of_person.filter(kind__words__in=COURSE, date__lte=OuterRef("date"))
    return scope.milestones().filter(~Exists(earlier), kind__words=JOINED).annotate(mentor=Exists(mentor))


@figure("Milestones")
def milestones(scope):
    """Different people of these teams who reached each milestone in the period, in any order and more than once."""
    people = Count("beneficiary", distinct=True)
    found = scope.milestones().order_by().values_list("kind__position", "kind__words").annotate(people)
    rows = [(words, number) for _, words, number in sorted(found)]
    return (label("Milestone"), Column("people", "Different people", people=True)), rows
