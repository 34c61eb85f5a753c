"""Print: the paper form on one landscape page, filled in or blank."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from activities.views.activity import fetch_activity
from checklist.form import Area
from checklist.layout import lay_out
from checklist.models import Step, Template
from checklist.progress import by_stage
from teams import trail


@require_safe
def activity_print(request, pk):
    """The form as the paper has it, with ticks as ticks."""
    activity = fetch_activity(request, pk)
    what, of_plan = "the form of a plan, to print", f"Plan {activity.pk}"
    trail.keep_taking_out(by=request.user, what=what, filters=of_plan, rows=1)
    trail.keep_reading_of_all(by=request.user, of=activity.people, what="the form of a plan that they are on")
    steps = list(Step.objects.of(activity.checklist_id))
    context = {
        "activity": activity,
        "navigators": activity.navigators.all(),
        "bands": lay_out(steps),
        "stages": by_stage(steps),
        "version": activity.checklist.template.version,
    }
    return render(request, "activities/activity_print.html", context)


@require_safe
def blank_print(request):
    """An empty form to write on by hand."""
    template = Template.objects.current()
    tasks = list(template.tasks.all())
    bands = [(area, [task for task in tasks if task.area == area]) for area in Area]
    return render(request, "activities/blank_print.html", {"bands": bands, "version": template.version})
