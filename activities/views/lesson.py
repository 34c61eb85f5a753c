"""What was learned: at a place, and on a plan."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from activities.forms import LessonForm, PlanLessonForm
from activities.models import Venue
from activities.views.activity import fetch_activity


def lesson_add(request, pk):
    """Write down what was learned at a place."""
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=pk)
    form = LessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.venue, form.instance.by = venue, request.user
        form.save()
        messages.success(request, "Kept for whoever goes there next.")
        return redirect(venue)
    return render(request, "activities/lesson_add.html", {"form": form, "venue": venue})


def plan_lesson_add(request, pk):
    """Write down what was learned on a plan."""
    activity = fetch_activity(request, pk)
    form = PlanLessonForm(request.POST or None, activity=activity, by=request.user)
    if request.method == "POST" and form.is_valid():
        if not form.is_kept_already:
            form.save()
        messages.success(request, "Kept. Whoever plans this next will see it.")
        return redirect(f"{activity.get_absolute_url()}#learned")
    return render(request, "activities/plan_lesson_add.html", {"form": form, "activity": activity})
