"""Pages about how somebody signs in. What allauth does already, it does; this is what it leaves to us."""

from allauth.account.views import LoginView, RequestLoginCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from wyfi_coproduction.second_factor import (
    check_second_factor,
    needs_second_factor,
    set_up_second_factor,
)
from wyfi_coproduction.sessions import note_whether_shared

Type = Authenticator.Type


@require_safe
def ways_in(request):
    """How I sign in: passkeys, password and second step."""
    kept = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    context = {
        "passkeys": [key for key in kept if key.type == Type.WEBAUTHN],
        "app": next((key for key in kept if key.type == Type.TOTP), None),
        "recovery_codes": next((key for key in kept if key.type == Type.RECOVERY_CODES), None),
        "sessions": request.user.sessions.filter(expire_date__gt=timezone.now()).order_by("-last_used_at"),
        "this_key": request.session.session_key,
        "is_needed": needs_second_factor(request.user),
        "nobody_is_asked": not settings.SECOND_FACTOR_ROLES,
        "is_missing": request.is_held_back,
    }
    return render(request, "account/ways_in.html", context)


class NotesSharedComputer:
    """A way in that asks whether the computer is shared. The answer counts for however many steps follow."""

    def form_valid(self, form):
        note_whether_shared(self.request, is_shared=form.cleaned_data["is_shared"])
        return super().form_valid(form)


class SignIn(NotesSharedComputer, LoginView):
    """Sign in with a password."""


class AskForCode(NotesSharedComputer, RequestLoginCodeView):
    """Ask for a code by e-mail."""


class SignInWithPasskey(NotesSharedComputer, LoginWebAuthnView):
    """Sign in with a passkey."""


class SetsUpSecondFactor:
    """A page after which this session has a second factor, and no other session goes on without it."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        response = super().form_valid(form)
        set_up_second_factor(self.request)
        return response


class AddPasskey(SetsUpSecondFactor, AddWebAuthnView):
    """Add a passkey. It always stays on the device and asks who is there, so that it can be used on its own."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"options": begin_registration(self.request.user, passwordless=True)}
        return context

    def get_success_url(self):
        """Recovery codes stand in for a second factor; whoever needs none has their e-mail to fall back on."""
        return super().get_success_url() if needs_second_factor(self.request.user) else reverse("mfa_index")


class TurnOnApp(SetsUpSecondFactor, ActivateTOTPView):
    """Turn on an app that makes codes."""


class RenamePasskey(EditWebAuthnView):
    """Call a passkey something else."""

    success_url = reverse_lazy("mfa_index")


class TakesAwaySecondFactor:
    """A page after which this session may have no second factor any more."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        response = super().form_valid(form)
        check_second_factor(self.request)
        return response


class RemovePasskey(TakesAwaySecondFactor, RemoveWebAuthnView):
    """Take a passkey away."""


class TurnOffApp(TakesAwaySecondFactor, DeactivateTOTPView):
    """Turn the app off."""
