"""How far ahead things were done. Never by person: it is there to learn from."""

from statistics import median_low

from django.db.models import Count, F, Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from activities.models import Message
from checklist.form import Stage, State
from checklist.models import Step
from reports.tables import Column, figure, label

IN_TIME = Q(state=State.DONE, marked_on__lte=F("due_on"))


@figure("Done in time, by stage")
def steps_in_time(scope):
    """Ticks of the check lists of activities in the period (of the newest 1,000, where there are more) that were needed
    and due: done by the day they were due, done later, and not done.
    """
    lists = [each.checklist for each in scope.reading.newest]
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
    """The middle number of days (half had more, half fewer) before activities in the period (the newest 1,000, where
    there are more): from the day they were planned, and from the first e-mail to their navigators.
    """
    newest = scope.reading.newest
    letters = Message.objects.filter(about=Message.About.TELL, sent_at__isnull=False)
    letters = letters.filter(activity__in=[each.pk for each in newest]).order_by()
    told = dict(letters.values_list("activity").annotate(Min("began_at")))
    ideas = [(each.date - each.planned_on).days for each in newest]
    notice = [(each.date - timezone.localdate(told[each.pk])).days for each in newest if each.pk in told]
    rows = [
        ("From the idea to the activity", median_low(ideas) if ideas else None, len(ideas)),
        ("Notice to navigators", median_low(notice) if notice else None, len(notice)),
    ]
    return (label("What"), Column("days", "Days"), Column("activities", "Of so many activities")), rows
