"""Whoever uses a shared phone after somebody else finds nothing of theirs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import ActivityFactory
from tests.journeys.conftest import PHONE, press


@pytest.mark.parametrize("way", ["back", "address"])
def test_after_signing_out_back_shows_nothing(browser_for, champion, calderdale, way):
    """I am Ruby. I sign out on the library's computer. Whoever presses Back reads nothing of my plan."""
    plan = ActivityFactory(champion=champion, team=calderdale, description="Baking with friends")
    page = browser_for(champion, viewport=PHONE)
    page.goto(plan.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Baking with friends")
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    if way == "back":
        for _ in range(2):
            page.go_back()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
            assert "Baking with friends" not in page.content()
    else:
        page.goto(plan.get_absolute_url())
    expect(page.get_by_label("Password")).to_be_visible()
    assert "Baking with friends" not in page.content()
