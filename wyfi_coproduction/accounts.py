"""Signing in: accounts are made by an admin, so there is no way to sign up."""

import time
from functools import partial

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from teams.actions import end_sessions
from wyfi_coproduction.aside import aside
from wyfi_coproduction.devices import device_of
from wyfi_coproduction.known_devices import remember_device, who_tries
from wyfi_coproduction.second_factor import note_second_factor
from wyfi_coproduction.sessions import is_shared, note_device

CHANGED = "account/email/changed"
# Anybody may ask for the first two, and the page must take as long for who has no account. Nobody waits for the third.
SENT_ASIDE = {"account/email/login_code", "account/email/password_reset_key", CHANGED}
# What somebody is told of how their account is opened, by what allauth calls it.
WHAT_CHANGED = {
    "account/email/password_changed": "Your password was changed.",
    "account/email/password_set": "A password was chosen for your account.",
    "account/email/password_reset": "A password was chosen for your account, by a link that we sent to this address.",
    "mfa/email/webauthn_added": "A passkey was added. Whoever has it can sign in as you.",
    "mfa/email/webauthn_removed": "A passkey was taken away. It opens your account no more.",
    "mfa/email/totp_activated": "An app for codes was turned on.",
    "mfa/email/totp_deactivated": "The app for codes was turned off.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made. Older ones work no more.",
}


class ClosedAccountAdapter(DefaultAccountAdapter):
    """An account starts with an admin's invitation, never with a form."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That e-mail address and password don't go together. Check both and try again.",
        "too_many_login_attempts": "That was a lot of tries. Sign in another way, or wait five minutes.",
        "incorrect_code": "That is not the code that we sent. Look again, and type it once more.",
        "incorrect_password": "That is not your password. Try again.",
        "rate_limited": "That was a lot of tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        return ["allauth.account.stages.LoginByCodeStage", "wyfi_coproduction.second_factor.SecondStep"]

    def login(self, request, user):
        super().login(request, user)
        note_second_factor(request)
        note_device(request)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if not is_shared(request.session):
            remember_device(request, response, user.email)
        return response

    def set_password(self, user, password):
        """Save a new password, which ends every session but the one in which it was chosen."""
        super().set_password(user, password)
        end_sessions(users=[user])

    def send_mail(self, template_prefix, email, context):
        """Send a message, some of them aside: then the page does not wait for the mail server."""
        send = partial(super().send_mail, template_prefix, email, context)
        if template_prefix in SENT_ASIDE:
            aside(send)
        else:
            send()

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell somebody what changed about signing in as them, in case it was not them."""
        context = {
            "user": user,
            "what": WHAT_CHANGED[template_prefix],
            "device": device_of(self.request.headers.get("User-Agent", "")),
            "now": timezone.localtime(),
            "link": settings.SITE_URL + reverse("mfa_index"),
        }
        self.send_mail(CHANGED, user.email, context)

    def _get_login_attempts_cache_key(self, request, **credentials):
        return who_tries(request, credentials["email"])

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in a moment ago is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT
