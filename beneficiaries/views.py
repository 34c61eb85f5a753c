"""The list of people supported."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from beneficiaries.forms import FindForm, SearchForm
from beneficiaries.models import Beneficiary, ProfileEntry
from beneficiaries.profile import Part
from beneficiaries.words import looked_for, mark
from teams.paging import page_of

PER_PAGE = 25


# A caseload is read at a glance; whoever has more pages through the whole list.
MOST_OF_CASELOAD = 30


@require_safe
def beneficiary_list(request):
    """The people whom this user may see, by reference, with search; their own caseload first."""
    people = Beneficiary.objects.visible_to(request.user).mark_caseload_of(request.user)
    people = people.select_related("team").prefetch_related("navigators").order_by("reference")
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "page": page_of(request, people.search(words) if words else people, per_page=PER_PAGE)}
    if request.user.is_navigator and not words and "page" not in request.GET:
        context["caseload"] = people.filter(navigators=request.user)[:MOST_OF_CASELOAD]
    return render(request, "beneficiaries/beneficiary_list.html", context)


@require_safe
def beneficiary_find(request):
    """People who shared with this user an interest, a strength or a hope that says what was typed."""
    form = FindForm(request.GET)
    terms = looked_for(form.cleaned_data["q"]) if form.is_valid() else []
    entries = ProfileEntry.objects.visible_to(request.user).saying(terms, every=True)
    people = Beneficiary.objects.visible_to(request.user).who_said(terms, to=request.user, every=True)
    page = page_of(request, people.select_related("team").order_by("reference"), per_page=PER_PAGE)
    found = {person.pk: [] for person in page}
    for entry in entries.filter(beneficiary__in=found):
        said = ", ".join(entry.tags) or entry.sentences
        found[entry.beneficiary_id].append((Part(entry.part).label, mark(said, terms)))
    context = {"form": form, "page": page, "terms": terms, "found": [(person, found[person.pk]) for person in page]}
    return render(request, "beneficiaries/beneficiary_find.html", context)
