"""All settings, read from the environment; the defaults suit one machine without any set-up.

DATABASE_URL        sqlite in EVENTAUDIT_DATA by default, e.g. postgres://user:password@host/name
EVENTAUDIT_DATA     where the database, media and secret key live (./var)
SITE_URL            the address people type, used in e-mails (http://localhost:8000)
HTTPS               false only for a machine without TLS, such as the demo on localhost
OPEN_SIGNUP         true lets anybody make an account and an organisation (by invitation only)
OFFLINE             false takes the worker that starts pages without a network away from every tablet (true)
RELEASE             any text, another one at each deployment: tablets then load their kept pages anew (none)
"""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.path("EVENTAUDIT_DATA", BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from SECRET_KEY, else one made on the first start and kept in the data folder."""
    if key := env.str("SECRET_KEY", ""):
        return key
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()


DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("HTTPS", not DEBUG)
SECRET_KEY = _secret_key()
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "eventaudit.accounts",
    "eventaudit.library",
    "eventaudit.events",
    "eventaudit.photos",
    "eventaudit.messaging",
    "eventaudit.walkthroughs",
    "eventaudit.findings",
    "eventaudit.reports",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "eventaudit.config.apps.OurStaticFilesConfig",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eventaudit.accounts.middleware.LanguageMiddleware",
    "eventaudit.walkthroughs.shell_headers.PersonMiddleware",
    "eventaudit.walkthroughs.tablet_middleware.TabletMiddleware",
    "eventaudit.accounts.middleware.BodySizeMiddleware",
    "eventaudit.accounts.middleware.MembershipMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "eventaudit.events.archived.ArchivedMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "eventaudit.config.urls"
WSGI_APPLICATION = "eventaudit.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eventaudit.accounts.context.membership",
            ],
            "builtins": ["eventaudit.library.templatetags.library"],
        },
    }
]

# Database. SQLite waits for its turn instead of failing, and an acknowledged answer survives a power cut.
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}", conn_max_age=600)
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "eventaudit.accounts.held.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "eventaudit.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FORM_CLASS = "eventaudit.accounts.forms.SignupForm"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or address is told by e-mail
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Eventaudit: "
MFA_TOTP_ISSUER = "Eventaudit"
OPEN_SIGNUP = env.bool("OPEN_SIGNUP", False)
# An invitation's link proves the address; whoever signs up without one proves it before the first sign-in.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if OPEN_SIGNUP else "optional"

# E-mail: printed to the console unless EMAIL_URL names a server (smtp://user:password@host:587/?tls=true).
_email = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 15  # seconds; a page waits for the mail server no longer than this
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Eventaudit <eventaudit@localhost>")

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fi", _("Finnish")), ("sv", _("Swedish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["eventaudit.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Europe/Helsinki")

# Static and media files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "eventaudit.config.finders.NodeModulesFinder",
]
NODE_MODULES = BASE_DIR / "node_modules"
NODE_FILES = {
    "vendor/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
    "vendor/idb.js": "idb/build/index.js",
    **{
        f"vendor/fonts/{family}-latin-{weight}-normal.woff2": (
            f"@fontsource/{family}/files/{family}-latin-{weight}-normal.woff2"
        )
        for family, weight in (("source-sans-3", 400), ("source-sans-3", 600), ("source-serif-4", 600))
    },
}
MEDIA_ROOT = DATA_DIR / "media"  # served only by views that ask a policy, never as a folder
FONT_CACHE = DATA_DIR / "fonts"  # of what is printed; can be deleted at any time
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "eventaudit.config.storage.StaticStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Uploads: a message of at most 20 MB, a photo of at most 30 MB and 50 megapixels.
MESSAGE_MAX_BYTES = 20 * 1024 * 1024
PHOTO_MAX_BYTES = 30 * 1024 * 1024
PHOTO_MAX_PIXELS = 50_000_000
BODY_MAX_BYTES = 500 * 1024 * 1024  # a walkthrough's form with all its photos, without JavaScript
BODY_MAX_BYTES_SIGNED_OUT = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the whole walkthrough is one ordinary form
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # its criteria have two file fields each, sent even when empty
FILE_UPLOAD_PERMISSIONS = 0o600

# Tablets: the worker that starts kept pages without a network. In DEBUG the files have no versions to keep.
OFFLINE = env.bool("OFFLINE", not DEBUG)
RELEASE = env.str("RELEASE", "")

# Background work
TASKS = {"default": {"BACKEND": env.str("TASKS_BACKEND", "django_tasks_db.DatabaseBackend")}}

# Forms
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Requests a minute from one address: all of its readers together, and nobody who tries tokens.
ACCOUNT_RATE_LIMITS = {"report_link": "120/m/ip"}

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else everybody would share the proxy's rate limit
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"fontTools": {"level": "ERROR"}},
}
