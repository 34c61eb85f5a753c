"""How far ahead things were done. Never by person: it is there to learn from."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from activities.models import Activity, Message
from checklist.form import Stage, State
from checklist.models import Step
from reports.tables import Column, figure, label

IN_TIME = Q(state=State.DONE, marked_on__lte=F("due_on"))
# More than a programme does in many years: so much is enough to learn from, and is counted at once.
NEWEST = 2_000


@figure("Done in time, by stage")
def steps_in_time(scope):
    """Ticks of the check lists of activities in the period (of the newest 2,000, where there are more) that were needed
    and due: done by the day they were due, done later, and not done.
    """
    lists = list(_newest(scope).values_list("checklist", flat=True))
    due = Step.objects.filter(checklist__in=lists, due_on__lte=scope.today)
    needed = due.exclude(state=State.NOT_NEEDED).annotate(marked_on=TruncDate("marked_at"))
    counted = (
        needed.order_by()
        .values_list("stage")
        .annotate(in_time=Count("pk", filter=IN_TIME), done=Count("pk", filter=Q(state=State.DONE)), needed=Count("pk"))
    )
    found = {stage: numbers for stage, *numbers in counted}
    rows = []
    for stage in Stage:
        in_time, done, needed = found.get(stage, (0, 0, 0))
        rows.append((stage.label, in_time, done - in_time, needed - done))
    columns = (label("Stage"), Column("in_time", "In time"), Column("later", "Later"), Column("not_done", "Not done"))
    return columns, rows, ("In all", *(sum(row[column] for row in rows) for column in (1, 2, 3)))


@figure("Days ahead")
def days_ahead(scope):
    """The middle number of days (half had more, half fewer) before activities in the period (the newest 2,000, where
    there are more): from the day they were planned, and from the first e-mail to their navigators.
    """
    newest = Activity.objects.filter(pk__in=list(_newest(scope).values_list("pk", flat=True)))
    told = Message.objects.filter(activity=OuterRef("pk"), about=Message.About.TELL, sent_at__isnull=False)
    told = told.order_by("began_at").annotate(on=TruncDate("began_at")).values("on")[:1]
    rows = [
        ("From the idea to the activity", *_ahead(newest, F("checklist__planned_on"))),
        ("Notice to navigators", *_ahead(newest, Subquery(told, output_field=DateField()))),
    ]
    return (label("What"), Column("days", "Days"), Column("activities", "Of so many activities")), rows


def _newest(scope):
    return scope.activities().order_by("-date", "-pk")[:NEWEST]


def _ahead(activities, since):
    """The median of days from a day to the activity, and of how many activities that is known."""
    ahead = ExpressionWrapper(F("date") - F("since"), output_field=DurationField())
    known = activities.order_by().annotate(since=since).values_list(ahead).annotate(Count("pk"))
    numbers = [(span, number) for span, number in known if span is not None]
    middle = median(numbers)
    return None if middle is None else middle.days, sum(number for _, number in numbers)


def median(numbers: Iterable[tuple[timedelta, int]]) -> timedelta | None:
    """The lower middle of values that each come so many times; None where there are none."""
    numbers = sorted(numbers)
    left = (sum(number for _, number in numbers) + 1) // 2
    for value, number in numbers:
        left -= number
        if left <= 0:
            return value
    return None
