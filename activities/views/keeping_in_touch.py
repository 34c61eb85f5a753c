"""Keeping in touch: whom nobody has asked for a while, and for whom something got in the way."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.keeping_in_touch import A_WHILE, LATELY, SEVERAL, kept_from_coming, not_asked_for_a_while
from teams.paging import page_of

PER_PAGE = 25


@require_safe
def keeping_in_touch(request):
    """One of the two lists, by reference, of the people whom this user supports."""
    is_kept_away = request.GET.get("show") == "in-the-way"
    people = (kept_from_coming if is_kept_away else not_asked_for_a_while)(request.user, timezone.localdate())
    context = {
        "page": page_of(request, people, per_page=PER_PAGE),
        "is_kept_away": is_kept_away,
        "weeks": (LATELY if is_kept_away else A_WHILE).days // 7,
        "several": SEVERAL,
    }
    return render(request, "activities/keeping_in_touch.html", context)
