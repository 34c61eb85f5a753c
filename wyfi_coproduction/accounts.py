"""Signing in: accounts are made by an admin, so there is no way to sign up."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records

from wyfi_coproduction.second_factor import note_second_factor


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

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in a moment ago is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT
