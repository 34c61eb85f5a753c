"""The general conversation about interests, with each person on a plan."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions
from activities.forms import TalkForm
from activities.interest_talks import BEGIN_WITH, LATELY, last_talks
from activities.models import Activity, Participation
from beneficiaries.models import Beneficiary, ProfileEntry
from beneficiaries.profile_sheet import by_part, in_order
from checklist.form import Tool
from checklist.models import Step


@dataclass(frozen=True)
class Talk:
    """Somebody on the plan, what they told this user, and when somebody last talked with them about it."""

    person: Beneficiary
    said: list
    on: date | None


@require_safe
def interest_talk_list(request, pk):
    """What each person on the plan said so far, and one press for each talk."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    talks = _talks(request, activity)
    steps = Step.objects.of(activity.checklist_id).filter(task__tool=Tool.TALK)
    is_everybody = bool(talks) and all(talk.on for talk in talks)
    context = {
        "activity": activity,
        "talks": talks,
        "begin_with": BEGIN_WITH,
        "months": LATELY.days // 30,
        "is_everybody": is_everybody,
        "is_to_tick": is_everybody and any(not step.is_marked for step in steps),
    }
    return render(request, "activities/interest_talk_list.html", context)


def _talks(request, activity):
    people = list(activity.beneficiaries_on_it.visible_to(request.user).order_by("reference"))
    on = last_talks(people, user=request.user, today=timezone.localdate())
    told = {person.pk: [] for person in people}
    for entry in ProfileEntry.objects.visible_to(request.user).filter(beneficiary__in=people):
        told[entry.beneficiary_id].append(entry)
    return [Talk(person, by_part(in_order(told[person.pk])), on.get(person.pk)) for person in people]


@require_POST
def interest_talk_mark(request, pk):
    """Keep one press: a talk with somebody today, or that the line is to be ticked."""
    today = timezone.localdate()
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = TalkForm(request.POST)
    if not form.is_valid():
        return render(request, "activities/mark_not_understood.html", {"activity": activity}, status=400)
    if form.cleaned_data["person"]:
        parts = Participation.objects.visible_to(request.user).filter(activity=activity).on_the_plan()
        part = get_object_or_404(parts.select_related("beneficiary"), beneficiary=form.cleaned_data["person"])
        ticked = actions.note_talk(activity=activity, person=part.beneficiary, on=today, by=request.user)
        messages.success(request, f"It stands in the line in time of {part.called}. What they said is for their page.")
    else:
        ticked = actions.tick_when_everybody_talked(activity=activity, by=request.user, today=today)
    if ticked:
        messages.success(request, "You talked with everybody, so that line is ticked. To undo it, press the tick.")
    return redirect("activities:interest_talk_list", activity.pk)
