"""Theo, a coordinator, is asked for a second factor: he adds a passkey on his phone, and signs in with it."""

from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.conftest import PHONE, press

PHONES_LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def screen_lock(page):
    """Give this browser a phone's screen lock, and return how to say who holds the phone: its owner, or not."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    lock = session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONES_LOCK})
    return lambda is_owner: session.send("WebAuthn.setUserVerified", lock | {"isUserVerified": is_owner})


def sign_in_by_password(page, user):
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def sign_out(page):
    page.goto("/account/sign-out/")
    press(page, "Sign out")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def is_my_week(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("My week")


def test_a_coordinator_adds_a_passkey_and_signs_in_with_it_alone_and_after_the_password(
    browser_for, coordinator, settings
):
    settings.SECOND_FACTOR_ROLES = ["coordinator"]
    page = browser_for(viewport=PHONE)
    held_by_its_owner = screen_lock(page)

    sign_in_by_password(page, coordinator)
    expect(page.get_by_role("heading", name="One more step before you start")).to_be_visible()
    page.goto("/diary/")
    expect(page.get_by_role("heading", name="How I sign in")).to_be_visible()

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    press(page, "Add a passkey on this device")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    is_my_week(page)

    sign_out(page)
    held_by_its_owner(False)
    press(page, "Use my fingerprint, face or screen lock")
    expect(page.get_by_text("That was stopped, or took too long.")).to_be_visible()
    held_by_its_owner(True)
    press(page, "Use my fingerprint, face or screen lock")
    is_my_week(page)

    sign_out(page)
    sign_in_by_password(page, coordinator)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    press(page, "Use my fingerprint, face or screen lock")
    is_my_week(page)
