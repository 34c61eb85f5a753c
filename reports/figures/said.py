"""What people said: of activities, and when they were asked from home."""

from django.db.models import Count, Q

from activities.faces import Face
from activities.models import TopicAsked, Voice
from reports.tables import Column, figure, label


@figure("How it was")
def faces(scope):
    """Faces that people who came to activities in the period chose, of three. Nobody knows whose is whose."""
    found = dict(scope.feedback().order_by().values_list("face").annotate(Count("pk")))
    rows = [(face.label, found.get(face, 0)) for face in Face]
    return (label("Face"), Column("faces", "Faces", people=True)), rows, ("In all", sum(found.values()))


@figure("Have your say")
def have_your_say(scope):
    """Topics whose last day to answer was in the period, the people who were asked, the voices that were heard, and the
    topics of which somebody wrote down what was done because of it, by team.
    """
    topics = scope.topics()
    counted = topics.order_by().values_list("team").annotate(Count("pk"), answered=Count("pk", filter=~Q(done="")))
    found = {team: numbers for team, *numbers in counted}
    asked = _by_team(TopicAsked.objects.visible_to(scope.user), topics)
    voices = _by_team(Voice.objects.visible_to(scope.user), topics)
    rows = []
    for team in scope.teams:
        number, answered = found.get(team.pk, (0, 0))
        rows.append((team.name, number, asked.get(team.pk, 0), voices.get(team.pk, 0), answered))
    columns = (
        label("Team"),
        Column("topics", "Topics asked"),
        Column("asked", "People asked", people=True),
        Column("voices", "Voices heard", people=True),
        Column("done", "Done because of it"),
    )
    return columns, rows, ("In all", *(sum(row[column] for row in rows) for column in (1, 2, 3, 4)))


def _by_team(rows, topics):
    return dict(rows.filter(topic__in=topics).order_by().values_list("topic__team").annotate(Count("pk")))
