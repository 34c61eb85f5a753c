"""Checking in and writing up: who came, what people said, one's own notes, and the e-mail about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities import lessons, register
from activities.faces import by_face
from activities.forms import WriteUpForm
from activities.models import Activity, Feedback, Lesson, Participation, WhoElse, WriteUp
from activities.participation import WERE_THERE
from activities.views.kept_once import keep_words, saved_row


def write_up(request, pk):
    """Notes on how it went, saved; then the e-mail, where that was pressed. Where somebody else saved first, both."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = WriteUpForm(request.POST or None, instance=saved_row(request, activity, WriteUp))
    if not form.is_valid():
        return _page(request, activity, form)
    if stale := keep_words(request, form, "notes"):
        return _page(request, activity, *stale)
    if "send" in request.POST:
        return redirect("activities:message_send", activity.pk, "write_up")
    messages.success(request, "Your notes are saved.")
    return redirect("activities:write_up", activity.pk)


def _page(request, activity, form, both=()):
    parts = Participation.objects.visible_to(request.user).filter(activity=activity).select_related("beneficiary")
    parts = list(parts.order_by("beneficiary__reference"))
    context = {
        "activity": activity,
        "form": form,
        "both": both,
        "today": timezone.localdate(),
        "came": [part.beneficiary for part in parts if part.attendance in WERE_THERE],
        "count": register.count(parts),
        "turns": lessons.turns_for_people(parts),
        "who_else": WhoElse.objects.visible_to(request.user).filter(activity=activity).first(),
        "said": by_face(Feedback.objects.visible_to(request.user).filter(activity=activity)),
        "lessons": Lesson.objects.visible_to(request.user).filter(activity=activity).newest(),
    }
    return render(request, "activities/write_up.html", context)
