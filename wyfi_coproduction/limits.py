"""How often somebody may ask for what is costly, so that no one person or machine slows the product down for all."""

# No public name of allauth's counts what is only read.
from allauth.core.internal import ratelimit
from django.conf import settings
from django.shortcuts import render

from wyfi_coproduction.typed import typed_words

# Whoever knows these addresses needs no sign-in.
LINKS = {"activities:calendar_feed", "activities:board_screen", "activities:say"}
REPORTS = {
    *("reports:report_detail", "activities:finance", "activities:reflection_collect"),
    "activities:subject_access_held",
}
SENDS_MAIL = {"activities:message_send", "activities:speak_to_message"}
# In seconds. Every rate in the settings is over this time, and the page says it.
WAIT = 300


class CostlyRequests:
    """Answers with a kind page, and what was typed, once somebody has asked too often for something costly."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        kind = kind_of_cost(request)
        if kind is None or _may(request, kind):
            return None
        context = {"typed": typed_words(request), "is_link": kind == "link"}
        response = render(request, "429.html", context, status=429)
        response["Retry-After"] = str(WAIT)
        return response


def kind_of_cost(request) -> str | None:
    """What makes this request costly: a name from the setting `COSTLY_RATES`, or None."""
    name = request.resolver_match.view_name
    if name in LINKS:
        return "link"
    if request.method == "POST":
        if request.FILES:
            return "upload"
        return "mail" if name in SENDS_MAIL else None
    if name in REPORTS:
        return "report"
    return "search" if "q" in request.GET and request.user.is_authenticated else None


def _may(request, kind):
    user = request.user
    key = f"user {user.pk}" if user.is_authenticated else f"address {ratelimit.get_ip(request)}"
    rates = settings.COSTLY_RATES
    return ratelimit.consume(request, app="costly", action=kind, config=rates, key=key, limit_get=True) is not None
