"""Django's settings. What differs between registers comes from the environment and the home."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url

from seloste.config.home import home, secret

HOME = home()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = secret(HOME / "secret.key")
DEBUG = False
# The register is reached by the names its operator states; loopback always works.
SELOSTE_HOSTS = os.environ.get("SELOSTE_HOSTS", "").split()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *SELOSTE_HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in SELOSTE_HOSTS]

INSTALLED_APPS = [
    "seloste.console",
    "seloste.console.sign_in",  # before allauth: its templates replace allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "seloste.vault.keystore",
    "seloste.vault",
    "seloste.audit",
    "seloste.outbox",
    "seloste.notice",
    "seloste.usability",
    "seloste.lifetimes",
    "seloste.public",
    "seloste.staff",
    "seloste.disclosures",
    "seloste.customers",
    "seloste.contracts",
    "seloste.consents",
    "seloste.tokens",
    "seloste.retention",
    "seloste.breaches",
    "seloste.rights",
    "seloste.exchange",
    "seloste.backups",
    "seloste.evidence",
]

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # WAL: readers do not wait for the writer. FULL: what was acknowledged survives a power cut.
    # secure_delete: what is erased is overwritten in the file. Temporary tables stay in memory.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
    ),
}


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / name,
        "OPTIONS": _SQLITE,
        "CONN_MAX_AGE": None,
    }


def _postgresql(url: str, *, schema: str) -> dict[str, Any]:
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    settings["OPTIONS"] = {
        **settings.get("OPTIONS", {}),
        "options": f"-c search_path={schema}",
    }
    return settings


_URL = os.environ.get("SELOSTE_DATABASE_URL", "")
_KEYS_URL = os.environ.get("SELOSTE_KEYS_DATABASE_URL", "")
# Keys live in a store of their own: a file, a schema, or, if stated, a database elsewhere.
DATABASES: dict[str, dict[str, Any]] = {
    "default": _postgresql(_URL, schema="public") if _URL else _sqlite("register.sqlite3"),
    "keys": (
        _postgresql(_KEYS_URL, schema="public")
        if _KEYS_URL
        else _postgresql(_URL, schema="keys")
        if _URL
        else _sqlite("keys.sqlite3")
    ),
}
DATABASE_ROUTERS = ["seloste.config.routing.KeyStoreRouter"]
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SELOSTE_ROOT_KEY_FILE = Path(os.environ.get("SELOSTE_ROOT_KEY_FILE") or HOME / "root.key")
SELOSTE_PASSPHRASE_FILE = os.environ.get("SELOSTE_PASSPHRASE_FILE", "")

# Where archives are put, best on another disk. The list of those they are made for lies in the home.
SELOSTE_BACKUPS = Path(os.environ.get("SELOSTE_BACKUPS") or HOME / "backups")

# Services outside. None is needed to start: what is owed to one waits until it is named here.
SELOSTE_SMTP_URL = os.environ.get("SELOSTE_SMTP_URL", "")  # smtp://user@host:587 or smtps://…:465
SELOSTE_SMTP_PASSWORD_FILE = os.environ.get("SELOSTE_SMTP_PASSWORD_FILE", "")
SELOSTE_MAIL_FROM = os.environ.get("SELOSTE_MAIL_FROM", "")  # an address of the controller's
# Dotted path of what makes the mail service; "" while there is none.
SELOSTE_MAIL = os.environ.get("SELOSTE_MAIL") or (
    "seloste.adapters.smtp.mail.from_settings" if SELOSTE_SMTP_URL and SELOSTE_MAIL_FROM else ""
)
# Which recipients are told by machine, with addresses and secrets; mode 0600. None need be.
SELOSTE_RECIPIENTS_FILE = Path(
    os.environ.get("SELOSTE_RECIPIENTS_FILE") or HOME / "recipients.toml"
)
# Dotted path of what makes a connector, by the name that the file gives it.
SELOSTE_CONNECTORS = {"webhook": "seloste.adapters.webhook.connector.from_entry"}
# Where people reach the register: what links in letters begin with.
SELOSTE_ADDRESS = os.environ.get("SELOSTE_ADDRESS") or "http://127.0.0.1:8000"
# What tries the public form for requests over the network, as anybody reaches it.
SELOSTE_OWN_FORM = "seloste.adapters.own_form.form.from_settings"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "seloste.api.middleware.ApiDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "seloste.console.sign_in.middleware.StrongSignIn",
    "seloste.console.middleware.ConsoleMiddleware",
]

ROOT_URLCONF = "seloste.config.urls"
WSGI_APPLICATION = "seloste.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seloste.console.navigation.frame",
            ]
        },
    }
]

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [str(PACKAGE / "locale"), str(PACKAGE / "cli" / "locale")]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# No page loads anything from another host, and no script or style stands in a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# It goes when the browser closes.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "seloste.console.views.errors.stale"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing to other hosts. (“no-referrer” would make browsers hide the origin of our own forms.)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
_HTTPS = bool(SELOSTE_HOSTS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "seloste.console.sign_in.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A member's session ends after so long in all, and after so long without a request.
SELOSTE_SESSION_LASTS = timedelta(seconds=SESSION_COOKIE_AGE)
SELOSTE_SESSION_RESTS = timedelta(minutes=30)
# Nothing that is sent to us is put into a temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Signing in: by address and password plus a second factor, or by passkey (seloste.console.sign_in).
AUTH_USER_MODEL = "staff.Member"
AUTHENTICATION_BACKENDS = ["seloste.console.sign_in.backends.MemberBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "console:today"
ACCOUNT_ADAPTER = "seloste.console.sign_in.adapters.AccountAdapter"
# allauth knows handles only: no address ever reaches its tables, sessions or messages.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "seloste.console.sign_in.forms.SignInForm",
    "reauthenticate": "seloste.console.sign_in.forms.ConfirmForm",
    "change_password": "seloste.console.sign_in.forms.ChangePasswordForm",
}
MFA_ADAPTER = "seloste.console.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks that differ
MFA_FORMS = {
    "authenticate": "seloste.console.sign_in.forms.SecondFactorForm",
    "reauthenticate": "seloste.console.sign_in.forms.ConfirmCodeForm",
    "activate_totp": "seloste.console.sign_in.forms.AddAppForm",
    "add_webauthn": "seloste.console.sign_in.forms.AddKeyForm",
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Engineers' log: ids and events, never names or addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "seloste": {"handlers": ["console"], "level": "INFO"},
    },
}
