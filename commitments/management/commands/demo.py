"""`manage.py demo`: from an empty folder to a served register with the real case in it."""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.http.request import validate_host
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import clock
from commitments.demo import loader, read_register
from commitments.management.preparing import prepare_files
from commitments.management.progress import Progress, counted
from commitments.models import Commission, Commitment, Entry


class Command(BaseCommand):
    help = "Build the demonstration where it is missing, and serve it until Ctrl-C."
    requires_system_checks: list[
        str
    ] = []  # the tests find what is wrong with the code; this is to start quickly

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="build only")
        parser.add_argument(
            "--day",
            type=day_of_demonstration,
            help=f"the day on which it is built to open, as 2022-12-28 ({loader.LAST_DAY}); what is dated later is left out",
        )
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")

    def handle(
        self, *, no_serve: bool, host: str, port: int, day: dt.date | None = None, **options: Any
    ) -> None:
        if not settings.DEMO:
            raise CommandError(
                _("The passwords of the demonstration are public, so it runs with ACCORD_MODE=demo only.")
            )
        if not no_serve:
            refuse_port_in_use(host, port)
        progress = Progress(self.stdout)
        prepare(progress)
        try:
            self.stdout.write(build(progress, day))
        except loader.SlugTaken as error:
            raise CommandError(
                _("A commission with the address /%(slug)s/ exists and is not the demonstration.")
                % {"slug": error}
            ) from error
        if not no_serve:
            self.serve(host, port)

    def serve(self, host: str, port: int) -> None:
        """Become gunicorn, which says when it answers. Its own Ctrl-C ends it."""
        host = f"[{host}]" if ":" in host else host
        ready = (
            "\n"
            + _("Open http://%(host)s:%(port)d/ – the sign-in page shows the accounts and their passwords.")
            % {"host": host, "port": port}
            + "\n"
            + _("Ctrl-C stops it.")
        )
        if not any(validate_host(host, [allowed]) for allowed in settings.ALLOWED_HOSTS):
            self.stdout.write(
                _("People on other machines need its name in ALLOWED_HOSTS; without it they are told 400.")
            )
        self.stdout.flush()
        connections.close_all()
        command = [sys.executable, "-m", "gunicorn", "--config", "tracker/gunicorn.conf.py"]
        command += ["--chdir", str(settings.BASE_DIR), "--bind", f"{host}:{port}", "tracker.wsgi"]
        # Addresses of calendars and in letters lead to where it is served.
        here = "127.0.0.1" if host in {"0.0.0.0", "[::]"} else host  # noqa: S104 (compared, not bound)
        environ = {"ACCORD_ADDRESS": f"http://{here}:{port}"} | os.environ | {"ACCORD_READY": ready}
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, command, environ)  # noqa: S606 (our own interpreter, no shell)


def day_of_demonstration(text: str) -> dt.date:
    """The day in `--day`. Raises ArgumentTypeError for what is no day, or one before there is anything to show."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            _("“%(text)s” is not a day, for example 2022-12-28.") % {"text": text}
        ) from error
    if day <= loader.SEATED_AT.date():
        raise ArgumentTypeError(_("The demonstration begins on %(day)s.") % {"day": loader.SEATED_AT.date()})
    return day


def refuse_port_in_use(host: str, port: int) -> None:
    """Say so before building anything; gunicorn itself would say it five times."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                _("Cannot listen on %(host)s, port %(port)d (%(reason)s); choose another with --port.")
                % {"host": host, "port": port, "reason": error.strerror}
            ) from error


def prepare(progress: Progress) -> None:
    """Tables, translations and static files of this version; quick when they are there."""
    progress.tell(_("Preparing the database"), 0, 1)
    call_command("migrate", interactive=False, verbosity=0)
    prepare_files(progress)


def build(progress: Progress, day: dt.date | None) -> str:
    """Build the demonstration unless it is there. Returns the sentences that say what there is, and on which day."""
    if loader.is_built():
        said = _("The demonstration is there already: %(what)s.") % {"what": contents()}
        if day is not None:
            said += " " + _(
                "--day is left out: it counts only when the demonstration is built. To go to another day, build a second one in another database (DATABASE_URL)."
            )
    else:
        begun = time.monotonic()
        loader.build(day=day or loader.LAST_DAY, tell=progress.tell)
        progress.finish()
        said = _("Built in %(seconds).1f seconds: %(what)s.") % {
            "seconds": time.monotonic() - begun,
            "what": contents(),
        }
    return f"{said}\n{day_it_lives_on()}"


def day_it_lives_on() -> str:
    now = clock.now().astimezone(demonstration().zone)
    day = date_format(now, pgettext("day of the demonstration", "l j F Y, H:i"))
    return _("Its clock shows %(day)s and runs on from there.") % {"day": day}


def demonstration() -> Commission:
    return Commission.objects.get(slug=read_register()["commission"]["slug"])


def contents() -> str:
    commission = demonstration()
    return _("%(commitments)s commitments, %(entries)s entries") % {
        "commitments": counted(Commitment.objects.filter(commission=commission).count()),
        "entries": counted(Entry.objects.filter(commission=commission).count()),
    }
