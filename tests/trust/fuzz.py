"""Sends inputs that nobody means to send, and says what came of each."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.forms import BaseForm
from django.test import RequestFactory
from django.test.client import ClientHandler

from tests.trust.odd import Input

OURS = {"teams", "beneficiaries", "checklist", "activities", "reports"}
# Written beside whatever is asked: who is signed in and was last seen when, and that somebody read a page.
BESIDE = re.compile(r"session|trail", re.IGNORECASE)
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


class Browser(RequestFactory):
    """Sends requests straight to the product, always with the same cookies. It keeps nothing of the answers."""

    def __init__(self, cookies):
        super().__init__()
        self.cookies, self.handler = cookies, ClientHandler(enforce_csrf_checks=False)

    def request(self, **request):
        return self.handler(self._base_environ(**request))

    def send(self, tried: Input):
        headers = {"HX-Request": "true"} if tried.by_htmx else {}
        if tried.method == "GET":
            return self.generic("GET", f"{tried.path}?{tried.body.decode('ascii')}", headers=headers)
        return self.generic("POST", tried.path, tried.body, content_type=tried.kind, headers=headers)


@dataclass
class Outcome:
    """How many were tried, and what came of them."""

    counts: Counter = field(default_factory=Counter)
    failures: dict = field(default_factory=dict)

    def note(self, tried: Input, came: str):
        self.counts["tried"] += 1
        if came in {"refused", "accepted"}:
            self.counts[came] += 1
        else:
            self.counts["failed"] += 1
            self.failures.setdefault((tried.name, came), tried)

    def __str__(self):
        return ", ".join(f"{self.counts[each]:,} {each}" for each in ("tried", "refused", "accepted", "failed"))


@dataclass(frozen=True)
class AnotherTeams:
    """What only these may see or change: words that stand in it, and its rows as they are now."""

    words: bytes
    is_for: set[str]
    rows: Callable[[], object]


def try_one(browser: Browser, tried: Input, another: AnotherTeams) -> str:
    """What came of an input: "refused", "accepted", or what is wrong. The database is afterwards as it was before."""
    cache.clear()
    before = another.rows()
    with _undone(), written() as has_written, raised() as errors, found_wrong() as is_wrong:
        response = browser.send(tried)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        is_touched = bool(has_written) and another.rows() != before
        transaction.set_rollback(True)
    if response.status_code >= 500:
        return f"{response.status_code}: {errors}"
    if b"Traceback (most recent call last)" in content:
        return "a trace"
    if tried.who not in another.is_for and (is_touched or another.words in content):
        return "another team's"
    if response.status_code < 400 and not (response.status_code == 200 and is_wrong):
        return "accepted"
    return "changed though refused" if has_written and _changes(browser, tried) else "refused"


@contextmanager
def written():
    """Yields the statements that write something else than what is written beside everything."""
    statements = []

    def watch(execute, sql, params, many, context):
        if WRITES.match(sql) and not BESIDE.search(sql.split("(")[0]):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield statements


@contextmanager
def raised():
    """Yields the errors that no view answered."""
    errors = []

    def keep(**_):
        errors.append(repr(sys.exception()))

    got_request_exception.connect(keep)
    try:
        yield errors
    finally:
        got_request_exception.disconnect(keep)


@contextmanager
def found_wrong():
    """Yields the forms in which something was not right."""
    forms, clean = [], BaseForm.full_clean

    def full_clean(form):
        clean(form)
        if form._errors:
            forms.append(form)

    BaseForm.full_clean = full_clean
    try:
        yield forms
    finally:
        BaseForm.full_clean = clean


def rows() -> dict:
    """Every row that the product keeps, of every table."""
    kept = [model for model in apps.get_models() if model._meta.app_label in OURS and not BESIDE.search(model.__name__)]
    return {model: list(model._base_manager.order_by("pk").values_list()) for model in kept}


def _undone():
    """A block that is undone. What asks to be written for good counts it as the test's own, which it is."""
    block = transaction.atomic()
    block._from_testcase = True
    return block


def _changes(browser, tried: Input) -> bool:
    """Whether anything is different after the input is sent once more: what was written may have been undone."""
    with _undone():
        before = rows()
        browser.send(tried)
        after = rows()
        transaction.set_rollback(True)
    return before != after
