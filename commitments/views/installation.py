"""Is this installation in order? What a running service can tell of its mail, clock, backup, database and proxy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import checks, clock
from commitments.models import Letter
from commitments.reports.setup import timer_runs

# How old the last good run of each timer may be: twice its pause, and a little.
TIMERS = {
    "send_letters": dt.timedelta(minutes=10),
    "write_letters": dt.timedelta(minutes=30),
    "remind": dt.timedelta(hours=50),
    "clearsessions": dt.timedelta(hours=50),
    "sweep_typed_words": dt.timedelta(hours=50),
    "sweep_evidence": dt.timedelta(hours=50),
    "sweep_events": dt.timedelta(hours=50),
    "sweep_letters": dt.timedelta(hours=50),
    "backup": dt.timedelta(hours=50),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, whether it is in order, and what was found or is to be done."""

    label: str
    is_good: bool
    says: str


def timer_words(name: str, runs: dict[str, Any]) -> tuple[bool, str]:
    """Whether a timer ran when it should have, and when it did."""
    run = runs.get(name)
    if run is None:
        return False, _("It has never run.")
    when = date_format(run.ended_at, "DATETIME_FORMAT")
    if not run.is_good:
        return False, _("The run of %(when)s UTC left something undone.") % {"when": when}
    is_recent = clock.of_this_machine() - run.ended_at <= TIMERS[name]
    words = _("Last run: %(when)s UTC.") if is_recent else _("Last run: %(when)s UTC. That is too long ago.")
    return is_recent, words % {"when": when}


def findings(request: HttpRequest) -> list[Finding]:
    """Every check of the fifth step, in its order."""
    runs = timer_runs()
    backup, backup_says = timer_words("backup", runs)
    return [
        _mail(runs),
        _asked(_("Clock"), checks.right_clock, _("It agrees with that of the database.")),
        Finding(_("Backup"), backup, backup_says if backup else f"{backup_says} {_backup_help()}"),
        _asked(
            _("Triggers"),
            checks.append_only,
            _("The database refuses to change the log."),
        ),
        _asked(
            _("Storage"),
            checks.durable_storage,
            _("What was told “saved” is on disk."),
        ),
        _asked(_("Rights"), checks.least_privilege, _("The service cannot take away the triggers.")),
        _proxy(request),
    ]


def _backup_help() -> str:
    return _(
        "Run “accord backup” on the server. “journalctl -u accord-backup” tells what stopped the last one."
    )


def _asked(label: str, check: Callable[..., list[Any]], good: str) -> Finding:
    found = check(databases=["default"])
    words = " ".join(f"{one.msg} {one.hint or ''}".strip() for one in found)
    return Finding(label, not found, words or good)


def _mail(runs: dict[str, Any]) -> Finding:
    """The timer runs, no letter waits for long, and the mail server refused none of the last ones."""
    is_good, says = timer_words("send_letters", runs)
    waiting = Letter.objects.filter(sent_at=None, given_up_at=None)
    late = waiting.filter(made_at__lt=clock.of_this_machine() - TIMERS["send_letters"]).count()
    if late:
        words = ngettext(
            "%(n)d letter waits for longer than ten minutes.",
            "%(n)d letters wait for longer than ten minutes.",
            late,
        )
        how = _("Check EMAIL_URL. “journalctl -u accord-letters” tells what the mail server answered.")
        return Finding(_("Mail"), is_good=False, says=f"{words % {'n': late}} {says} {how}")
    last = Letter.objects.exclude(sent_at=None, given_up_at=None).order_by("-pk").first()
    if last is not None and last.given_up_at:
        words = _(
            "The mail server has refused the last letter. Look under Letters in the administration, and check"
            " EMAIL_URL and EMAIL_FROM on the server."
        )
        return Finding(_("Mail"), is_good=False, says=words)
    if not is_good:
        how = _(
            "Letters wait until send_letters runs. “systemctl status accord-letters.timer” says why it does not, and"
            " EMAIL_URL names the mail server. Then ask for a letter to yourself below."
        )
        return Finding(_("Mail"), is_good=False, says=f"{says} {how}")
    return Finding(_("Mail"), is_good=True, says=says)


def _proxy(request: HttpRequest) -> Finding:
    label = _("Proxy")
    if not settings.TRUSTED_PROXY:
        says = _(
            "TRUSTED_PROXY is not set: limits on signing in count everybody as one. Set it to the address of the proxy,"
            " and restart the service."
        )
        return Finding(label, is_good=False, says=says)
    if not request.is_secure():
        return Finding(label, is_good=False, says=_("This page did not come over https."))
    return Finding(label, is_good=True, says=_("It passes on https and the addresses of people."))
