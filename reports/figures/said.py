"""What people said of activities."""

from django.db.models import Count

from activities.faces import Face
from reports.tables import Column, figure, label


@figure("How it was")
def faces(scope):
    """Faces that people who came to activities in the period chose, of three. Nobody knows whose is whose."""
    found = dict(scope.feedback().order_by().values_list("face").annotate(Count("pk")))
    rows = [(face.label, found.get(face, 0)) for face in Face]
    return (label("Face"), Column("faces", "Faces", people=True)), rows, ("In all", sum(found.values()))
