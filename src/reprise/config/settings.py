"""Django's settings, from the typed environment. Importing them needs no variable and touches no database."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from reprise.config.databases import cache, database
from reprise.config.env import Env
from reprise.config.logs import logging_config
from reprise.config.secret import secret_key

ENV = Env()

DEBUG = ENV.debug
SECRET_KEY = secret_key(ENV.secret_key, ENV.data_dir)
ALLOWED_HOSTS = [host.strip() for host in ENV.allowed_hosts.split(",") if host.strip()]
DATABASE_URL = ENV.database_url.get_secret_value() if ENV.database_url else None
DATABASES = {"default": database(DATABASE_URL, ENV.data_dir)}
CACHES = {"default": cache(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"

INSTALLED_APPS = [
    "reprise.web",  # first: its templates stand before those of the apps below
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "reprise.platform",
    "reprise.apps.accounts",
    "reprise.apps.notifications",
    "reprise.apps.catalogue",
    "reprise.apps.policies",
    "reprise.apps.cases",
    "reprise.apps.evidence",
    "reprise.apps.logistics",
    "reprise.apps.payments",
    "reprise.apps.conversations",
    "reprise.apps.knowledge",
    "reprise.apps.search",
    "reprise.config",
]

MIDDLEWARE = [
    "reprise.web.middleware.programs.ProgramsMiddleware",  # first: the API goes past all that follows
    "reprise.web.middleware.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "reprise.web.middleware.maintenance.MaintenanceMiddleware",
    "reprise.web.middleware.cookies.CookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "reprise.web.middleware.second_factor.SecondFactorMiddleware",
    "reprise.web.middleware.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "reprise.config.urls"
ASGI_APPLICATION = "reprise.config.asgi.application"
WSGI_APPLICATION = "reprise.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reprise.web.context.instance",
                "reprise.web.tour.stand.tour",
            ],
        },
    }
]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
MEDIA_ROOT = ENV.data_dir / "files"
WHITENOISE_USE_FINDERS = True  # straight from the packages: nothing is collected, so there is no STATIC_ROOT
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/build/assets/.+-[\w-]{8}\.\w+$"  # Vite's fingerprints

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_ADAPTER = "reprise.web.accounts.adapter.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = 12 * 60 * 60  # staff: a working day; the cookie of customers' pages lives by Django's own
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60
MFA_ADAPTER = "reprise.web.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENV.demo
MFA_TOTP_ISSUER = "Reprise"
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes, or by a clock half a minute off, still counts (RFC 6238, 5.2)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SESSION_ENGINE = "reprise.web.sessions"
CSRF_FAILURE_VIEW = "reprise.web.errors.forged"
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LOGGING_CONFIG = None
logging_config(ENV.log_format, ENV.log_level)
