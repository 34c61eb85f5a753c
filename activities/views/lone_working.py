"""Working alone: what a buddy needs to know, and checking in on the day."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from activities import actions
from activities.forms import LoneWorkingForm
from activities.lone_working import may_check_in
from activities.models import LoneWorking
from activities.risk import Standing
from activities.signatures import risk_on
from activities.views.activity import fetch_activity


def lone_working(request, pk):
    """Where the champion is alone, with whom, until when, and who looks out for them."""
    activity = fetch_activity(request, pk)
    lone = _lone_of(request, activity).first()
    form = LoneWorkingForm(request.POST or None, instance=lone, activity=activity, user=request.user)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["opened_version"]
        try:
            actions.save_lone_working(lone=form.instance, activity=activity, opened_version=version)
        except actions.StaleLoneWorking:
            return _ask_which(request, activity, form)
        return _done(request, activity, form.instance)
    return _page(request, activity, form, lone)


def _page(request, activity, form, lone, both=()):
    context = {"activity": activity, "form": form, "lone": lone, "both": both}
    return render(request, "activities/lone_working.html", context)


def _ask_which(request, activity, form):
    """Show what is saved beside what was typed, in a form that keeps the typed and opens the newest version."""
    saved = _lone_of(request, activity).first()
    both = form.differences(saved)
    if not both:
        return _done(request, activity, saved)
    typed = request.POST.copy()
    typed["opened_version"] = saved.version if saved else 0
    form = LoneWorkingForm(typed, instance=saved, activity=activity, user=request.user)
    return _page(request, activity, form, _lone_of(request, activity).first(), both)


def _done(request, activity, lone):
    messages.success(request, f"Saved. Tell {lone.buddy.get_short_name()} that they are your buddy.")
    if risk_on(activity) == Standing.AGAIN:
        messages.warning(request, "The risk assessment has changed, so the lead navigator signs it again.")
    return redirect("activities:lone_working", activity.pk)


@require_POST
def lone_working_remove(request, pk):
    """Nobody works alone on this plan after all."""
    activity = fetch_activity(request, pk)
    try:
        actions.remove_lone_working(activity=activity)
    except actions.CannotRemove as error:
        messages.info(request, str(error))
        return redirect("activities:lone_working", activity.pk)
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
