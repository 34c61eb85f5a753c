"""Pages about oneself."""

from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def account_detail(request):
    """Who I am here, and my password."""
    memberships = request.user.memberships.select_related("team")
    return render(request, "teams/account_detail.html", {"memberships": memberships})
