"""Settings, read from the environment (or a `.env` file) through django-environ."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

from wyfi_coproduction.error_reports import start_sentry
from wyfi_coproduction.logs import logging_settings
from wyfi_coproduction.secret_key import local_secret_key
from wyfi_coproduction.storage import uploads_storage

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key(BASE_DIR / ".secret_key")
# Keys from before the last change: what they signed still holds, and nothing new is signed with them.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Off only where the product is served on the machine it is used on.
HTTPS = env.bool("HTTPS", default=not DEBUG)

INSTALLED_APPS = [
    "wyfi_coproduction",
    "reports",
    "activities",
    "checklist",
    "beneficiaries",
    "teams",
    "allauth",
    "allauth.account",
    "auditlog",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "import_export",
    "wyfi_coproduction.admin_config.OwnAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "wyfi_coproduction.request_ids.numbered_requests",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "wyfi_coproduction.middleware.closed_to_other_sites",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wyfi_coproduction.middleware.known_methods",
    "wyfi_coproduction.middleware.readable_requests",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wyfi_coproduction.middleware.WhoAndWhere",
    "wyfi_coproduction.middleware.private_pages",
    "wyfi_coproduction.middleware.only_what_was_handed_over",
    "wyfi_coproduction.middleware.SignInRequired",
    "wyfi_coproduction.limits.CostlyRequests",
    "wyfi_coproduction.middleware.second_factor_first",
    "wyfi_coproduction.middleware.AsksWhy",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "wyfi_coproduction.urls"
WSGI_APPLICATION = "wyfi_coproduction.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static", "wyfi_coproduction.templatetags.plain"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that sign-in limits and half-done imports hold across every worker and node.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
# Enough that a crowd never pushes out somebody's count of tries.
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 10_000}
# A report that took so many seconds to count, or more, is kept for ten minutes. A quicker one is counted each time.
REPORT_IS_KEPT_FROM = 0.25

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    # The same, and it knows whether a message had gone off when the line broke.
    EMAIL_CONFIG["EMAIL_BACKEND"] = "activities.mail.CarefulBackend"
vars().update(EMAIL_CONFIG)
# A mail server that does not answer must not hold a page for ever. In seconds.
EMAIL_TIMEOUT = 10
# Where the product is served: links in e-mails begin with it.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Activity planner <no-reply@localhost>")

# The highest scores that are low and medium, of 25: a convention that each organisation sets for itself, not law.
RISK_BANDS = env.list("RISK_BANDS", cast=int, default=[8, 15])

AUTH_USER_MODEL = "teams.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "wyfi_coproduction.passwords.GuessablePasswordValidator"},
]
# Django's own: allauth's would keep every address that a link was ever made for, and let it open the account.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "activities:week"
ACCOUNT_ADAPTER = "wyfi_coproduction.accounts.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# How long a session lasts is for `wyfi_coproduction/sessions.py` to say.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# In seconds. Whoever signed in or showed a passkey longer ago does so again before changing how they sign in.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# In seconds: long enough to find an e-mail on the same small phone.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "wyfi_coproduction.sign_in_forms.SignInForm",
    "reset_password": "wyfi_coproduction.sign_in_forms.ForgottenPasswordForm",
    "request_login_code": "wyfi_coproduction.sign_in_forms.AskForCodeForm",
    "confirm_login_code": "wyfi_coproduction.sign_in_forms.SentCodeForm",
    "reauthenticate": "wyfi_coproduction.sign_in_forms.StillYouForm",
}
# Whose second factor is asked for: names of roles, and “admin”. A copy on the machine that it is used on asks for none.
SECOND_FACTOR_ROLES = env.list(
    "SECOND_FACTOR_ROLES", default=["coordinator", "lead_navigator", "admin"] if HTTPS else []
)
MFA_ADAPTER = "wyfi_coproduction.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The device asks who is there, each time: that is what makes a passkey both factors.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Addresses come from an admin: nobody has to show that theirs is their own.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# An office may stand behind one address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "wyfi_coproduction.sign_in_forms.SecondStepForm",
    "authenticate_webauthn": "wyfi_coproduction.sign_in_forms.UsePasskeyForm",
    "reauthenticate": "wyfi_coproduction.sign_in_forms.StillYouByCodeForm",
    "reauthenticate_webauthn": "wyfi_coproduction.sign_in_forms.StillYouByPasskeyForm",
    "login_webauthn": "wyfi_coproduction.sign_in_forms.SignInWithPasskeyForm",
    "add_webauthn": "wyfi_coproduction.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "wyfi_coproduction.sign_in_forms.RenamePasskeyForm",
    "activate_totp": "wyfi_coproduction.sign_in_forms.TurnOnAppForm",
}
# How many proxies stand in front, so that sign-in limits count visitors and not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
ACCOUNT_RATE_LIMITS = {
    # A key is an account as guessed from one known device, or from all others together (`known_devices`).
    "login_failed": "10/5m/key,50/5m/ip",
    "mail_asked_for": "5/15m/key",
    "request_login_code": "20/m/ip",
    "reset_password": "20/m/ip",
}
# For each person, or for each address of whoever is not signed in. What each is stands in `limits.py`.
COSTLY_RATES = {
    "report": "30/5m/key",
    "search": "100/5m/key",
    "upload": "40/5m/key",
    "mail": "20/5m/key",
    # A whole office, or the phones of one network, may have one address.
    "link": "300/5m/key",
}

# Who changed what, and who read it: `teams/trail.py` says what is kept.
AUDITLOG_LOGENTRY_MODEL = "teams.TrailEntry"
# Its own table would stay empty.
MIGRATION_MODULES = {"auditlog": None}
AUDITLOG_MASK_CALLABLE = "teams.trail.hide_words"
# A visitor could write this header, and it would be kept as it came.
AUDITLOG_CID_HEADER = None

SESSION_ENGINE = "wyfi_coproduction.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
# In seconds, as that is: how long a session on a shared computer may rest.
SHARED_SESSION_AGE = 20 * 60

CSRF_FAILURE_VIEW = "wyfi_coproduction.views.stale_page"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Forms carry the token themselves, so that no script ever needs the cookie.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    # Browsers take a cookie of this name only over HTTPS, and from this very host.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# A visitor could write this header too, so it counts only where a proxy of ours writes over it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# What a page of ours never asks a browser for. A photo is taken by the phone's own camera, outside the page.
NEVER_ASKED_FOR = (
    "accelerometer autoplay bluetooth camera display-capture encrypted-media geolocation gyroscope hid idle-detection "
    "local-fonts magnetometer microphone midi payment picture-in-picture screen-wake-lock serial storage-access usb "
    "web-share xr-spatial-tracking"
)
PERMISSIONS_POLICY = {feature: [] for feature in NEVER_ASKED_FOR.split()}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # Bootstrap draws its tick boxes and arrows from data: images.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Whom to ring when nobody else answers. It stands on the day pack; empty where there is nobody on call.
ON_CALL_NUMBER = env.str("ON_CALL_NUMBER", default="")

# In pounds. What it means, and where it comes from, stands in `activities/petty_cash.py`.
PETTY_CASH_LIMIT = env("PETTY_CASH_LIMIT", cast=Decimal, default=Decimal("20.00"))
# The day, as month-day, on which the year begins for which payments to a person are added up: the tax year's.
PAYMENTS_YEAR_STARTS = datetime.strptime(env.str("PAYMENTS_YEAR_STARTS", default="04-06"), "%m-%d").date()

# The month, 1 to 12, on the first of which the project's year begins: its quarters begin with it.
PROJECT_YEAR_STARTS = env.int("PROJECT_YEAR_STARTS", default=6)

# For how many months it is kept: what is held of somebody after their support ended, what the accounts need, names of
# others after they last came along (and of colleagues whose account is closed), messages to colleagues, and the trail.
# A suggestion: each organisation decides for itself. `letting_go.py` says what goes when.
RETENTION_MONTHS = {
    "support": env.int("KEEP_SUPPORT_MONTHS", default=60),
    "money": env.int("KEEP_MONEY_MONTHS", default=72),
    "contacts": env.int("KEEP_CONTACTS_MONTHS", default=18),
    "messages": env.int("KEEP_MESSAGES_MONTHS", default=18),
    "trail": env.int("KEEP_TRAIL_MONTHS", default=72),
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "wyfi_coproduction.formats"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": uploads_storage(env, folder=BASE_DIR / "uploads"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# How large a file may be that somebody brings. More than that is dropped while it arrives.
UPLOAD_LIMIT_MB = env.int("UPLOAD_LIMIT_MB", default=10)
# With less room than this on its disk the product says that it is not well.
DISK_FREE_MB = env.int("DISK_FREE_MB", default=500)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "wyfi_coproduction.upload_handler.LimitedUploadHandler",
]
# No form asks for more files than this at once.
DATA_UPLOAD_MAX_NUMBER_FILES = 10

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
MESSAGE_TAGS = {messages.ERROR: "danger"}

# Whoever has the private key of this public one can read backups; this machine cannot.
BACKUP_PUBLIC_KEY = env.str("BACKUP_PUBLIC_KEY", default="")
BACKUP_DIR = env.str("BACKUP_DIR", default=str(BASE_DIR / "backups"))
# Of how many days, weeks and months the last backup is kept.
BACKUP_KEEP = env.list("BACKUP_KEEP", cast=int, default=[7, 4, 12])

# A line of JSON for each request and each thing that went wrong, or the latter alone, for somebody who reads along.
LOGS = env.str("LOGS", default="json" if HTTPS else "plain")
# Who gets an e-mail when something went wrong.
ADMINS = [(address, address) for address in env.list("ERROR_EMAILS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""
LOGGING = logging_settings(form=LOGS, with_letters=bool(ADMINS))
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    start_sentry(SENTRY_DSN)
