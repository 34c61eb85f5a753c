"""The list of people supported."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from beneficiaries.forms import SearchForm
from beneficiaries.models import Beneficiary
from teams.paging import page_of

PER_PAGE = 25


@require_safe
def beneficiary_list(request):
    """The people whom this user may see, by reference, with search."""
    people = Beneficiary.objects.visible_to(request.user).mark_caseload_of(request.user).select_related("team")
    form = SearchForm(request.GET)
    if form.is_valid() and (words := form.cleaned_data["q"]):
        people = people.search(words)
    page = page_of(request, people.prefetch_related("navigators").order_by("reference"), per_page=PER_PAGE)
    return render(request, "beneficiaries/beneficiary_list.html", {"form": form, "page": page})
