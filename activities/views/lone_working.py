"""Working alone: what a buddy needs to know, and checking in on the day."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from activities import actions
from activities.forms import LoneWorkingForm
from activities.lone_working import may_check_in
from activities.models import LoneWorking
from activities.views.activity import fetch_activity


def lone_working(request, pk):
    """Where the champion is alone, with whom, until when, and who looks out for them."""
    activity = fetch_activity(request, pk)
    lone = _lone_of(request, activity).first()
    form = LoneWorkingForm(request.POST or None, instance=lone, activity=activity, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.save_lone_working(lone=form.instance, activity=activity)
        messages.success(request, f"Saved. Tell {form.instance.buddy.get_short_name()} that they are your buddy.")
        return redirect("activities:lone_working", activity.pk)
    context = {"activity": activity, "form": form, "lone": lone}
    return render(request, "activities/lone_working.html", context)


@require_POST
def lone_working_remove(request, pk):
    """Nobody works alone on this plan after all."""
    activity = fetch_activity(request, pk)
    _lone_of(request, activity).delete()
    messages.success(request, "Nobody works alone on this plan.")
    return redirect("activities:risk_detail", activity.pk)


@require_POST
def check_in(request, pk):
    """Keep that the champion has arrived, or is safe again; the buddy who spoke to them may say the second."""
    activity = fetch_activity(request, pk)
    lone = get_object_or_404(_lone_of(request, activity))
    is_over = request.POST.get("check_in") == "safe"
    if not may_check_in(request.user.pk, champion_id=activity.champion_id, buddy_id=lone.buddy_id, is_over=is_over):
        raise Http404
    if not lone.may_check_in_now:
        messages.info(request, "You can check in on the day itself.")
    elif actions.check_in(lone=lone, is_over=is_over, by=request.user):
        messages.success(request, "Good. It is over, and all is well." if is_over else "Noted: you have arrived.")
    else:
        messages.info(request, "That was noted already.")
    return redirect("activities:lone_working", activity.pk)


def _lone_of(request, activity):
    rows = LoneWorking.objects.visible_to(request.user).filter(activity=activity)
    return rows.select_related("activity__champion", "buddy", "with_whom", "safe_by")
