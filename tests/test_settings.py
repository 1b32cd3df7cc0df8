"""A wrong environment stops the start with one sentence that names the variable; a right one gives safe settings."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tracker.static import StaticFilesMiddleware

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "SECRET_KEY": "a-key-of-fifty-characters-or-more-0123456789-0123456789",
    "ALLOWED_HOSTS": "accord.example.org",
    "DATABASE_URL": "postgres://accord:secret@db.example.org:5432/accord",
}
OIDC = {
    "ACCORD_OIDC": "BY",
    "ACCORD_OIDC_BY_ISSUER": "https://login.example.org",
    "ACCORD_OIDC_BY_CLIENT": "accord",
    "ACCORD_OIDC_BY_SECRET": "s",
}
WRONG = [
    ("ACCORD_SECURITY_CONTACT", {"ACCORD_SECURITY_CONTACT": "security@example.org"}),
    ("ACCORD_MODE", {"ACCORD_MODE": "staging"}),
    ("ACCORD_DEBUG", {"ACCORD_DEBUG": "yes"}),
    ("ACCORD_DEBUG", {"ACCORD_DEBUG": "perhaps"}),
    ("SECRET_KEY", {"SECRET_KEY": ""}),
    ("SECRET_KEY", {"SECRET_KEY": "short"}),
    ("SECRET_KEY", {"SECRET_KEY": "a" * 60}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": ""}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "*"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "accord.example.org, https://accord.example.org"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "accord.example.org:8000"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "accord.example.org/register"}),
    ("CSRF_TRUSTED_ORIGINS", {"CSRF_TRUSTED_ORIGINS": "accord.example.org"}),
    ("ACCORD_ADDRESS", {"ACCORD_ADDRESS": "accord.example.org"}),
    ("ACCORD_ADDRESS", {"ACCORD_ADDRESS": "https://accord.example.org/register"}),
    ("DATABASE_URL", {"DATABASE_URL": ""}),
    ("DATABASE_URL", {"DATABASE_URL": "accord.sqlite3"}),
    ("DATABASE_URL", {"DATABASE_URL": "postgres://accord@db:port/accord"}),
    ("DATABASE_URL", {"DATABASE_URL": "postgres://accord@db/"}),
    ("DATABASE_URL", {"DATABASE_URL": "mysql://accord@db/accord"}),
    ("DATABASE_REPLICA_URL", {"DATABASE_REPLICA_URL": "sqlite:////replica.sqlite3"}),
    ("DATABASE_REPLICA_URL", {"DATABASE_REPLICA_URL": "postgres://accord@db:port/accord"}),
    (
        "DATABASE_REPLICA_URL",
        {"DATABASE_REPLICA_URL": "postgres://accord@db/accord", "DATABASE_URL": "sqlite:////accord.sqlite3"},
    ),
    ("ACCORD_DB_POOL", {"ACCORD_DB_POOL": "many"}),
    ("ACCORD_DB_POOL", {"ACCORD_DB_POOL": "0"}),
    ("ACCORD_OIDC_BY_SECRET", OIDC | {"ACCORD_OIDC_BY_SECRET": ""}),
    ("ACCORD_OIDC_BY_ISSUER", OIDC | {"ACCORD_OIDC_BY_ISSUER": "http://login.example.org"}),
    ("ACCORD_OIDC_BY_ISSUER", OIDC | {"ACCORD_OIDC_BY_ISSUER": "login.example.org"}),
    ("TRUSTED_PROXY", {"TRUSTED_PROXY": "proxy.example.org"}),
    ("EMAIL_URL", {"EMAIL_URL": "mail.example.org:25"}),
    ("EMAIL_URL", {"EMAIL_URL": "smtp://"}),
]


def test_providers_of_parties_are_read_from_the_environment_and_there_are_none_by_default():
    assert settings_with("IDENTITY_PROVIDERS", **GOOD) == {"IDENTITY_PROVIDERS": {}}
    assert settings_with("IDENTITY_PROVIDERS", **GOOD, **OIDC, ACCORD_OIDC_BY_FACTOR="high, otp") == {
        "IDENTITY_PROVIDERS": {
            "BY": {
                "issuer": "https://login.example.org",
                "client": "accord",
                "secret": "s",
                "name": "login.example.org",
                "factor": ["high", "otp"],
            }
        }
    }


def start(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python of its own that knows no environment but this one."""
    clean = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def settings_with(*names: str, **environment: str) -> dict:
    code = f"import json; from tracker import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names!r}}}, default=str))"
    process = start(code, **environment)
    assert process.stderr == ""
    return json.loads(process.stdout)


@pytest.mark.parametrize(("variable", "wrong"), WRONG, ids=[f"{v}={w[v]}"[:50] for v, w in WRONG])
def test_wrong_environment_is_one_sentence(variable, wrong):
    process = start("import tracker.settings", **(GOOD | wrong))

    assert process.returncode == 3
    assert process.stderr.count("\n") == 1
    assert process.stderr.startswith("Accord cannot start: ")
    assert variable in process.stderr
    assert "secret" not in process.stderr


def test_nothing_set_means_production_and_asks_for_the_key():
    process = start("import tracker.wsgi")

    assert (process.returncode, process.stderr.count("\n")) == (3, 1)
    assert "SECRET_KEY" in process.stderr


def test_production_is_strict():
    found = settings_with(
        "DEBUG", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE",
        "MESSAGE_COOKIE_NAME", "KNOWN_COOKIE_NAME", "OIDC_COOKIE_NAME", "SESSION_IDLE_MINUTES", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "LOG_REFUSES_TRUNCATE",
        **GOOD,
    )  # fmt: skip

    assert found == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "SESSION_COOKIE_NAME": "__Host-accord-session",
        "SESSION_COOKIE_SECURE": True,
        "MESSAGE_COOKIE_NAME": "__Host-accord-messages",
        "KNOWN_COOKIE_NAME": "__Host-accord-known",
        "OIDC_COOKIE_NAME": "__Host-accord-oidc",
        "SESSION_IDLE_MINUTES": 60,
        "CSRF_COOKIE_NAME": "__Host-accord-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "LOG_REFUSES_TRUNCATE": True,
    }


def test_postgresql_waits_for_nothing_for_ever():
    database = settings_with("DATABASES", **GOOD)["DATABASES"]["default"]

    assert database["OPTIONS"] == {
        "connect_timeout": 3,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
        "options": "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000 -c jit=off",
    }
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)


def test_postgresql_through_a_pool():
    database = settings_with("DATABASES", **GOOD, ACCORD_DB_POOL="8")["DATABASES"]["default"]

    assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 8, "timeout": 3}
    assert database["CONN_MAX_AGE"] == 0


def test_postgresql_behind_pgbouncer():
    database = settings_with("DATABASES", **GOOD, ACCORD_PGBOUNCER="yes")["DATABASES"]["default"]

    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert "options" not in database["OPTIONS"]


def test_mail_server_from_its_address():
    found = settings_with(
        "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL",
        **GOOD, EMAIL_URL="smtp://accord:p%40ss@mail.example.org:587/?tls=yes",
    )  # fmt: skip

    assert found == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "accord",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": True,
        "DEFAULT_FROM_EMAIL": "accord@accord.example.org",
    }


def test_demonstration_makes_its_key_once_for_its_owner_only(tmp_path):
    code = f"from pathlib import Path; from tracker import env; print(env.secret_key(stored_in=Path({str(tmp_path / 'data' / 'key')!r})))"

    first, second = start(code).stdout, start(code).stdout

    assert first == second
    assert len(first.strip()) > 50
    assert (tmp_path / "data" / "key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["key"]


def test_no_check_is_silenced_but_that_of_what_is_for_the_owner_to_ask_for():
    assert settings.SILENCED_SYSTEM_CHECKS == ["security.W021"]  # HSTS preload


@pytest.mark.parametrize(
    ("environment", "found"),
    [({}, [False, ["security.W021"]]), ({"ACCORD_HSTS_PRELOAD": "yes"}, [True, []])],
)
def test_hosts_are_put_on_the_list_of_browsers_only_where_asked_for(environment, found):
    names = ("SECURE_HSTS_PRELOAD", "SILENCED_SYSTEM_CHECKS")

    assert list(settings_with(*names, **GOOD, **environment).values()) == found


def test_static_files_are_compressed_for_production_only_and_in_a_folder_of_their_own():
    production = settings_with("STATIC_ROOT", "STORAGES", **GOOD)
    demonstration = settings_with(
        "STATIC_ROOT", "STORAGES", ACCORD_MODE="demo", SECRET_KEY=GOOD["SECRET_KEY"]
    )

    assert production["STORAGES"]["staticfiles"]["BACKEND"].endswith("CompressedManifestStaticFilesStorage")
    assert demonstration["STORAGES"]["staticfiles"]["BACKEND"].endswith(".ManifestStaticFilesStorage")
    assert production["STATIC_ROOT"] == str(ROOT / "staticfiles")
    assert demonstration["STATIC_ROOT"] == str(ROOT / "data" / "static")


def test_the_list_of_static_files_is_not_served(tmp_path):
    for name in ("staticfiles.json", "staticfiles.json.gz", "accord.css"):
        (tmp_path / name).write_text("{}")
    middleware = StaticFilesMiddleware(lambda request: None)
    middleware.files.clear()

    middleware.add_files(str(tmp_path), prefix="/static/")

    assert list(middleware.files) == ["/static/accord.css"]


def test_production_server_stops_at_accounts_everybody_knows(tmp_path):
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute("CREATE TABLE commitments_user (email text, is_active bool)")
        database.execute("INSERT INTO commitments_user VALUES ('secretary.by@demo.accord.invalid', 1)")
    environment = GOOD | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "ACCORD_BIND": f"unix:{tmp_path}/socket",
    }

    process = start(
        "from gunicorn.app.wsgiapp import run; import sys;"
        f"sys.argv = ['gunicorn', '-c', {str(ROOT / 'tracker/gunicorn.conf.py')!r}, 'tracker.wsgi']; run()",
        **environment,
    )

    assert process.returncode == 3
    assert (
        process.stderr.count("contains accounts of the demonstration, whose passwords everybody knows") == 1
    )
    assert "Traceback" not in process.stderr


def test_a_service_without_its_static_files_says_so(tmp_path):
    nowhere = (
        f"from tracker import settings; settings.STATIC_ROOT = __import__('pathlib').Path({str(tmp_path)!r})"
    )

    process = start(
        f"{nowhere}; import tracker.wsgi", ACCORD_MODE="demo", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3"
    )

    assert process.returncode == 3
    assert "The static files are missing in" in process.stderr
