"""The settings, grouped by heading. What differs between installations is read from the environment, here and nowhere else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from tracker import env
from tracker.version import VERSION as VERSION  # where the application may ask for it

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "data"

# --- The installation -------------------------------------------------------------------------------------
# production: everything has to be said. demo: this machine only, plain http, accounts shown on the sign-in page.

ACCORD_MODE = env.one_of("ACCORD_MODE", ("production", "demo"), "production")
DEMO = ACCORD_MODE == "demo"
DEBUG = env.flag("ACCORD_DEBUG")
if DEBUG and not DEMO:
    env.stop("ACCORD_DEBUG shows the inside of the program to everyone; it works with ACCORD_MODE=demo only.")

SECRET_KEY = env.secret_key(stored_in=DATA_DIR / "secret-key" if DEMO else None)
# Keys of before, separated by commas, so that what they signed or encrypted can still be read.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.hosts(default=["localhost", "127.0.0.1", "[::1]"] if DEMO else None)
CSRF_TRUSTED_ORIGINS = env.origins()
TRUSTED_PROXY = env.proxies()

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "commitments",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "commitments.apps.AccordAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "commitments.middleware.request_number.RequestNumberMiddleware",
    "commitments.middleware.headers.isolation",
    "django.middleware.security.SecurityMiddleware",
    "tracker.static.StaticFilesMiddleware",
    *([] if TRUSTED_PROXY else ["commitments.middleware.compression.CompressionMiddleware"]),
    "csp.middleware.CSPMiddleware",
    "commitments.middleware.headers.no_store",
    "commitments.middleware.language.LanguageMiddleware",
    "commitments.middleware.body_limit.body_limit",
    "commitments.middleware.wrong_method.wrong_method",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "commitments.middleware.signed_out.SignInRequiredMiddleware",
    "commitments.middleware.language.AccountLanguageMiddleware",
    "commitments.middleware.zone.ZoneMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# --- Database ---------------------------------------------------------------------------------------------
# The settings that held under injected faults: nothing told "saved" is lost when a process or the machine dies.

DATABASES = {"default": env.database(default="sqlite:///data/accord.sqlite3" if DEMO else None)}
_database = DATABASES["default"]
_database.setdefault("OPTIONS", {})
_of_address = set(_database["OPTIONS"])
DB_POOL = env.number("ACCORD_DB_POOL", least=1, most=100)
BEHIND_PGBOUNCER = env.flag("ACCORD_PGBOUNCER")

if _database["ENGINE"] == "django.db.backends.sqlite3":
    if _database["NAME"] != ":memory:":
        _database["NAME"] = BASE_DIR / _database["NAME"]
        _database["NAME"].parent.mkdir(parents=True, exist_ok=True)
    _database["ENGINE"] = "tracker.sqlite"  # Django's, with a queue for those who write
    _database["CONN_MAX_AGE"] = 60
    _database["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",  # a writer waits at the start instead of failing in the middle
        "timeout": 5,
        # The last one lets the planner learn how the tables have grown; nearly always it finds nothing to do.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        " PRAGMA optimize=0x10002;",
    }
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] |= {
        "connect_timeout": 3,
        # A server that vanished without a word is noticed in seconds, where the system would wait for hours.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }
    if BEHIND_PGBOUNCER:
        # It hands a connection to another client after each transaction and refuses start-up options:
        # the timeouts below then belong to the role (ALTER ROLE … SET statement_timeout = '5s').
        _database["DISABLE_SERVER_SIDE_CURSORS"] = True
    else:
        _database["OPTIONS"]["options"] = (
            "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000"
            " -c jit=off"  # pages ask small questions: compiling the longer ones takes more time than answering them
        )
    if DB_POOL:
        _database["CONN_MAX_AGE"] = 0  # the pool keeps the connections
        _database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": DB_POOL, "timeout": 3}

DATABASE_ROUTERS: list[str] = []  # one, where a replica is read (commitments/models/replica.py)
if _replica := env.replica():
    _where = {name: _replica[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    _ours = {name: value for name, value in _database["OPTIONS"].items() if name not in _of_address}
    DATABASES["replica"] = _database | _where | {"OPTIONS": _ours | _replica.get("OPTIONS", {})}
    DATABASE_ROUTERS = ["commitments.models.replica.Router"]
    MIDDLEWARE.append("commitments.middleware.replica.ReplicaMiddleware")

# Where another role owns the tables (and deploys), this is the one the application works as (models/privileges.py).
APPLICATION_ROLE = env.text("ACCORD_APPLICATION_ROLE")

# TRUNCATE slips past row triggers on PostgreSQL; only the tests, which empty tables between them, may use it.
LOG_REFUSES_TRUNCATE = True

# --- Caches -----------------------------------------------------------------------------------------------
# Limits on signing in have to be counted over all processes, so they live in the database.
# Pictures are computed reports, keyed by the log's head: each process may keep its own.

CACHES = {
    "default": {
        "BACKEND": "tracker.cache.DatabaseCache",
        "LOCATION": "accord_cache",
        # Above the 300 of Django, at which a few hundred strangers at the door would push out each other's counts.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# --- People -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "commitments.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "commitments.forms.passwords.NotGuessable"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # one hour to follow the link in the e-mail

ACCOUNT_ADAPTER = "commitments.accounts.Adapter"
ACCOUNT_FORMS = {
    "login": "commitments.forms.account.LoginForm",
    "change_password": "commitments.forms.account.ChangePasswordForm",
    "reset_password": "commitments.forms.account.ResetPasswordForm",
    "reset_password_from_key": "commitments.forms.account.ResetPasswordKeyForm",
    "reauthenticate": "commitments.forms.account.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators create accounts; nobody signs up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no e-mail to addresses without an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Accord: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # of an address from one place; a browser that is known is a place of its own
    "login_failed_anywhere": "50/h/key",  # of an address, from all places that are not known
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key,20/d/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "letters_stop": "60/m/ip",
    "door": "120/m/ip",
    "door_tried": "60/m/ip",
    "program": "300/m/key",
}
# One proxy in front sets X-Forwarded-For; without one the header is anybody's to write and is not read.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXY else 0

# A passkey, a code of an authenticator app, or one of the recovery codes. For secretaries and administrators it is a must, unless
# the installation says otherwise; in the demonstration, where passwords are public, it is offered.
SECOND_FACTOR_REQUIRED = (
    env.one_of("ACCORD_SECOND_FACTOR", ("required", "offered"), "offered" if DEMO else "required")
    == "required"
)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # for how long a binding act needs no further code
MFA_ADAPTER = "commitments.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the administration's; nobody signs up
MFA_TOTP_TOLERANCE = 0  # a code is good for its thirty seconds and works once
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "commitments.forms.account.FactorForm",
    "reauthenticate": "commitments.forms.account.FactorAgainForm",
    "authenticate_webauthn": "commitments.forms.passkey.ShowPasskey",
    "activate_totp": "commitments.forms.account.ActivateForm",
}

# Signing in at a party's own identity provider, by the party's code; nowhere unless ACCORD_OIDC names some.
IDENTITY_PROVIDERS = env.identity_providers(insecure=DEMO)

# --- Sessions and cookies ---------------------------------------------------------------------------------
# __Host- binds a cookie to this host and to https; the demonstration runs on plain http and cannot have it.

SESSION_ENGINE = "tracker.sessions"
SESSION_COOKIE_NAME = "accord-session" if DEMO else "__Host-accord-session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # from signing in, however much it is used
# Minutes without a request after which a session ends; None: never before it is 12 hours old.
EVENTS_DAYS = (
    env.number("ACCORD_EVENTS_DAYS", least=366, most=36500) or 730
)  # events of accounts are kept so long
SESSION_IDLE_MINUTES = env.number("ACCORD_IDLE_MINUTES", least=5, most=720) or (None if DEMO else 60)
SESSION_COOKIE_SECURE = not DEMO
# Says that somebody signed in from this browser before: strangers who guess passwords do not keep it out.
KNOWN_COOKIE_NAME = "accord-known" if DEMO else "__Host-accord-known"
# What was asked of a party's identity provider, until its answer comes.
OIDC_COOKIE_NAME = "accord-oidc" if DEMO else "__Host-accord-oidc"
# How far this browser has written, where there is a replica.
WRITTEN_COOKIE_NAME = "accord-written" if DEMO else "__Host-accord-written"
CSRF_COOKIE_NAME = "accord-csrf" if DEMO else "__Host-accord-csrf"
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True  # every form carries its token
CSRF_FAILURE_VIEW = "commitments.views.errors.csrf_failure"
# In a cookie, so that showing a message on a GET page does not write to the database.
MESSAGE_STORAGE = "tracker.messages.Messages"
MESSAGE_COOKIE_NAME = "accord-messages" if DEMO else "__Host-accord-messages"

# --- Headers ----------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, before TLS
SECURE_HSTS_SECONDS = 0 if DEMO else 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
# Browsers keep a list of hosts for good: whoever asks for it binds every host below this one.
SECURE_HSTS_PRELOAD = env.flag("ACCORD_HSTS_PRELOAD")
SILENCED_SYSTEM_CHECKS = [] if SECURE_HSTS_PRELOAD else ["security.W021"]  # it warns of not asking for that
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

# --- What may be sent to us -------------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # the text of a form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
MAX_BODY_BYTES = 22 * 1024 * 1024  # a form with its attachments (20 MB)
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # larger files go to a temporary file while they arrive
MEDIA_ROOT = BASE_DIR / env.text(
    "ACCORD_MEDIA", "data/media"
)  # never served by path: a view hands each file out

# --- Templates, forms, static files -----------------------------------------------------------------------

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "tracker.templates.KeptTemplates",
                            ["tracker.templates.Loader", "django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials", "commitments.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commitments.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

STATIC_URL = "static/"
# Those of the demonstration are not compressed, for which it would have to wait; each way of starting has its own.
STATIC_ROOT = DATA_DIR / "static" if DEMO else BASE_DIR / "staticfiles"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no page of another host needs our files
# With the fonts of documents: pages need them, too, where a machine has no Chinese letters.
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", BASE_DIR / "commitments/exports/documents/fonts")]
STORAGES = {
    "default": {"BACKEND": "tracker.storage.DurableStorage", "OPTIONS": {"file_permissions_mode": 0o640}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # The service reads them as another user than the one who deploys.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

# --- Languages and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
# Those of the interface, by their own names: one catalogue each in locale/, but for English.
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("be", "Беларуская"), ("zh-hans", "简体中文")]
LANGUAGE_COOKIE_NAME = "accord-language" if DEMO else "__Host-accord-language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = not DEMO
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
# How far the clock of this machine may be from another one before nothing is recorded any more.
CLOCK_TOLERANCE: timedelta | None = timedelta(minutes=5)
# Whether the register lives on the day its demonstration was built for; a register of real promises never does.
DEMO_CLOCK = DEMO
USE_TZ = True
FORMAT_MODULE_PATH = ["tracker.formats"]

# Whom to tell of a fault of security: mailto:… or https://…, in /.well-known/security.txt.
SECURITY_CONTACT = env.contact()

# Seconds in which a request's documents have to be made: before nginx gives up after 35 (`deploy/nginx.conf`).
PAPER_SECONDS = 25

# --- Letters ----------------------------------------------------------------------------------------------

globals().update(env.mail(default="console:" if DEMO else "smtp://localhost"))
_scheme, _host = ("http", "127.0.0.1:8000") if DEMO else ("https", ALLOWED_HOSTS[0].lstrip("."))
SITE_ADDRESS = env.site(default=f"{_scheme}://{_host}")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"accord@{ALLOWED_HOSTS[0].lstrip('.')}")

# --- Log of the program -----------------------------------------------------------------------------------
# One JSON object a line on the error stream; the demonstration's terminal shows only what went wrong.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusal": {"()": "tracker.logs.Refusal"}},
    "formatters": {"lines": {"()": "tracker.logs.JsonLines"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stream"], "level": "WARNING" if DEMO else "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING" if DEMO else "INFO", "propagate": True},
        # Django repeats every answer from 400 on; the line of the request itself says it with its number.
        "django.request": {"level": "ERROR"},
        # Django takes each of these for an error of ours, with a trace.
        **{
            f"django.security.{name}": {"filters": ["refusal"]}
            for name in ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent", "DisallowedHost")
        },
        "pypdf": {"level": "ERROR"},  # it warns of each oddity of each file that somebody uploads
        # It warns of every HEAD request, whose body Django leaves to the server to drop.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
