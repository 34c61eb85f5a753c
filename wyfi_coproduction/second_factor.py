"""The second factor: who needs one, and what a session may open until there is one.

A passkey counts as both factors, because the device asks for a fingerprint, a face or its screen lock. An e-mail with
a code or a link is the first factor only, as a password is.
"""

import base64
import hashlib

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import checks
from django.urls import reverse

from teams.actions import end_sessions
from teams.models import Role
from wyfi_coproduction.devices import device_of

ADMIN = "admin"
KNOWN_ROLES = {ADMIN, *Role.values}
SESSION_KEY = "second_factor"
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(user) -> bool:
    """Whether one of this person's roles opens so much that one factor is not enough."""
    wanted = set(settings.SECOND_FACTOR_ROLES)
    if not wanted:
        return False
    if ADMIN in wanted and (user.is_staff or user.is_superuser):
        return True
    return any(role in wanted for _, role in user.roles)


def note_second_factor(request) -> None:
    """Keep in the session of somebody who just signed in whether they showed a second factor."""
    records = get_authentication_records(request, request.user)
    request.session[SESSION_KEY] = any(record["method"] == "mfa" for record in records)


def set_up_second_factor(request) -> None:
    """Let this session go on: whoever is in it has just set a second factor up. No other goes on without it."""
    request.session[SESSION_KEY] = True
    if needs_second_factor(request.user):
        end_sessions(users=[request.user], but=request.session.session_key)


def check_second_factor(request) -> None:
    """Keep in the session that there is no second factor, where the last one was just taken away."""
    if not Authenticator.objects.filter(user=request.user, type__in=SECOND_FACTORS).exists():
        request.session[SESSION_KEY] = False


def second_factor_is_missing(request) -> bool:
    """Whether this session has to set up a second factor before it opens anything else."""
    return not request.session.get(SESSION_KEY) and needs_second_factor(request.user)


def opens_without_second_factor(path) -> bool:
    """Whether this is an address for setting a second factor up, or for signing out."""
    ways = ("mfa_index", "account_reauthenticate")
    return path.startswith(tuple(map(reverse, ways))) or path == reverse("account_logout")


@checks.register
def check_roles(**kwargs):
    """A role that is written wrongly would be let in without a second factor."""
    unknown = set(settings.SECOND_FACTOR_ROLES) - KNOWN_ROLES
    if not unknown:
        return []
    words = f"SECOND_FACTOR_ROLES names {', '.join(sorted(unknown))}. Known are: {', '.join(sorted(KNOWN_ROLES))}."
    return [checks.Error(words, id="wyfi_coproduction.E001")]


class SecondStep(AuthenticateStage):
    """Asked at sign-in of whoever needs a second factor, and of whoever turned on an app for it.

    Anybody else may have a passkey merely because it is easier, and sign in another way on another device.
    """

    def handle(self):
        user = self.login.user
        if needs_second_factor(user) or DefaultMFAAdapter().is_mfa_enabled(user, types=["totp"]):
            return super().handle()
        return None, True


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names people can read, and secrets that a copy of the database alone does not give away."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That did not fit. Look again, or wait for the next code, and try once more.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first.",
    }

    def generate_authenticator_name(self, user, type):
        return device_of(self.request.headers.get("User-Agent", ""))

    def get_totp_issuer(self):
        return "Activity planner"

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "Activity planner"}

    def encrypt(self, text):
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret itself, or a worthless one where the SECRET_KEY is another than it was kept with."""
        try:
            return _locks().decrypt(encrypted_text).decode()
        except InvalidToken:
            return base64.b32encode(Fernet.generate_key()).decode()


def _locks():
    """Locks made from this product's keys: the present one first, then those that it still knows."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.sha256(f"second factor {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
