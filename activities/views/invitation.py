"""The invitations of a plan: who was asked, how, when and by whom, and what they said."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from activities import actions
from activities.forms import InvitationForm
from activities.invitations import ANSWERS, DONE, SAID, say_reminder, say_totals, usual_way
from activities.models import Activity, Asking, Participation
from activities.participation import Invitation
from beneficiaries.models import ProfileEntry
from beneficiaries.profile import Asked, Part
from checklist.form import Stage, Tool


@dataclass(frozen=True)
class Guest:
    """Somebody on the plan, and how they like to be asked, as far as that is shared with this user."""

    part: Participation
    likes: list[ProfileEntry]

    @property
    def usual(self):
        """The way that one press keeps, as it is said."""
        way = usual_way(self._liked)
        return way, DONE[way]

    @property
    def _liked(self):
        return [choice for entry in self.likes for choice in entry.choices]

    @property
    def reminder(self):
        """What the champion does the day before; nothing for whoever does not come."""
        return say_reminder(self.part.invitation, self.part.called, self._liked)

    @property
    def other_ways(self):
        return [(way, words) for way, words in DONE.items() if way != self.usual[0]]

    @property
    def askings(self):
        """Each time that they were asked, in words."""
        return [(asking, DONE[Asked(asking.how)]) for asking in self.part.askings.all()]

    @property
    def said(self):
        """Their answer in a word; nothing where they gave none."""
        return SAID.get(self.part.invitation, "")


@require_safe
def invitation_list(request, pk):
    """Everybody on the plan: how they were asked, and what they said."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    return render(request, "activities/invitation_list.html", _context(request, activity))


def _context(request, activity):
    parts = list(_parts(request, activity).order_by("beneficiary__reference"))
    on_it = [part for part in parts if part.invitation != Invitation.WITHDRAWN]
    likes = _likes_of(request.user, on_it)
    guests = [Guest(part, likes.get(part.beneficiary_id, [])) for part in on_it]
    is_ahead = not activity.is_called_off and activity.date and activity.date >= timezone.localdate()
    return {
        "activity": activity,
        "guests": guests,
        "reminders": [guest for guest in guests if guest.reminder] if is_ahead else [],
        "is_tomorrow": activity.date == timezone.localdate() + timedelta(days=1),
        "taken_off": [part for part in parts if part.invitation == Invitation.WITHDRAWN],
        "totals": say_totals(part.invitation for part in on_it),
        "answers": [(answer, SAID[answer]) for answer in ANSWERS],
    }


def _parts(request, activity):
    askings = Asking.objects.visible_to(request.user).select_related("by")
    parts = Participation.objects.visible_to(request.user).filter(activity=activity)
    return parts.select_related("beneficiary").prefetch_related(Prefetch("askings", askings))


def _likes_of(user, parts):
    entries = ProfileEntry.objects.visible_to(user).filter(part=Part.ASKED)
    found = {}
    for entry in entries.filter(beneficiary__in=[part.beneficiary_id for part in parts]):
        if entry.says_something:
            found.setdefault(entry.beneficiary_id, []).append(entry)
    return found


@require_POST
def invitation_mark(request, pk):
    """Keep one press about one person: asked, answered, or an asking taken back. Answer with their row as it is now."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        back = {"back": _address(activity), "back_to": "the invitations"}
        return render(request, "activities/press_not_understood.html", back, status=400)
    said, today = form.cleaned_data, timezone.localdate()
    whose = {"parts": Participation.objects.visible_to(request.user).filter(activity=activity)}
    whose["part_id"] = said["person"]
    if said["how"]:
        actions.write_asking(**whose, how=Asked(said["how"]), on=today, by=request.user)
    elif said["answer"]:
        actions.write_answer(**whose, answer=Invitation(said["answer"]), on=today)
    else:
        actions.take_asking_back(**whose, asking_id=said["take_back"])
    if request.htmx:
        return _answer_in_place(request, activity, said["person"])
    return redirect(f"{_address(activity)}#person-{said['person']}")


def _answer_in_place(request, activity, part_id):
    context = _context(request, activity)
    guest = next((guest for guest in context["guests"] if guest.part.pk == part_id), None)
    if guest is None:
        return HttpResponseClientRedirect(_address(activity))
    return render(request, "activities/_invitation_marked.html", context | {"guest": guest})


def _address(activity):
    return reverse("activities:invitation_list", args=[activity.pk])


@require_POST
def invitation_reminded(request, pk):
    """Everybody is reminded: tick that line of the check list for the days before."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk)
    if actions.tick_line(activity=activity, tool=Tool.REMIND, by=request.user, stages=[Stage.DAYS_BEFORE]):
        messages.success(request, "The line about reminders is ticked. To undo it, press the tick on the plan.")
    else:
        messages.info(request, "That line has nothing left to tick for the days before.")
    return redirect("activities:invitation_list", activity.pk)
