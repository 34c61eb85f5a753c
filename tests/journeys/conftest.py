"""A real browser for each person in a journey, watched for anything that goes wrong unseen."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

# A machine that is busy with other tests answers late; nobody waits longer than it takes.
expect.set_options(timeout=15_000)


class Watch:
    """Notes each console error, script error and broken content rule, and each request that leaves the product."""

    def __init__(self, url):
        self.host = urlsplit(url).netloc
        self.forgiven = []
        self.complaints = []

    def over(self, context):
        context.on("console", self._hear)
        context.on("weberror", lambda problem: self.complaints.append(f"Script error: {problem.error}"))
        context.on("request", self._follow)

    def forgive(self, words):
        """Expect console errors with these words: a browser also reports the refusals that a journey is about."""
        self.forgiven.append(words)

    def unforgiven(self):
        return [words for words in self.complaints if not any(known in words for known in self.forgiven)]

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"Console: {message.text}")

    def _follow(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.complaints.append(f"Another host: {request.url}")


@pytest.fixture
def watch(live_server):
    """What the browsers complain about: nothing, when the journey is over and each of them is closed."""
    watch = Watch(live_server.url)
    yield watch
    assert watch.unforgiven() == []


@pytest.fixture(
    params=[
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.unscripted),
    ]
)
def javascript(request):
    """Whether the browsers in this journey run scripts."""
    return request.param


@pytest.fixture
def browser_for(live_server, watch, new_context):
    """Give somebody a browser of their own, signed in where a user is named, and return its page."""

    def open_browser(user=None, *, javascript=True, viewport=DESK):
        context = new_context(
            base_url=live_server.url, java_script_enabled=javascript, viewport=viewport, reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        watch.over(context)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        return context.new_page()

    return open_browser


def session_cookie(user, url):
    """The cookie of a session in which this user has signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def press(page, words):
    """Press the button that says these words."""
    page.get_by_role("button", name=words, exact=True).click()


def stone(page, stage):
    """The stone on an activity's path that stands for this stage, and shows it on a phone."""
    return page.get_by_role("navigation", name="Stages").get_by_role("link", name=stage)
