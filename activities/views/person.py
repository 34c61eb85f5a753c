"""Opening what stands about one person: it is kept who did, and outside one's own caseload why."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from activities.caseload import mark_theirs
from activities.forms.reason import ReasonForm
from activities.reasons import ReasonNeeded, has_said_why, remember
from beneficiaries.models import Beneficiary, SafeguardingPointer
from teams import trail
from teams.models import TrailEntry
from teams.paging import page_of

PER_PAGE = 50


def open_person(request, reference, people=None, *, what="their page"):
    """Somebody whom the user may see, or a 404; of `people` where only some of those may be opened here.

    Keeps in the trail that `what` was opened. Raises ReasonNeeded outside the user's caseload, until they said why: the
    middleware leads to that question and back. What is sent is never refused for that, so that nothing typed is lost.
    """
    seen = Beneficiary.objects.visible_to(request.user) if people is None else people
    person = get_object_or_404(mark_theirs(seen, request.user), reference=reference)
    is_open = person.is_theirs or has_said_why(request.session, person.pk, today=timezone.localdate())
    is_page = request.method in ("GET", "HEAD")
    if is_page and not is_open:
        raise ReasonNeeded(person)
    if is_page or not is_open:
        trail.keep_reading(by=request.user, of=person, what=what)
    return person


def person_reason(request, reference):
    """Ask why somebody opens the page of a person who is not of their caseload. It is kept with who and when."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    back = _page_asked_for(request, person)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        trail.keep_reading(by=request.user, of=person, what="their page", words=form.cleaned_data["why"])
        remember(request.session, person.pk, today=timezone.localdate())
        return redirect(back)
    return render(request, "activities/person_reason.html", {"person": person, "form": form, "next": back})


def _page_asked_for(request, person):
    """The address that was asked for; a person's own page where none is named, or one of somebody else's."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_ours else person.get_absolute_url()


@require_safe
def person_trail(request, reference):
    """Who looked at what is held of somebody, and who changed it: for those who answer for them, to give to them.

    Where something about their safety is written down is left out: whether they are told of that is decided elsewhere.
    """
    answered_for = Beneficiary.objects.visible_to(request.user).needs_written_by(request.user)
    person = open_person(request, reference, answered_for, what="this list")
    entries = TrailEntry.objects.of_person(person.pk).without(SafeguardingPointer)
    context = {"person": person, "page": page_of(request, entries.order_by("-id"), per_page=PER_PAGE)}
    return render(request, "activities/person_trail.html", context)
