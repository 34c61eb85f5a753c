"""What to take along on the day: on the phone, and on one sheet of paper."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.day_pack import fetch_for_day, guests_of, known_of_place, purse_of, risk_of
from activities.forms import DayPackForm
from activities.models import Activity, DayPack
from activities.support import support_on
from activities.views.kept_once import keep_words, saved_row
from teams import trail


@require_safe
def day_pack(request, pk):
    """Who is expected, what helps each, whom to ring, the place, risk, money and the way there."""
    plans = fetch_for_day(Activity.objects.visible_to(request.user), user=request.user)
    activity, today = get_object_or_404(plans, pk=pk), timezone.localdate()
    navigators = activity.navigators.all()
    support = support_on(activity, navigators=navigators, user=request.user, today=today)
    guests = guests_of(activity, support)
    of_plan = f"Plan {activity.pk}"
    trail.keep_taking_out(by=request.user, what="a day pack, to print", filters=of_plan, rows=len(guests))
    people = [guest.part.beneficiary for guest in guests]
    trail.keep_reading_of_all(by=request.user, of=people, what="the day pack of a plan that they are on")
    context = {
        "activity": activity,
        "navigators": navigators,
        "support": support,
        "guests": guests,
        "place": known_of_place(activity, today=today),
        "booking": getattr(activity, "booking", None),
        "risk": risk_of(activity),
        "purse": purse_of(activity),
        "pack": getattr(activity, "day_pack", None),
        "on_call": settings.ON_CALL_NUMBER,
    }
    return render(request, "activities/day_pack.html", context)


def day_pack_edit(request, pk):
    """Type how to get there. Where somebody else saved first, show both and ask."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = DayPackForm(request.POST or None, instance=saved_row(request, activity, DayPack))
    both = ()
    if form.is_valid():
        stale = keep_words(request, form, "travel")
        if stale is None:
            messages.success(request, "Saved. It is on the day pack.")
            return redirect("activities:day_pack", activity.pk)
        form, both = stale
    return render(request, "activities/day_pack_edit.html", {"activity": activity, "form": form, "both": both})
