"""What happens to somebody whose session ended, and what a shared or handed-over phone may keep and open."""

from urllib.parse import urlencode, urlsplit

from allauth.core.internal.httpkit import get_client_ip
from auditlog.middleware import AuditlogMiddleware
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from activities.handing_over import is_handed_over
from activities.reasons import ReasonNeeded
from teams.trail import network_of
from wyfi_coproduction.second_factor import opens_without_second_factor, second_factor_is_missing
from wyfi_coproduction.sessions import is_shared
from wyfi_coproduction.typed import typed_words

METHODS = ("GET", "HEAD", "POST")


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says that it is public. Nothing typed is lost on the way."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": sign_in_address(page_of_origin(request, "HX-Current-URL"))})
        if request.method == "POST":
            context = {"typed": typed_words(request), "sign_in": sign_in_address(page_of_origin(request, "Referer"))}
            return render(request, "signed_out.html", context, status=403)
        return super().handle_no_permission(request, view_func)


def sign_in_address(page):
    """The sign-in page that leads back to this page."""
    return f"{reverse('account_login')}?{urlencode({'next': page})}"


def page_of_origin(request, header):
    """The page of ours that this header names, else my week: an address that takes only a press is no page."""
    address = request.headers.get(header, "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return reverse("activities:week")
    return urlsplit(address)._replace(scheme="", netloc="").geturl()


class WhoAndWhere(AuditlogMiddleware):
    """Tells the trail who asks, and from which network. It believes the proxies that sign-in limits believe."""

    @staticmethod
    def _get_remote_addr(request):
        try:
            return network_of(get_client_ip(request))
        except ImproperlyConfigured:
            # It came past fewer proxies than there are. A page is not refused for that.
            return None


class AsksWhy:
    """Leads whoever opens a person's page outside their own caseload to the question why, and back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, ReasonNeeded):
            page = reverse("activities:person_reason", args=[exception.person.reference])
            return _lead_to(request, f"{page}?{urlencode({'next': request.get_full_path()})}")


def private_pages(get_response):
    """Keep what the product says out of caches, and out of the history that Back opens after signing out."""

    def middleware(request):
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        if request.user.is_authenticated and is_shared(request.session):
            # By then the session has ended, and the next person sits down.
            response["Refresh"] = f"{settings.SHARED_SESSION_AGE + 5}; url={reverse('account_login')}"
        return response

    return middleware


def closed_to_other_sites(get_response):
    """Let no other site show, load or read anything of ours, static files included."""

    def middleware(request):
        response = get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def readable_requests(get_response):
    """Refuse a request that says it is written in anything but UTF-8, which is what browsers write our forms in."""

    def middleware(request):
        if (request.encoding or "utf-8").lower() not in {"utf-8", "utf8"}:
            return HttpResponseBadRequest("We could not read that. Nothing has changed.", content_type="text/plain")
        return get_response(request)

    return middleware


def known_methods(get_response):
    """Refuse every method but those of pages and forms: no view is opened in a way it was not made for."""

    def middleware(request):
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return middleware


def only_what_was_handed_over(get_response):
    """While a phone is handed over, let its session open the page that it was handed over for, and nothing else."""

    def middleware(request):
        if not is_handed_over(request.session) or not request.user.is_authenticated:
            return get_response(request)
        page = reverse("activities:feedback_give")
        if request.path not in (page, reverse("activities:feedback_take_back")):
            return _lead_to(request, page)
        response = get_response(request)
        # What is said of a form that could not be read has the product around it.
        return _lead_to(request, page) if request.method == "POST" and response.status_code >= 400 else response

    return middleware


def second_factor_first(get_response):
    """Lead whoever needs a second factor and has none to where they set one up. Nothing else opens before."""

    def middleware(request):
        request.is_held_back = request.user.is_authenticated and second_factor_is_missing(request)
        if request.is_held_back and not opens_without_second_factor(request.path):
            return _lead_to(request, reverse("mfa_index"))
        return get_response(request)

    return middleware


def _lead_to(request, page):
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": page})
    return HttpResponseRedirect(page)
