"""Signing in: accounts are made by an admin, so there is no way to sign up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, ResetPasswordForm


class ClosedAccountAdapter(DefaultAccountAdapter):
    """An account starts with an admin's invitation, never with a form."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That e-mail address and password don't go together. Check both and try again.",
        "too_many_login_attempts": "That was a lot of tries. Wait five minutes, then try again, or get a new password.",
    }

    def is_open_for_signup(self, request):
        return False


class SignInForm(LoginForm):
    """E-mail and password, with labels that stay visible while typing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _show_labels(self)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to send a link to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _show_labels(self)
        self.fields["email"].label = "E-mail address"


def _show_labels(form):
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = "Please fill this in."
