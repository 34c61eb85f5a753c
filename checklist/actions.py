"""What is done to a check list. Each answers only once the database holds it.

`due` is `{stage: day}`, as `checklist.schedule.due_days` works it out: a check list does not know its activity.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from checklist.form import STAGE_ORDER, Stage, State, Tool
from checklist.models import Checklist, Step, Task, Template, TemplateTask
from teams import trail

Due = dict[Stage, date | None]


class StaleTask(Exception):
    """Somebody else changed the task after it was opened."""


@transaction.atomic
def start_checklist(*, template: Template, planned_on: date, due: Due) -> Checklist:
    """Make a check list from one version of the template: every line, and a step at each of its dots."""
    checklist = Checklist.objects.create(template=template, planned_on=planned_on)
    _write_lines(checklist, [(source.line, source.stages) for source in template.tasks.all()], due)
    return checklist


@transaction.atomic
def copy_checklist(*, source: Checklist, planned_on: date, due: Due) -> Checklist:
    """Make a fresh check list in the shape that people gave an earlier one: nothing ticked, no notes."""
    checklist = Checklist.objects.create(template=source.template, planned_on=planned_on)
    lines = [
        (task.line | {"added_by": task.added_by}, [step.stage for step in task.steps.all()])
        for task in source.tasks.select_related("added_by").prefetch_related("steps")
    ]
    _write_lines(checklist, lines, due)
    return checklist


def _write_lines(checklist, lines, due):
    tasks = Task.objects.bulk_create(Task(checklist=checklist, **line) for line, _ in lines)
    steps = [_new_step(task, stage, due) for task, (_, stages) in zip(tasks, lines, strict=True) for stage in stages]
    Step.objects.bulk_create(steps)


def _new_step(task, stage, due):
    return Step(task=task, checklist_id=task.checklist_id, stage=stage, due_on=due[stage])


@transaction.atomic
def reschedule(due_by_checklist: dict[int, Due]) -> list[Step]:
    """Move what is not done yet on these check lists to its new days, and return the steps that moved.

    What is done stays as it was, and so does a day that somebody set by hand. A moved step has `was_due_on`. The number
    of queries does not depend on how many check lists there are.
    """
    steps = Step.objects.to_do().filter(checklist__in=due_by_checklist, is_set_by_hand=False).select_related("task")
    moved, by_day = [], defaultdict(list)
    for step in steps.order_by("task__position", "pk"):
        day = due_by_checklist[step.checklist_id][step.stage]
        if step.due_on != day:
            step.was_due_on, step.due_on = step.due_on, day
            moved.append(step)
            by_day[day].append(step.pk)
    still_to_do = Step.objects.to_do()
    still_to_do.filter(pk__in=by_day.pop(None, [])).update(due_on=None)
    if by_day:
        days = Case(*(When(pk__in=steps, then=Value(day)) for day, steps in by_day.items()))
        still_to_do.filter(pk__in=chain.from_iterable(by_day.values())).update(due_on=days)
    return moved


def mark_step(*, checklist: Checklist, step_id: int, state: State, due: Due | None, by) -> bool:
    """Set a step done, not needed or to do, and return whether that changed anything.

    One statement, so two people marking at once never lose or double a tick: setting what is already set keeps
    the first person's name and time. What goes back to "to do" is due by the days that the plan has now: `due` is
    needed for that, and for nothing else.
    """
    marks = {"state": state, "marked_by": by, "marked_at": timezone.now()}
    if state == State.TO_DO:
        marks["due_on"] = _due_by_stage(due)
    return bool(Step.objects.filter(pk=step_id, checklist=checklist).exclude(state=state).update(**marks))


def _due_by_stage(due):
    """Each step's day by its stage; one that somebody set by hand stays."""
    stages = (When(stage=stage, then=Value(day)) for stage, day in due.items())
    return Case(When(is_set_by_hand=True, then=F("due_on")), *stages)


def mark_steps_done(steps: Iterable[int], *, by) -> int:
    """Tick all of these steps that are still to do, and return how many those were."""
    marks = {"state": State.DONE, "marked_by": by, "marked_at": timezone.now()}
    return Step.objects.to_do().filter(pk__in=steps).update(**marks)


def mark_tool_done(*, checklist: Checklist, tool: Tool, by, stages: Iterable[Stage] = Stage) -> int:
    """Tick what is still to do on the lines that a tool does, at these stages; return how many steps those were."""
    steps = Step.objects.filter(checklist=checklist, task__tool=tool, stage__in=list(stages))
    return mark_steps_done(steps.values_list("pk", flat=True), by=by)


def take_tool_back(*, checklist: Checklist, tool: Tool, due: Due) -> int:
    """Set the ticks of the lines that a tool does back to "to do", as its work is no longer done; return how many.

    What is marked "not needed" stays.
    """
    steps = Step.objects.filter(checklist=checklist, task__tool=tool, state=State.DONE)
    return steps.update(state=State.TO_DO, marked_by=None, marked_at=None, due_on=_due_by_stage(due))


@transaction.atomic
def set_days(*, task: Task, days: dict[Stage, date | None], due: Due) -> None:
    """Set by hand when stages of a task are due. None lets a stage follow the plan again. What is done stays."""
    for stage, day in days.items():
        steps = Step.objects.to_do().filter(task=task, stage=stage)
        steps.update(due_on=day or due[stage], is_set_by_hand=day is not None)


@transaction.atomic
def follow_plan_again(*, checklist: Checklist, due: Due) -> list[Step]:
    """Let every day that was set by hand follow the plan again, and return the steps that moved by it."""
    Step.objects.to_do().filter(checklist=checklist).update(is_set_by_hand=False)
    return reschedule({checklist.pk: due})


@transaction.atomic
def change_task(
    *,
    task: Task,
    opened_version: int,
    note: str,
    speak_to: str,
    stages: list[Stage],
    offered: list[Stage],
    due: Due,
    by,
) -> None:
    """Write a task's note, who to speak to and its stages.

    Of the stages that were `offered`, those not among `stages` are taken away, unless they were marked meanwhile:
    a tick always stays. Raises StaleTask where somebody else changed the task since `opened_version`.
    """
    noted_by = by if note != task.note else task.noted_by
    current = Task.objects.filter(pk=task.pk, version=opened_version)
    if not trail.update(current, note=note, noted_by=noted_by, speak_to=speak_to, version=F("version") + 1):
        raise StaleTask
    Step.objects.to_do().filter(task=task, stage__in=set(offered) - set(stages)).delete()
    kept = set(task.steps.values_list("stage", flat=True))
    missing = sorted(set(stages) - kept, key=STAGE_ORDER.get)
    Step.objects.bulk_create(_new_step(task, stage, due) for stage in missing)


@transaction.atomic
def add_task(*, checklist: Checklist, area, text: str, speak_to: str, stages: list[Stage], due: Due, by) -> Task:
    """Add a line of one's own at the end of an area. The same line sent twice is one line."""
    Checklist.objects.select_for_update().get(pk=checklist.pk)
    if already := checklist.tasks.filter(area=area, text=text, added_by=by).first():
        return already
    position = checklist.tasks.filter(area=area).order_by("-position").values_list("position", flat=True).first()
    task = Task.objects.create(
        checklist=checklist, position=position or 0, area=area, text=text, speak_to=speak_to, added_by=by
    )
    Step.objects.bulk_create(_new_step(task, stage, due) for stage in stages)
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
    offsets = ("weeks_before_days", "days_before_days", "after_days")
    draft = Template.objects.create(version=newest + 1, **{name: getattr(source, name) for name in offsets})
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
