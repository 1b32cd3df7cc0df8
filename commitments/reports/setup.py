"""The first day of an installation: which of its five steps are done, for whom it is set up next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import typography
from commitments.actions.setting_up import has_log
from commitments.models import Body, Commission, Invitation, Party, Seat, Sector, TimerRun

COMMISSION, PARTIES, BODIES, PEOPLE, CHECKS = STEPS = (
    "commission",
    "parties",
    "bodies",
    "people",
    "checks",
)


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step: what it is called, what is done of it in words, and whether nothing more is needed."""

    name: str
    title: str
    says: str
    is_done: bool


def unfinished() -> bool:
    """Whether no commission has people on both sides yet, so that its administrator is led there first."""
    seated = Commission.objects.filter(seat__party__position=1).filter(seat__party__position=2)
    return not seated.exists()


def steps(commission: Commission | None, *, problems: int | None = None) -> list[SetupStep]:
    """The five steps for one commission, or for the first one that is still to be made.

    `problems` is how many checks of the installation fail, None where they were not asked.
    """
    parties = list(commission.party_set.order_by("position")) if commission else []
    return [
        SetupStep(
            COMMISSION,
            _("Commission"),
            commission.called if commission else _("Not made yet."),
            bool(commission),
        ),
        _parties(commission, parties),
        _bodies(commission),
        _people(commission, parties),
        _checks(problems),
    ]


def _parties(commission: Commission | None, parties: list[Party]) -> SetupStep:
    """They begin with their codes for names. Once the log has their names, a name that is the code was meant."""
    says = typography.items(party.name for party in parties) or _("No names yet.")
    has_names = all(party.own_name != party.code for party in parties)
    is_done = commission is not None and (has_names or has_log(commission))
    return SetupStep(PARTIES, _("Parties"), says, is_done)


def _bodies(commission: Commission | None) -> SetupStep:
    bodies = Body.objects.filter(party__commission=commission).count() if commission else 0
    sectors = Sector.objects.filter(commission=commission).count() if commission else 0
    words = [
        ngettext("%(n)d body", "%(n)d bodies", bodies) % {"n": bodies},
        ngettext("%(n)d sector", "%(n)d sectors", sectors) % {"n": sectors},
    ]
    says = typography.items(words) if bodies or sectors else _("None yet.")
    return SetupStep(BODIES, _("Bodies and sectors"), says, bool(bodies and sectors))


def _people(commission: Commission | None, parties: list[Party]) -> SetupStep:
    seats = (
        list(Seat.objects.filter(commission=commission).values_list("party", "user")) if commission else []
    )
    waiting = Invitation.objects.open().filter(user__in=[user for _party, user in seats]).count()
    says = _("Nobody yet.")
    if seats:
        says = ngettext("%(n)d seat", "%(n)d seats", len(seats)) % {"n": len(seats)}
    if waiting:
        says += ". " + ngettext(
            "%(n)d person has not come yet.", "%(n)d persons have not come yet.", waiting
        ) % {"n": waiting}
    is_done = len({party for party, _user in seats}) == 2 and len(parties) == 2
    return SetupStep(PEOPLE, _("People and seats"), says, is_done)


def _checks(problems: int | None) -> SetupStep:
    if problems is None:
        return SetupStep(CHECKS, _("Checks"), _("Mail, clock, backup, triggers, proxy."), is_done=False)
    says = (
        ngettext("%(n)d thing needs you.", "%(n)d things need you.", problems) % {"n": problems}
        if problems
        else _("Everything is in order.")
    )
    return SetupStep(CHECKS, _("Checks"), says, not problems)


def next_step(found: list[SetupStep]) -> str:
    """The first step that is not done; the checks where all are."""
    return next((step.name for step in found if not step.is_done), CHECKS)


def timer_runs() -> dict[str, Any]:
    """The last run of each command of a timer, by its name."""
    return {run.name: run for run in TimerRun.objects.all()}
