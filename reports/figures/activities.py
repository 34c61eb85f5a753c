"""How many activities there were, and of what sort."""

from collections import Counter

from django.db.models import Count
from django.db.models.functions import Lower, TruncMonth
from django.utils.formats import date_format

from activities.models import Activity
from reports.tables import Column, figure, label

ACTIVITIES = Column("activities", "Activities")
DIFFERENT = Column("different", "Different things to do")
NOT_SAID = "Not said"
THEIR_OWN = {Activity.Idea.BENEFICIARY, Activity.Idea.GROUP}


@figure("Activities by kind")
def activities_by_kind(scope):
    """Activities whose day was in the period and that were not called off, with how many different things they were by
    their description. One that comes round again counts each time as an activity, and once as a thing to do.
    """
    found, things = _went_ahead(scope, "kind"), {}
    for kind, thing in scope.activities().order_by().values_list("kind", Lower("description")).distinct():
        things.setdefault(kind, set()).add(thing)
    rows = [(words, found[kind], len(things.get(kind, ()))) for kind, words in _kinds(found)]
    in_all = ("In all", found.total(), len(set().union(*things.values())))
    return (label("Kind"), ACTIVITIES, DIFFERENT), rows, in_all


@figure("Activities by team")
def activities_by_team(scope):
    """Activities whose day was in the period and that were not called off, by the team that planned them."""
    found = _went_ahead(scope, "team")
    rows = [(team.name, found[team.pk]) for team in scope.teams]
    return (label("Team"), ACTIVITIES), rows, ("In all", found.total())


@figure("Activities by month")
def activities_by_month(scope):
    """Activities whose day was in the period and that were not called off, in a group (or along to something, or with
    the Network) and one-to-one, by month. Those of which nobody said the kind are in a column of their own.
    """
    counted = scope.activities().order_by().values_list(TruncMonth("date"), "kind").annotate(Count("pk"))
    months = {}
    for month, kind, number in counted:
        column = 1 if kind == Activity.Kind.ONE_TO_ONE else 0 if kind else 2
        months.setdefault(month, [0, 0, 0])[column] += number
    rows = [(date_format(month, "F Y"), *months[month]) for month in sorted(months)]
    columns = (
        label("Month"),
        Column("group", "Together"),
        Column("one_to_one", "One-to-one"),
        Column("other", NOT_SAID),
    )
    return columns, rows, ("In all", *(sum(numbers[column] for numbers in months.values()) for column in range(3)))


@figure("Whose idea it was")
def whose_idea(scope):
    """Activities whose day was in the period and that were not called off, by whose idea they were."""
    found = _went_ahead(scope, "idea")
    rows = [(words, found[idea]) for idea, words in [*Activity.Idea.choices, ("", NOT_SAID)]]
    return (label("Whose"), ACTIVITIES), rows, ("In all", found.total())


@figure("What people chose, and what changed")
def chosen(scope):
    """Plans with a day in the period that were a beneficiary’s or the group’s own idea, and topics that closed in it of
    which somebody wrote down what was done because of what people said.
    """
    own = [plans for plans in scope.reading.plans if plans.idea in THEIR_OWN]
    rows = [
        ("Their own ideas that went ahead", sum(plans.now for plans in own if not plans.is_off)),
        ("Their own ideas that were called off", sum(plans.now for plans in own if plans.is_off)),
        ("Something was done because they said so", scope.topics().exclude(done="").count()),
    ]
    return (label("What"), Column("times", "Times")), rows


def went_ahead(scope, period: int) -> int:
    """How many activities of a period were not called off."""
    return sum(plans[period - 3] for plans in scope.reading.plans if not plans.is_off)


def _went_ahead(scope, by):
    """How many activities were not called off, by one thing that is known of them."""
    found = Counter()
    for plans in scope.reading.plans:
        if plans.now and not plans.is_off:
            found[getattr(plans, by)] += plans.now
    return found


def _kinds(found):
    return [*Activity.Kind.choices, *([("", NOT_SAID)] if found[""] else [])]
