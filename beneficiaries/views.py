"""The list of people supported."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from beneficiaries.forms import SearchForm
from beneficiaries.models import Beneficiary
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
