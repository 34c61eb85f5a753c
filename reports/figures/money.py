"""What activities cost."""

from decimal import Decimal

from django.db.models import Case, F, Sum, When

from activities.models import Payment
from activities.money import What
from activities.pounds import PENNY
from reports.tables import Column, Type, figure, label

SPENT = Column("spent", "Spent", Type.POUNDS)
# Of an entry that puts another right, what the other was for.
WHAT_FOR = Case(When(corrects__isnull=False, then=F("corrects__what")), default=F("what"))


@figure("Cash spent, by budget")
def spent_by_budget(scope):
    """Cash of budgets that was spent on days in the period, with what was put right, by budget."""
    return _spent(scope.cash(), "Budget", "request__budget__name")


@figure("Cash spent, by team")
def spent_by_team(scope):
    """Cash of budgets that was spent on days in the period, with what was put right, by the team of the activity."""
    return _spent(scope.cash(), "Team", "request__activity__team__name")


@figure("Cash spent, by kind of cost")
def spent_by_what(scope):
    """Cash of budgets that was spent on days in the period, with what was put right, by what it was for."""
    return _spent(scope.cash(), "Kind of cost", WHAT_FOR, dict(What.choices))


@figure("Paid to people")
def paid_to_people(scope):
    """What beneficiaries were paid back or given on days in the period, less what was taken back, by kind."""
    return _spent(scope.payments(), "Kind", "kind", dict(Payment.Kind.choices))


def _spent(entries, title, what, words=None):
    found = entries.order_by().annotate(what_of=F(what) if isinstance(what, str) else what)
    sums = {of: _exact(total) for of, total in found.values_list("what_of").annotate(Sum("amount"))}
    rows = sorted(((words or {}).get(of, of) or "Not said", total) for of, total in sums.items())
    return (label(title), SPENT), rows, ("In all", sum(sums.values(), Decimal(0)))


def _exact(total):
    """A sum to the penny: SQLite adds up in another kind of number."""
    return (total or Decimal(0)).quantize(PENNY)
