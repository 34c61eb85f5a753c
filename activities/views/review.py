"""Review: a navigator's page of what is coming for the people they support."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.querysets import add_paths
from teams.paging import page_of

PER_PAGE = 10


@require_safe
def review(request):
    """Coming activities with people on this user's caseload, soonest first."""
    coming = Activity.objects.visible_to(request.user).coming(timezone.localdate()).for_review_by(request.user)
    activities = coming.with_caseload_marked(request.user).select_related("champion").prefetch_related("navigators")
    page = page_of(request, activities.order_by("date", "id"), per_page=PER_PAGE)
    add_paths(page.object_list)
    return render(request, "activities/review.html", {"page": page})
