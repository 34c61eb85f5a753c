"""What activities cost."""

from collections import Counter, defaultdict
from decimal import Decimal

from django.db.models import Count, Q, Sum

from activities.models import Payment
from activities.money import What
from activities.pounds import PENNY
from reports.labels import told_apart
from reports.tables import Column, Type, figure, label

ZERO = Decimal(0)
SPENT = Column("spent", "Spent", Type.POUNDS)
NOT_SAID = "Not said"
# Payments that are not taken back, and do not take one back.
STANDING = Q(takes_back__isnull=True, taken_back_by__isnull=True)


@figure("Cash spent, by budget")
def spent_by_budget(scope):
    """Cash of budgets that was spent on days in the period, with what was put right, by budget."""
    sums = _sums(scope.reading.spent, "budget")
    names = told_apart(scope.reading.budgets(sums))
    rows = sorted((names.get(budget, NOT_SAID), amount) for budget, amount in sums.items())
    return (label("Budget"), SPENT), rows, ("In all", sum(sums.values(), ZERO))


@figure("Cash spent, by team and for each place")
def spent_by_team(scope):
    """Cash of budgets that was spent on days in the period, with what was put right, by the team of the activity, and
    what that comes to for each time that somebody came.
    """
    sums, came = _sums(scope.reading.spent, "team"), Counter()
    for row in scope.reading.came_of():
        came[row.team] += row.now
    rows = [(team.name, *_for_each(sums[team.pk], came[team.pk])) for team in scope.teams]
    columns = (
        label("Team"),
        SPENT,
        Column("came", "Came", people=True),
        Column("each", "For each", Type.POUNDS, of="came"),
    )
    return columns, rows, ("In all", *_for_each(sum(sums.values(), ZERO), came.total()))


@figure("Cash spent, by kind of cost")
def spent_by_what(scope):
    """Cash of budgets that was spent on days in the period, with what was put right, by what it was for."""
    words, sums = dict(What.choices), _sums(scope.reading.spent, "what")
    rows = sorted((words.get(what, NOT_SAID), amount) for what, amount in sums.items())
    return (label("Kind of cost"), SPENT), rows, ("In all", sum(sums.values(), ZERO))


@figure("Paid to people, and incentives")
def paid_to_people(scope):
    """What beneficiaries were paid back or given on days in the period, less what was taken back, by kind, with how
    many different people got it, and how often somebody would rather not have it.
    """
    counts = {
        "got": Count("pk", filter=STANDING & Q(declined=False)),
        "said_no": Count("pk", filter=STANDING & Q(declined=True)),
        "paid": Sum("amount"),
    }
    people, said_no, sums = Counter(), Counter(), defaultdict(Decimal)
    for kind, _, got, no, paid in scope.payments().order_by().values_list("kind", "beneficiary").annotate(**counts):
        people[kind] += bool(got)
        said_no[kind] += no
        sums[kind] += _exact(paid)
    rows = [(words, people[kind], sums[kind], said_no[kind]) for kind, words in Payment.Kind.choices]
    columns = (
        label("Kind"),
        Column("people", "Different people", people=True),
        Column("spent", "Paid", Type.POUNDS, of="people"),
        Column("declined", "Said no to it", people=True),
    )
    return columns, rows


def _sums(read, by):
    """What was spent by one thing that is known of it, to the penny: SQLite adds up in another kind of number."""
    sums = defaultdict(Decimal)
    for each in read:
        sums[getattr(each, by)] += _exact(each.amount)
    return sums


def _for_each(spent, came):
    return spent, came, _exact(spent / came) if came else None


def _exact(amount):
    return (amount or ZERO).quantize(PENNY)
