"""Somebody asked what is held of them: by when they are answered, and all that is held, to print or as a file."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms.subject_access import OnForm, SubjectRequestForm
from activities.held import held_on, keepers_of_trust
from beneficiaries.models import SubjectRequest
from beneficiaries.subject_actions import (
    answer_subject_request,
    ask_what_they_mean,
    hear_what_they_mean,
    write_subject_request,
)
from teams import trail
from teams.paging import page_of

PER_PAGE = 25
# What can become of a request: what the page asks, what it does, and what it says then.
TURNS = {
    "unclear": ("When did you ask them what they mean?", ask_what_they_mean, "Kept. The clock stands still."),
    "clear": ("When did they say what they mean?", hear_what_they_mean, "Kept. The clock goes on."),
    "answered": ("When did you give it to them?", answer_subject_request, "Kept. Thank you for answering in time."),
}


@require_safe
def subject_access_list(request):
    """Requests that are open, the oldest first, then those that were answered."""
    requests = _requests(request)
    answered = requests.exclude(answered_on=None).order_by("-answered_on", "-pk")
    context = {"open": requests.open(), "page": page_of(request, answered, per_page=PER_PAGE)}
    return render(request, "activities/subject_access_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def subject_access_add(request):
    """Write down that somebody asked."""
    _requests(request)
    today = timezone.localdate()
    form = SubjectRequestForm(request.POST or None, user=request.user, today=today, initial={"asked_on": today})
    if request.method == "POST" and form.is_valid():
        form.instance.beneficiary, form.instance.by = form.cleaned_data["reference"], request.user
        kept = write_subject_request(request=form.instance)
        messages.success(request, f"Kept. Answer {kept.beneficiary.called} by the day that stands here.")
        return redirect("activities:subject_access_list")
    return render(request, "activities/subject_access_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def subject_access_turn(request, pk, turn):
    """Keep on which day something became of a request."""
    requests = _requests(request).filter(pk=pk)
    asked = get_object_or_404(requests)
    if turn not in TURNS:
        raise Http404
    question, act, said = TURNS[turn]
    today, latest = timezone.localdate(), asked.waiting_until or asked.waiting_from or asked.asked_on
    form = OnForm(request.POST or None, today=today, not_before=latest, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        act(requests=requests, on=form.cleaned_data["on"])
        messages.success(request, said)
        return redirect("activities:subject_access_list")
    context = {"form": form, "asked": asked, "question": question, "turn": turn}
    return render(request, "activities/subject_access_turn.html", context)


@require_safe
def subject_access_held(request, pk):
    """All that is held on whoever asked: a page to print, and the same as JSON."""
    asked = get_object_or_404(_requests(request), pk=pk)
    person, today = asked.beneficiary, timezone.localdate()
    sections = held_on(person, user=request.user)
    rows = sum(len(section.rows) for section in sections)
    trail.keep_reading(by=request.user, of=person, what="all that is held of them")
    trail.keep_taking_out(by=request.user, what="all that is held on one person", rows=rows)
    if request.GET.get("file") != "json":
        context = {"asked": asked, "person": person, "sections": sections, "today": today}
        context["keepers"] = keepers_of_trust(person, user=request.user)
        return render(request, "activities/subject_access_held.html", context)
    held = {"reference": person.reference, "on": today, "held": {each.heading: each.rows for each in sections}}
    headers = {"Content-Disposition": f'attachment; filename="held-{today}.json"'}
    return JsonResponse(held, json_dumps_params={"indent": 2, "ensure_ascii": False}, headers=headers)


def _requests(request):
    """The requests that this user answers; for anybody but coordinators there is no such page."""
    if not request.user.is_coordinator:
        raise Http404
    return SubjectRequest.objects.visible_to(request.user)
