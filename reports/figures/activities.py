"""How many activities there were, and of what sort."""

from django.db.models import Count
from django.db.models.functions import Lower, TruncMonth
from django.utils.formats import date_format

from activities.models import Activity
from reports.tables import Column, figure, label

ACTIVITIES = Column("activities", "Activities")
DIFFERENT = Column("different", "Different things to do")
NOT_SAID = "Not said"


@figure("Activities by kind")
def activities_by_kind(scope):
    """Activities whose day was in the period and that were not called off, with how many different things they were by
    their description. One that comes round again counts each time as an activity, and once as a thing to do.
    """
    things = Count(Lower("description"), distinct=True)
    rows = scope.activities().order_by().values_list("kind").annotate(all=Count("pk"), things=things)
    found = {kind: numbers for kind, *numbers in rows}
    kinds = [*Activity.Kind.choices, *([("", NOT_SAID)] if "" in found else [])]
    listed = [(words, *found.get(kind, (0, 0))) for kind, words in kinds]
    in_all = scope.activities().order_by().aggregate(all=Count("pk"), things=things)
    return (label("Kind"), ACTIVITIES, DIFFERENT), listed, ("In all", in_all["all"], in_all["things"])


@figure("Activities by team")
def activities_by_team(scope):
    """Activities whose day was in the period and that were not called off, by the team that planned them."""
    found = dict(scope.activities().order_by().values_list("team").annotate(Count("pk")))
    rows = [(team.name, found.get(team.pk, 0)) for team in scope.teams]
    return (label("Team"), ACTIVITIES), rows, ("In all", sum(found.values()))


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
    found = dict(scope.activities().order_by().values_list("idea_from").annotate(Count("pk")))
    rows = [(words, found.get(idea, 0)) for idea, words in [*Activity.Idea.choices, ("", NOT_SAID)]]
    return (label("Whose"), ACTIVITIES), rows, ("In all", sum(found.values()))
