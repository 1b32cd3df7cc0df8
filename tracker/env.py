"""Reading the environment. Whatever is wrong with it stops the start with one sentence that names the variable."""

import ipaddress
import os
import re
import secrets
import sys
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url

# gunicorn takes this code of a worker as "cannot boot" and stops, instead of starting the worker again for ever.
EXIT_MISCONFIGURED = 3

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}
HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
MAIL_SCHEMES = {"smtp": 25, "smtps": 465, "console": None, "file": None}


def stop(sentence: str) -> NoReturn:
    """Write one sentence to the error stream and end the process."""
    sys.stderr.write(f"Accord cannot start: {sentence}\n")
    sys.exit(EXIT_MISCONFIGURED)


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """The comma-separated items of a variable."""
    return [item for item in (part.strip() for part in text(name).split(",")) if item]


def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        stop(f"{name} is “{value}”, but must be one of: {', '.join(allowed)}.")
    return value


def flag(name: str) -> bool:
    value = text(name).lower()
    if value not in YES | NO:
        stop(f"{name} is “{value}”, but must be yes or no.")
    return value in YES


def number(name: str, *, least: int, most: int) -> int | None:
    """A whole number within its limits, or None where the variable is not set."""
    value = text(name)
    if not value:
        return None
    if not value.isdecimal() or not least <= int(value) <= most:
        stop(f"{name} is “{value}”, but must be a whole number from {least} to {most}.")
    return int(value)


def secret_key(*, stored_in: Path | None) -> str:
    """SECRET_KEY; where a file is given (demonstration), one is made there once instead of being asked for."""
    key = text("SECRET_KEY")
    if not key and stored_in is None:
        stop(
            "SECRET_KEY is not set; load the environment of the installation (docs/operations.md),"
            " or set ACCORD_MODE=demo to work on the demonstration."
        )
    if not key and stored_in is not None:
        return _kept_key(stored_in)
    if len(key) < 50 or len(set(key)) < 5:
        stop("SECRET_KEY is too easy to guess; give it a random text of at least 50 characters.")
    return key


def _kept_key(path: Path) -> str:
    """The key in this file, written by whichever process comes first, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was quicker: its key counts
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")


def hosts(*, default: list[str] | None) -> list[str]:
    """ALLOWED_HOSTS: bare host names. A default stands in where the demonstration sets none."""
    names = words("ALLOWED_HOSTS")
    if not names and default is None:
        stop("ALLOWED_HOSTS is not set; list the host names people use, such as accord.example.org.")
    for name in names:
        if name == "*":
            stop("ALLOWED_HOSTS is “*”, which answers to any name; list the host names people use.")
        if not HOST.fullmatch(name):
            stop(
                f"ALLOWED_HOSTS contains “{name}”; write the host name alone, without https://, port or path."
            )
    return names or default or []


def origins() -> list[str]:
    """CSRF_TRUSTED_ORIGINS: scheme and host, for a proxy that shows another name or port than the request has."""
    for origin in words("CSRF_TRUSTED_ORIGINS"):
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or "*" in origin:
            stop(
                f"CSRF_TRUSTED_ORIGINS contains “{origin}”; write scheme and host, such as https://accord.example.org."
            )
    return words("CSRF_TRUSTED_ORIGINS")


def site(*, default: str) -> str:
    """ACCORD_ADDRESS: scheme and host people use, for links in e-mails, without a slash at the end."""
    address = text("ACCORD_ADDRESS", default)
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in ("", "/"):
        stop(f"ACCORD_ADDRESS is “{address}”; write scheme and host, such as https://accord.example.org.")
    return address.rstrip("/")


def contact() -> str:
    """ACCORD_SECURITY_CONTACT: where to report a fault of security, as mailto: or https:; empty for nobody."""
    address = text("ACCORD_SECURITY_CONTACT")
    if address and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+|https://\S+", address):
        stop(
            f"ACCORD_SECURITY_CONTACT is “{address}”; write mailto:security@example.org or the https:// address of a page."
        )
    return address


def proxies() -> list[str]:
    """TRUSTED_PROXY: addresses of the proxies whose X-Forwarded headers count; "unix" for one on a socket file."""
    for address in words("TRUSTED_PROXY"):
        try:
            address == "unix" or ipaddress.ip_address(address)
        except ValueError:
            stop(
                f"TRUSTED_PROXY contains “{address}”; write the proxy's IP address, such as 10.0.0.5, or unix."
            )
    return words("TRUSTED_PROXY")


def identity_providers(*, insecure: bool) -> dict[str, dict[str, Any]]:
    """ACCORD_OIDC: codes of parties, and of each ACCORD_OIDC_<code>_ISSUER, _CLIENT and _SECRET, with _NAME for the

    button and _FACTOR for the values of acr or amr that stand for a second factor. `insecure` allows plain http.
    """
    found = {}
    for code in words("ACCORD_OIDC"):
        prefix = f"ACCORD_OIDC_{code}"
        needed = {name: text(f"{prefix}_{name.upper()}") for name in ("issuer", "client", "secret")}
        for name, value in needed.items():
            if not value:
                stop(f"ACCORD_OIDC names {code}, but {prefix}_{name.upper()} is not set.")
        parts = urlsplit(needed["issuer"])
        if (
            parts.scheme not in ({"https", "http"} if insecure else {"https"})
            or not parts.netloc
            or parts.query
        ):
            stop(
                f"{prefix}_ISSUER is “{needed['issuer']}”; write an address such as https://login.example.org."
            )
        name = text(f"{prefix}_NAME", parts.hostname or "")
        found[code] = {**needed, "name": name, "factor": tuple(words(f"{prefix}_FACTOR"))}
    return found


def replica() -> dict[str, Any] | None:
    """DATABASE_REPLICA_URL like DATABASE_URL, which then has to lead to PostgreSQL as well; None where it is not set."""
    if not text("DATABASE_REPLICA_URL"):
        return None
    config = database(default=None, name="DATABASE_REPLICA_URL")
    if not all(
        one["ENGINE"].endswith("postgresql") for one in (config, database(default="sqlite://:memory:"))
    ):
        stop("DATABASE_REPLICA_URL is set: it and DATABASE_URL have to lead to servers of PostgreSQL.")
    return config


def database(*, default: str | None, name: str = "DATABASE_URL") -> dict[str, Any]:
    """DATABASE_URL as Django wants it, without the options that settings.py adds. A default stands in where the
    demonstration sets none.
    """
    url = text(name, default or "")
    if not url:
        stop(
            f"{name} is not set; write postgres://user:password@host:5432/name or sqlite:////path/file.sqlite3."
        )
    sentence = f"{name} cannot be read; write postgres://user:password@host:5432/name or sqlite:////path/file.sqlite3."
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except (ValueError, KeyError, dj_database_url.ParseError):
        stop(sentence)
    vendor = config.get("ENGINE", "").rpartition(".")[2]
    if vendor not in {"postgresql", "sqlite3"}:
        stop(f"{name} names a database Accord does not know; it runs on PostgreSQL and SQLite.")
    if not config.get("NAME"):
        stop(sentence)
    return config


def mail(*, default: str) -> dict[str, Any]:
    """EMAIL_URL (smtp://user:password@host:587/?tls=yes, smtps://…, console:, file:///folder) as Django settings."""
    url = text("EMAIL_URL", default)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in MAIL_SCHEMES or (parts.scheme.startswith("smtp") and not parts.hostname):
        stop(
            "EMAIL_URL cannot be read; write smtp://user:password@host:587/?tls=yes, smtps://host, console: or file:///folder."
        )
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_SCHEMES[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls", [""])[0] in YES,
        "EMAIL_TIMEOUT": 10,
    }
