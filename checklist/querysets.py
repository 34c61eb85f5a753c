"""How check lists are fetched. Who may see one is decided by what it belongs to."""

from collections import defaultdict

from django.db import models
from django.db.models import Count, F, Q

from checklist.form import Stage, State
from checklist.progress import Progress


class TemplateQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def current(self):
        """The version that a new plan starts from."""
        return self.published().order_by("-version").first()


class TaskQuerySet(models.QuerySet):
    def of(self, checklist_id):
        return self.filter(checklist=checklist_id)


class StepQuerySet(models.QuerySet):
    def of(self, checklist_id):
        """The steps of one check list with their tasks and `marked_by_name`, in the form's order."""
        return (
            self.filter(checklist=checklist_id)
            .select_related("task")
            .annotate(marked_by_name=F("marked_by__name"))
            .order_by("task__position", "task_id")
        )

    def to_do(self):
        return self.filter(state=State.TO_DO)

    def progress_of(self, checklist_ids, today):
        """Return `{checklist_id: {stage: Progress}}` for many check lists in one query, with what is late today."""
        rows = (
            self.filter(checklist__in=checklist_ids)
            .values_list("checklist", "stage")
            .annotate(done=Count("pk", filter=Q(state=State.DONE)))
            .annotate(needed=Count("pk", filter=~Q(state=State.NOT_NEEDED)))
            .annotate(late=Count("pk", filter=Q(state=State.TO_DO, due_on__lt=today)))
        )
        found = defaultdict(lambda: dict.fromkeys(Stage, Progress()))
        for checklist_id, stage, *counted in rows:
            found[checklist_id][Stage(stage)] = Progress(*counted)
        return found
