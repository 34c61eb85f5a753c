"""What every answer tells a browser that it must not do: each address of the product, whoever asks."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import PASSWORD
from tests.helpers import client_of
from tests.wyfi_coproduction.test_access import INSIDE_ADMIN, PRODUCT, address_of, admin_address, kept, plan

__all__ = ["kept", "plan"]
pytestmark = pytest.mark.django_db

SIGN_OUT = reverse("account_logout")
# What no answer is without.
ALWAYS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
NO_STORE = "private, no-store"
# A calendar looks again each time, but may keep what has not changed.
KEPT_DIFFERENTLY = {"activities:calendar_feed": "private, no-cache"}


def lacking(name, response):
    """The headers that this answer should have and has not."""
    wrong = [header for header, value in ALWAYS.items() if response.get(header) != value]
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy or "http" in policy:
        wrong.append("Content-Security-Policy")
    if "unsafe" in policy and name != "activities:upload_open":
        wrong.append("Content-Security-Policy: unsafe")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if response.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        wrong.append("Referrer-Policy")
    if not {NO_STORE, KEPT_DIFFERENTLY.get(name), *allauths_own()} & {response.get("Cache-Control")}:
        wrong.append("Cache-Control")
    return wrong


def allauths_own():
    """Pages for signing in say it in more words."""
    return {"max-age=0, no-cache, no-store, must-revalidate, private"}


def read(answer):
    """Read a file to its end, so that it is closed."""
    return list(answer.streaming_content) if answer.streaming else answer.content


def walk(client, addresses, method):
    """What each answer lacks, by the name of its address; nothing where all is well."""
    found = {}
    for name, address in addresses.items():
        answer = getattr(client, method)(address, secure=True)
        read(answer)
        if wrong := lacking(name, answer):
            found[name] = wrong
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("is_signed_in", [True, False], ids=["signed in", "signed out"])
def test_every_answer_is_closed_to_other_sites_and_kept_by_no_cache(client, plan, method, is_signed_in):
    # Signing out is last: what follows it would be asked by nobody.
    names = [name for name in PRODUCT if name != "account_logout"] + ["account_logout"]
    browser = client_of(plan.champion) if is_signed_in else client
    assert walk(browser, {name: address_of(name, plan) for name in names}, method) == {}


def test_so_is_every_page_of_django_admin(admin, kept):
    assert walk(client_of(admin), {name: admin_address(name, kept) for name in INSIDE_ADMIN}, "get") == {}


@pytest.mark.parametrize("address", ["/nowhere/", "/static/css/wyfi.css", "/diary", "/healthz"])
def test_so_is_what_is_no_page(client, address):
    answer = client.get(address, secure=True)
    read(answer)
    assert {header: answer.get(header) for header in ALWAYS if header != "X-Frame-Options"} == {
        header: value for header, value in ALWAYS.items() if header != "X-Frame-Options"
    }
    assert "camera=()" in answer["Permissions-Policy"]


def test_so_is_the_answer_to_a_request_in_strange_writing(client):
    answer = client.generic("POST", "/account/sign-in/", b"x", "text/plain; charset=utf-16", secure=True)
    assert answer.status_code == 400
    assert [wrong for wrong in lacking("", answer) if wrong != "Cache-Control"] == []


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, champion):
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": champion.email, "password": PASSWORD})
    for name in (settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"] and cookie["samesite"] == "Lax"
        assert cookie["path"] == "/" and not cookie["domain"]


def test_served_over_https_cookies_have_names_that_browsers_take_only_then():
    """Read from the settings as they are served: tests have no HTTPS."""
    names = "SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE"
    show = f"from wyfi_coproduction.settings import {names}; print({names})"
    environment = os.environ | {"HTTPS": "on", "DEBUG": "off"}
    said = subprocess.run([sys.executable, "-c", show], cwd=settings.BASE_DIR, env=environment, capture_output=True)
    assert said.stdout.split() == [b"__Host-sessionid", b"__Host-csrftoken", b"True", b"True"]


def test_signing_out_clears_what_the_browser_kept(champion):
    client = client_of(champion)
    assert "Clear-Site-Data" not in client.get("/")
    assert client.post(SIGN_OUT)["Clear-Site-Data"] == '"cache", "storage"'
