"""Milestones, and a person's journey as a line in time."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.forms.milestone import MilestoneForm
from activities.line_in_time import line_in_time
from activities.views.contact import taken_back
from activities.views.person import open_person
from beneficiaries.actions import add_milestone
from beneficiaries.models import Beneficiary, Milestone


@require_safe
def line_page(request, reference):
    """The whole line in time, page by page."""
    person = open_person(request, reference, what="their line in time")
    before = request.GET.get("before", "")
    context = {"person": person, "line": line_in_time(person, request.user, before=before), "is_later": bool(before)}
    return render(request, "activities/line_page.html", context)


def milestone_add(request, reference):
    """Keep a milestone of somebody's."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    today = timezone.localdate()
    milestone = Milestone(beneficiary=person, by=request.user)
    form = MilestoneForm(request.POST or None, instance=milestone, initial={"date": today}, today=today)
    if form.is_valid():
        add_milestone(milestone=form.instance)
        messages.success(request, "Saved. It stands in their line in time.")
        return redirect(person)
    return render(request, "activities/milestone_add.html", {"form": form, "person": person})


def milestone_take_back(request, reference, pk):
    """Take a milestone back: ask first, then do it. Pressed twice, it is taken back once."""
    person = open_person(request, reference, what="a milestone")
    mine = Milestone.objects.visible_to(request.user).put_right_by(request.user).filter(beneficiary=person)
    milestone = get_object_or_404(mine.select_related("beneficiary", "kind", "by"), pk=pk)
    if request.method == "POST":
        return taken_back(request, milestone)
    return render(request, "activities/milestone_take_back.html", {"person": person, "milestone": milestone})
