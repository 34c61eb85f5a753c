"""Others who are asked along to a plan: teams, volunteers, peer mentors, and the places held for them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from activities import actions
from activities.forms import OtherAnswerForm, OtherGuestForm
from activities.models import Activity, OtherGuest, Participation
from activities.others import Answer, places_held, say_places


def other_guest_list(request, pk):
    """Who else is asked along, and a form for one more."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = OtherGuestForm(request.POST or None, activity=activity)
    if request.method == "POST" and form.is_valid():
        guest = actions.ask_along(guest=form.instance, by=request.user)
        messages.success(request, f"{guest.name} is written down.")
        return redirect("activities:other_guest_list", activity.pk)
    guests = list(OtherGuest.objects.visible_to(request.user).filter(activity=activity).select_related("by"))
    people = Participation.objects.visible_to(request.user).filter(activity=activity).on_the_plan().count()
    held = places_held((guest.answer, guest.places) for guest in guests)
    context = {
        "activity": activity,
        "form": form,
        "guests": guests,
        "totals": say_places(people=people, held=held),
        "answers": [(Answer.YES, "Said yes"), (Answer.NO, "Said no")],
    }
    return render(request, "activities/other_guest_list.html", context)


@require_POST
def other_guest_mark(request, pk):
    """Keep one press: what somebody said, or that they were not asked after all."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk)
    form = OtherAnswerForm(request.POST)
    if not form.is_valid():
        back = {"back": reverse("activities:other_guest_list", args=[activity.pk]), "back_to": "who else is asked"}
        return render(request, "activities/press_not_understood.html", back, status=400)
    said = form.cleaned_data
    guests = OtherGuest.objects.visible_to(request.user).filter(activity=activity)
    if said["take_off"]:
        actions.take_guest_off(activity=activity, guests=guests, guest_id=said["guest"])
        messages.success(request, "Taken off the list. If that was a slip, write them down again.")
    else:
        actions.write_others_answer(guests=guests, guest_id=said["guest"], answer=Answer(said["answer"]))
    return redirect(f"{reverse('activities:other_guest_list', args=[activity.pk])}#asked")
