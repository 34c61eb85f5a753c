"""The logs, and reports of errors, hold what helps to put things right and nothing of anybody."""

import json
import logging
import os
import re
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from tests.helpers import client_of, text_of
from tests.wyfi_coproduction.test_access import INSIDE_ADMIN, PRODUCT, address_of, admin_address, kept, plan
from wyfi_coproduction.logs import ErrorLetters, Json, logging_settings, private
from wyfi_coproduction.typed import WRITTEN, WRITTEN_FOR_EACH

__all__ = ["kept", "plan"]
pytestmark = pytest.mark.django_db

MARK = "zephyrwort"
HEADERS = {
    "User-Agent": MARK,
    "Referer": f"http://testserver/{MARK}",
    "Accept-Language": MARK,
    "X-Forwarded-For": MARK,
    "X-Request-ID": f"{MARK}-{MARK}",
    "HX-Current-URL": f"http://testserver/{MARK}",
}
# What a search, a filter or a page is called in an address.
ASKED = {name: MARK for name in "q page next first last teams numbers format kind stage area part month still".split()}


@pytest.fixture
def written():
    """What the product writes as it is served, while the test runs."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    options = {
        name: value for name, value in logging_settings(form="json")["formatters"]["json"].items() if name != "()"
    }
    handler.setFormatter(Json(options.pop("format"), **options))
    requests, root = logging.getLogger("wyfi_coproduction.request_ids"), logging.getLogger()
    levels = [(log, log.level) for log in (requests, root)]
    for log, _ in levels:
        log.setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    for log, level in levels:
        log.setLevel(level)


def forms(parent=BaseForm):
    for form in parent.__subclasses__():
        yield form
        yield from forms(form)


def every_field():
    """The name of every field of every form, and of those that a form has once for each person or thing."""
    names = {name for form in forms() for name in getattr(form, "base_fields", {})}
    return names | set(WRITTEN) | {f"{begins}CAL-014" for begins in WRITTEN_FOR_EACH}


def plant(client, address):
    """Send a word that is nowhere else in every field, parameter and header."""
    typed = dict.fromkeys(every_field(), MARK)
    client.get(address, ASKED, headers=HEADERS)
    client.post(f"{address}?asked={MARK}", typed, headers=HEADERS)


def a_browser(user):
    client = client_of(user)
    client.raise_request_exception = False
    client.cookies["messages"] = MARK
    return client


class TestNothingThatAnybodyTyped:
    def test_is_in_the_logs_whatever_was_sent_where(self, plan, written):
        typed, browser = dict.fromkeys(every_field(), MARK), a_browser(plan.champion)
        for name in (name for name in PRODUCT if name != "account_logout"):
            browser.post(f"{address_of(name, plan)}?asked={MARK}", typed, headers=HEADERS)
        assert len(every_field()) > 100
        assert {line.get("route") for line in written()} >= {"review/", "activities/<int:pk>/edit/"}
        assert MARK not in json.dumps(written()) and "CAL-014" not in json.dumps(written())

    def test_is_in_the_logs_of_django_admin(self, admin, kept, written):
        typed, browser = dict.fromkeys(every_field(), MARK), a_browser(admin)
        for name in INSIDE_ADMIN:
            browser.post(f"{admin_address(name, kept)}?asked={MARK}", typed, headers=HEADERS)
        assert written() and MARK not in json.dumps(written())

    @pytest.mark.parametrize("name", ["activities:week", "activities:beneficiary_detail", "activities:say", "healthz"])
    def test_is_in_the_logs_of_an_error(self, plan, written, monkeypatch, name):
        def break_down(self, request, view, args, kwargs):
            held = dict(request.POST)
            try:
                raise KeyError(f"{MARK} {held}")
            except KeyError as error:
                raise IntegrityError(f"Key (email)=({MARK}) already exists") from error

        monkeypatch.setattr("wyfi_coproduction.limits.CostlyRequests.process_view", break_down)
        # Until the product is loaded afresh its middleware stands as it was: so each browser is a new one.
        plant(a_browser(plan.champion), address_of(name, plan))
        errors = [line for line in written() if "error" in line]
        assert errors and MARK not in json.dumps(written())
        assert "django.db.utils.IntegrityError" in errors[0]["error"] and "builtins.KeyError" in errors[0]["error"]
        assert "break_down" in errors[0]["error"]

    def test_is_in_the_logs_where_the_very_request_is_refused(self, client, written):
        browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
        browser.get("/", headers={"Host": f"{MARK}.example"})
        browser.post(f"/{MARK}/", {"x": MARK})
        browser.post("/account/sign-in/", {"login": MARK, "password": MARK})
        browser.generic("POST", "/account/sign-in/", MARK.encode(), f"multipart/form-data; boundary={MARK}")
        browser.generic(MARK.upper(), "/account/sign-in/")
        assert {line["status"] for line in written() if "status" in line} >= {400, 403, 404}
        assert MARK not in json.dumps(written()).lower()

    @pytest.mark.parametrize(
        ("words", "filled_in", "kept"),
        [
            ("Error handling request %s of %d", (f"/find/?q={MARK}", 7), "Error handling request … of 7"),
            (f"Invalid request from {MARK}", (), "…"),
            ("A number: %d", (MARK,), "…"),
            ("%(name)s has %(number)s", ({"name": MARK, "number": 3},), "… has 3"),
        ],
    )
    def test_is_taken_over_from_what_libraries_say(self, words, filled_in, kept):
        said = logging.LogRecord("library", logging.WARNING, "x", 1, words, filled_in, None)
        assert private(said).getMessage() == kept

    def test_goes_into_an_email_about_an_error(self, champion, mailoutbox, settings, monkeypatch):
        settings.ADMINS = [("keeper@test.example", "keeper@test.example")]
        letters = ErrorLetters()
        record = record_of_an_error()
        letters.setFormatter(Json())
        for _ in range(3):
            letters.emit(record)
        [letter] = mailoutbox
        assert letter.to == ["keeper@test.example"] and "ZeroDivisionError" in letter.body
        assert MARK not in letter.subject + letter.body


def record_of_an_error():
    try:
        raise ZeroDivisionError(MARK)
    except ZeroDivisionError:
        return logging.LogRecord("django.request", logging.ERROR, "x", 1, "Broke: %s", (MARK,), sys.exc_info())


class TestTheNumberOfARequest:
    def test_is_in_each_line_and_in_the_answer(self, champion, written):
        answer = client_of(champion).get("/diary/")
        [line] = written()
        assert line["request_id"] == answer["X-Request-ID"]
        assert (line["method"], line["route"], line["status"], line["message"]) == ("GET", "diary/", 200, "Answered")
        assert line["ms"] >= 0 and line["timestamp"]

    @pytest.mark.parametrize(
        ("proxies", "given", "is_taken"),
        [(1, "0123abcd-ef", True), (0, "0123abcd-ef", False), (1, "no spaces, please", False), (1, "short", False)],
    )
    def test_comes_from_a_proxy_of_ours_alone(self, client, settings, proxies, given, is_taken):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        answer = client.get("/healthz", headers={"X-Request-ID": given})
        assert (answer["X-Request-ID"] == given) == is_taken

    def test_is_read_out_from_the_page_about_an_error(self, champion, monkeypatch, written):
        def break_down(self, request, view, args, kwargs):
            raise ZeroDivisionError

        monkeypatch.setattr("wyfi_coproduction.limits.CostlyRequests.process_view", break_down)
        answer = a_browser(champion).get("/diary/")
        [code] = re.findall(r"read this code out: <strong>(\w{8})<", text_of(answer))
        assert all(line["request_id"].startswith(code) for line in written())

    def test_is_not_asked_of_machines_that_look_whether_all_is_well(self, client, written):
        client.get(reverse("healthz"))
        assert written() == []


REPORTED = """
import django
from sentry_sdk.transport import Transport
from django.conf import settings
from wyfi_coproduction.error_reports import start_sentry

class Recorder(Transport):
    def capture_envelope(self, envelope):
        print(envelope.serialize().decode())

start_sentry("http://key@127.0.0.1/1", transport=Recorder)
django.setup()
from django.test import Client
settings.ALLOWED_HOSTS = ["testserver"]
browser = Client(raise_request_exception=False)
typed = {"login": "zephyrwort@test.example", "password": "zephyrwort"}
browser.post("/account/sign-in/?next=/zephyrwort/", typed, headers={"User-Agent": "zephyrwort"}, secure=True)
"""


def test_nothing_that_anybody_typed_is_in_a_report_to_sentry():
    """An empty database breaks every page that asks it: the error is a real one, with the statement and its values."""
    environment = os.environ | {
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "wyfi_coproduction.settings",
    }
    run = [sys.executable, "-W", "ignore", "-c", REPORTED]
    said = subprocess.run(run, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert "OperationalError" in said.stdout and "request_id" in said.stdout
    assert MARK not in said.stdout and "127.0.0.1" not in said.stdout
    assert MARK not in said.stderr


def test_a_record_keeps_when_it_was_made():
    record = record_of_an_error()
    assert (private(record).created, private(record).levelno) == (record.created, logging.ERROR)
