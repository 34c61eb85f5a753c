"""Calendar: somebody's plans, for the calendar on their phone."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from activities.feed import feed_of
from teams import trail
from teams.calendar_address import owner_of

# In seconds.
A_DAY = 24 * 60 * 60


@require_safe
@login_not_required
@conditional_page
def calendar_feed(request, token):
    """The plans of whoever this address belongs to. A calendar cannot sign in, so the address itself is the secret."""
    owner = owner_of(token)
    if owner is None:
        raise Http404
    today = timezone.localdate()
    feed = feed_of(owner, today=today)
    # A phone asks every hour: once a day says enough.
    if owner.calendar_has_references and cache.add(f"calendar-{owner.pk}-{today}", True, timeout=A_DAY):
        trail.keep_taking_out(by=owner, what="their calendar, with references", rows=feed.count(b"BEGIN:VEVENT"))
    response = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    # A weak tag holds for the feed as it is and for the same feed made smaller on its way.
    response["ETag"] = f'W/"{sha256(feed).hexdigest()}"'
    patch_cache_control(response, private=True, no_cache=True)
    return response
