"""Every address of the product. What is public says so; all else asks for a sign-in."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as passkeys
from django.contrib import admin
from django.urls import include, path, re_path

from wyfi_coproduction import ways_in
from wyfi_coproduction.views import healthz, readyz

# Admins sign in where everyone does, under the same limits.
admin.site.login = secure_admin_login(admin.site.login)

handler500 = "wyfi_coproduction.views.broken"

sign_in = [
    path("sign-in/", ways_in.SignIn.as_view(), name="account_login"),
    path("sign-in/passkey/", ways_in.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/code/", ways_in.AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/sent/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("reauthenticate/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("signing-in/", ways_in.ways_in, name="mfa_index"),
    path("signing-in/passkeys/add/", ways_in.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("signing-in/passkeys/<int:pk>/name/", ways_in.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("signing-in/passkeys/<int:pk>/remove/", ways_in.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("signing-in/app/", ways_in.TurnOnApp.as_view(), name="mfa_activate_totp"),
    path("signing-in/app/off/", ways_in.TurnOffApp.as_view(), name="mfa_deactivate_totp"),
    path("signing-in/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("signing-in/recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", include("activities.urls")),
    path("beneficiaries/", include("beneficiaries.urls")),
    path("reports/", include("reports.urls")),
    path("account/", include("teams.urls")),
    path("account/", include(sign_in)),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
