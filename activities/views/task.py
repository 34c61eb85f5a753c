"""Lines of a plan's check list: ticking, notes, who to speak to, and tasks of one's own."""

from itertools import chain

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from activities import actions, rules, tools
from activities.clash_search import clashes_of
from activities.conversations import open_talks_on, talks_on
from activities.forms import MarkForm, TaskAddForm, TaskForm
from activities.models import Activity
from activities.speak_to import next_only
from checklist.actions import StaleTask, remove_task
from checklist.form import State, Tool
from checklist.layout import lay_out_task
from checklist.models import Step, Task
from checklist.progress import by_area, by_stage, stage_now
from teams.models import User


@require_POST
def step_mark(request, pk):
    """Set a step done, to do or not needed; answer with the line as the database now holds it."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return render(request, "activities/mark_not_understood.html", {"activity": activity}, status=400)
    _mark(request, activity, form)
    steps = list(Step.objects.of(activity.checklist_id))
    marked = next((step for step in steps if step.pk == form.mark["step_id"]), None)
    if marked is None:
        raise Http404
    path = by_stage(steps)
    if request.htmx:
        return _answer_in_place(request, activity, form, steps, marked, path)
    if kind_word := _kind_word(marked, path):
        messages.success(request, kind_word)
    return redirect(form.came_from(activity))


def _mark(request, activity, form):
    try:
        actions.mark_step(activity=activity, by=request.user, **form.mark)
    except actions.NotYours as error:
        messages.error(request, str(error))


def _answer_in_place(request, activity, form, steps, marked, path):
    context = {"activity": activity, "step": marked}
    if form.is_from_week:
        return render(request, "activities/_step_due.html", context)
    row = lay_out_task([step for step in steps if step.task_id == marked.task_id])
    now = stage_now(path, day=activity.date, today=timezone.localdate())
    context |= {
        "rows": [row],
        "talks": open_talks_on(request.user, activity, row.steps, today=timezone.localdate()),
        "path": path,
        "now": now,
        "area_progress": by_area(steps)[marked.task.area],
        "kind_word": _kind_word(marked, path),
        **form.sheet_view(now),
    }
    response = render(request, "activities/_task_marked.html", context)
    return retarget(response, f"#task-{marked.task_id}")


def _kind_word(marked, path):
    """What to say when a tick was the last of its stage."""
    if marked.is_done and path[marked.stage].is_complete:
        return f"That is everything for “{marked.get_stage_display()}”. Well done."
    return ""


def task_detail(request, pk, task_pk):
    """One line of the form: each of its steps, a note, who to speak to, and its stages."""
    activity, task = _fetch_task(request, pk, task_pk)
    today, colleagues = timezone.localdate(), _colleagues(request, activity)
    steps = [step for step in Step.objects.of(activity.checklist_id) if step.task_id == task.pk]
    form = TaskForm(request.POST or None, task=task, steps=steps, colleagues=colleagues, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_task(activity=activity, task=task, by=request.user, **form.cleaned_data)
        except StaleTask:
            task = get_object_or_404(Task.objects.of(activity.checklist_id), pk=task_pk)
            form = form.reopened(task=task)
        else:
            return _after_saving(request, activity, task, steps)
    row = lay_out_task(steps)
    talks = talks_on(request.user, activity, row.steps, today=today)
    shown = next_only(talk for talk in chain(*talks.values()) if talk.is_spoken or not talk.step.is_marked)
    context = {"activity": activity, "task": task, "row": row, "form": form, "talks": shown}
    context["tool"] = tools.PAGES.get(task.tool)
    if task.tool == Tool.CLASHES:
        context["clashes"] = clashes_of(activity, request.user, today)
    if not rules.may_tick(task.tool, State.DONE, is_navigator=request.user.is_navigator):
        context["not_yours"] = rules.NOT_YOURS
    return render(request, "activities/task_detail.html", context)


def _after_saving(request, activity, task, steps):
    """Any button of the page saves it whole. A step's button marks the step too, and stays on the page."""
    mark = MarkForm(request.POST)
    if mark.is_valid():
        _mark(request, activity, mark)
        return redirect("activities:task_detail", activity.pk, task.pk)
    messages.success(request, f"Saved: {task.text}")
    stage = min(steps, key=lambda step: step.stage_place).stage
    return redirect(f"{activity.get_absolute_url()}?stage={stage}#task-{task.pk}")


def _fetch_task(request, pk, task_pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk)
    task = get_object_or_404(Task.objects.of(activity.checklist_id).select_related("checklist", "noted_by"), pk=task_pk)
    return activity, task


def _colleagues(request, activity):
    """Those of the plan's team who can be named as people to speak to."""
    return User.objects.visible_to(request.user).active().filter(memberships__team=activity.team_id)


def task_add(request, pk):
    """Add a line of one's own to a plan's check list."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("checklist__template"), pk=pk)
    form = TaskAddForm(request.POST or None, colleagues=_colleagues(request, activity))
    if request.method == "POST" and form.is_valid():
        actions.add_task(activity=activity, by=request.user, **form.cleaned_data)
        messages.success(request, "Your task is on the check list.")
        return redirect(activity)
    return render(request, "activities/task_add.html", {"form": form, "activity": activity})


@require_POST
def task_remove(request, pk, task_pk):
    """Take a line of one's own off again, while nothing on it is ticked."""
    activity, task = _fetch_task(request, pk, task_pk)
    if remove_task(task=task):
        messages.success(request, f"“{task.text}” is off the check list.")
    else:
        messages.error(request, "That task stays: something on it is ticked or noted, or it is part of the form.")
    return redirect(activity)


@require_POST
def days_follow(request, pk):
    """Let the days that somebody set by hand follow the plan again."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("checklist__template"), pk=pk)
    moved = actions.let_days_follow(activity=activity)
    said = rules.say_moved(moved, today=timezone.localdate())
    messages.success(request, f"Every day follows the plan again. {said}".strip())
    return redirect(f"{activity.get_absolute_url()}#sheet")
