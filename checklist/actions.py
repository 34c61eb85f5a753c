"""What is done to a check list. Each answers only once the database holds it."""

from datetime import date

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from checklist.form import STAGE_ORDER, Stage, State
from checklist.models import Checklist, Step, Task, Template, TemplateTask
from checklist.schedule import due_on


class StaleTask(Exception):
    """Somebody else changed the task after it was opened."""


@transaction.atomic
def start_checklist(*, template: Template, planned_on: date, activity_date: date | None) -> Checklist:
    """Make a check list from one version of the template: every line, and a step at each of its dots."""
    checklist = Checklist.objects.create(template=template, planned_on=planned_on)
    lines = [(_line_of(source), source.stages) for source in template.tasks.all()]
    _write_lines(checklist, lines, activity_date)
    return checklist


@transaction.atomic
def copy_checklist(*, source: Checklist, planned_on: date, activity_date: date | None) -> Checklist:
    """Make a fresh check list in the shape that people gave an earlier one: nothing ticked, no notes."""
    checklist = Checklist.objects.create(template=source.template, planned_on=planned_on)
    lines = [
        (_line_of(task) | {"added_by": task.added_by}, [step.stage for step in task.steps.all()])
        for task in source.tasks.select_related("added_by").prefetch_related("steps")
    ]
    _write_lines(checklist, lines, activity_date)
    return checklist


def _line_of(source):
    return {"position": source.position, "area": source.area, "text": source.text, "speak_to": source.speak_to}


def _write_lines(checklist, lines, activity_date):
    tasks = Task.objects.bulk_create(Task(checklist=checklist, **line) for line, _ in lines)
    steps = [
        _new_step(task, stage, checklist, activity_date)
        for task, (_, stages) in zip(tasks, lines, strict=True)
        for stage in stages
    ]
    Step.objects.bulk_create(steps)


def _new_step(task, stage, checklist, activity_date):
    due = due_on(stage, activity_date=activity_date, planned_on=checklist.planned_on)
    return Step(task=task, checklist=checklist, stage=stage, due_on=due)


@transaction.atomic
def reschedule(*, checklist: Checklist, activity_date: date | None) -> None:
    """Move what is not done yet to follow the activity's date. What is done stays as it was."""
    Step.objects.to_do().filter(checklist=checklist).update(due_on=_due_by_stage(checklist, activity_date))


def _due_by_stage(checklist, activity_date):
    """The day by which a step is due, worked out for each stage, as the database can write it in one statement."""
    due = {stage: due_on(stage, activity_date=activity_date, planned_on=checklist.planned_on) for stage in Stage}
    return Case(*(When(stage=stage, then=Value(day)) for stage, day in due.items()))


def mark_step(*, checklist: Checklist, step_id: int, state: State, activity_date: date | None, by) -> bool:
    """Set a step done, not needed or to do, and return whether that changed anything.

    One statement, so two people marking at once never lose or double a tick: setting what is already set keeps
    the first person's name and time. What goes back to "to do" is due by the date that the activity has now.
    """
    marks = {"state": state, "marked_by": by, "marked_at": timezone.now()}
    if state == State.TO_DO:
        marks["due_on"] = _due_by_stage(checklist, activity_date)
    return bool(Step.objects.filter(pk=step_id, checklist=checklist).exclude(state=state).update(**marks))


@transaction.atomic
def change_task(
    *,
    task: Task,
    opened_version: int,
    note: str,
    speak_to: str,
    stages: list[Stage],
    offered: list[Stage],
    activity_date: date | None,
    by,
) -> None:
    """Write a task's note, who to speak to and its stages.

    Of the stages that were `offered`, those not among `stages` are taken away, unless they were marked meanwhile:
    a tick always stays. Raises StaleTask where somebody else changed the task since `opened_version`.
    """
    noted_by = by if note != task.note else task.noted_by
    current = Task.objects.filter(pk=task.pk, version=opened_version)
    if not current.update(note=note, noted_by=noted_by, speak_to=speak_to, version=F("version") + 1):
        raise StaleTask
    Step.objects.to_do().filter(task=task, stage__in=set(offered) - set(stages)).delete()
    kept = set(task.steps.values_list("stage", flat=True))
    missing = sorted(set(stages) - kept, key=STAGE_ORDER.get)
    Step.objects.bulk_create(_new_step(task, stage, task.checklist, activity_date) for stage in missing)


@transaction.atomic
def add_task(*, checklist: Checklist, area, text: str, speak_to: str, stages: list[Stage], activity_date, by) -> Task:
    """Add a line of one's own at the end of an area. The same line sent twice is one line."""
    Checklist.objects.select_for_update().get(pk=checklist.pk)
    if already := checklist.tasks.filter(area=area, text=text, added_by=by).first():
        return already
    position = checklist.tasks.filter(area=area).order_by("-position").values_list("position", flat=True).first()
    task = Task.objects.create(
        checklist=checklist, position=position or 0, area=area, text=text, speak_to=speak_to, added_by=by
    )
    Step.objects.bulk_create(_new_step(task, stage, checklist, activity_date) for stage in stages)
    return task


@transaction.atomic
def remove_task(*, task: Task) -> bool:
    """Take off a line that somebody added, as long as nothing on it is ticked or noted. Return whether it went."""
    # Locked, so that a tick on its way either comes first and keeps the line, or finds it gone.
    states = list(task.steps.select_for_update().values_list("state", flat=True))
    if task.added_by_id is None or task.note or set(states) != {State.TO_DO}:
        return False
    task.delete()
    return True


@transaction.atomic
def draft_next_version(*, source: Template) -> Template:
    """Copy a version of the template into a new draft that can be edited."""
    newest = Template.objects.order_by("-version").values_list("version", flat=True).first()
    draft = Template.objects.create(version=newest + 1)
    for task in source.tasks.all():
        task.pk, task.template, task._state.adding = None, draft, True
        task.save()
    return draft


@transaction.atomic
def publish_template(*, template: Template) -> None:
    """Put a draft in use for new plans. Raises ValueError where it has no tasks."""
    if not TemplateTask.objects.filter(template=template).exists():
        raise ValueError("A check list needs at least one task.")
    template.published_at = timezone.now()
    template.save(update_fields=["published_at"])
