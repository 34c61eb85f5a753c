"""What people fill in to sign in and to look after how they do, with labels that stay visible while typing."""

import struct

from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
)
from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache

from wyfi_coproduction.known_devices import who_tries

# What the parts that read a passkey's answer raise where it is not one.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)
NAME_LENGTH = 60


class PlainForm:
    """Labels instead of words that vanish when one types, and one sentence for what was left out."""

    labels = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = "Please fill this in."
            field.label = self.labels.get(name, field.label)


class CodeForm(PlainForm):
    """A code that is typed from somewhere else: a phone offers it, and shows digits or letters as they are."""

    labels = {"code": "Code"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class SharedComputer(forms.Form):
    """Asked at each way in."""

    is_shared = forms.BooleanField(
        label="This is a shared computer",
        required=False,
        help_text="We sign you out after 20 minutes without a press, or when the browser is closed.",
    )


class SignInForm(PlainForm, LoginForm, SharedComputer):
    """E-mail and password."""

    labels = {"login": "E-mail address", "password": "Password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AsksForMail:
    """Nobody has somebody else's letter box filled, nor keeps them from asking on a device that they used before."""

    def clean_email(self):
        key = who_tries(context.request, self.cleaned_data["email"])
        if not ratelimit.consume(context.request, action="mail_asked_for", key=key):
            raise forms.ValidationError("We sent a few already. Look in your e-mail, or wait 15 minutes.")
        return super().clean_email()


class ForgottenPasswordForm(PlainForm, AsksForMail, ResetPasswordForm):
    """The address to send a link to."""

    labels = {"email": "E-mail address"}


class AskForCodeForm(PlainForm, AsksForMail, RequestLoginCodeForm, SharedComputer):
    """The address to send a code to."""

    labels = {"email": "E-mail address"}


class SentCodeForm(CodeForm, ConfirmLoginCodeForm):
    """The code from the e-mail."""


class StillYouForm(PlainForm, ReauthenticateForm):
    """The password, once more."""

    labels = {"password": "Password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class OnceOnly:
    """A code from an app counts once, for as long as it would be taken. allauth forgets it sooner."""

    def clean_code(self):
        code = super().clean_code()
        taken_for = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
        if not cache.add(f"code-used-{self.user.pk}-{normalize_user_code(code)}", True, taken_for):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(CodeForm, OnceOnly, AuthenticateForm):
    """A code from an app, or a recovery code."""


class StillYouByCodeForm(CodeForm, OnceOnly, ReauthenticateByCodeForm):
    """The same, once more."""


class TurnOnAppForm(CodeForm, ActivateTOTPForm):
    """The first code from an app, which shows that it is set up."""


class PasskeyForm:
    """A form that the browser fills in. What it cannot be is refused in words, whatever somebody sent instead."""

    def _read(self, step):
        try:
            return step()
        except forms.ValidationError:
            raise
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(PlainForm, PasskeyForm, AddWebAuthnForm):
    """A new passkey, and what to call it."""

    labels = {"name": "Name"}
    name = forms.CharField(required=False, max_length=NAME_LENGTH)

    def clean(self):
        return self._read(super().clean)


class RenamePasskeyForm(PlainForm, EditWebAuthnForm):
    """What to call a passkey."""

    labels = {"name": "Name"}
    name = forms.CharField(max_length=NAME_LENGTH)


class UsePasskeyForm(PasskeyForm, AuthenticateWebAuthnForm):
    """A passkey as the second step."""

    def clean_credential(self):
        return self._read(super().clean_credential)


class SignInWithPasskeyForm(PasskeyForm, LoginWebAuthnForm, SharedComputer):
    """A passkey on its own."""

    def clean_credential(self):
        return self._read(super().clean_credential)


class StillYouByPasskeyForm(PasskeyForm, ReauthenticateWebAuthnForm):
    """A passkey, once more."""

    def clean_credential(self):
        return self._read(super().clean_credential)
