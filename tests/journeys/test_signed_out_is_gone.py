"""Whoever uses a shared computer after somebody else finds nothing of theirs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import ActivityFactory
from tests.journeys.conftest import press, session_cookie


@pytest.fixture
def library_computer(browser_type, browser_type_launch_args, live_server):
    """A browser as people have it: it keeps whole pages for Back, which browsers for tests do not."""
    keeps_pages = {"ignore_default_args": ["--disable-back-forward-cache"]}
    browser = browser_type.launch(**browser_type_launch_args, **keeps_pages)
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(15_000)
    yield context
    browser.close()


def test_after_signing_out_back_shows_nothing(library_computer, live_server, champion, calderdale):
    """I am Ruby. I sign out on the library's computer. Whoever presses Back reads nothing of my plan."""
    plan = ActivityFactory(champion=champion, team=calderdale, description="Baking with friends")
    library_computer.add_cookies([session_cookie(champion, live_server.url)])
    page = library_computer.new_page()
    page.goto(plan.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Baking with friends")
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Sign in")
    for _ in range(2):
        page.go_back(wait_until="commit")
        expect(heading).to_contain_text("Sign in")
        assert "Baking with friends" not in page.content()
    page.goto(plan.get_absolute_url())
    expect(page.get_by_label("Password")).to_be_visible()
