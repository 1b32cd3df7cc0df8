"""What the decision of an item does to its commitment: checked when it is drafted, done when it is signed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.closing import check_may_have_failed
from commitments.actions.commitment import day_changes
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.proof import check_outcome, check_published, check_sources
from commitments.actions.record import EventDraft, Source
from commitments.actions.standpoint import check_move
from commitments.actions.step import changed, event_on
from commitments.models import AgendaItem, Commitment, Evidence
from commitments.models.session import (
    Effect,
)
from commitments.vocabulary import (
    CLOSED,
    SIDES,
    EntryKind,
    Outlook,
    Side,
    Status,
)

# What both sides may state by a decision: not that nobody has looked, and not that something else took its place.
DECIDABLE = tuple(status for status in Status if status not in (Status.NOT_ASSESSED, Status.SUPERSEDED))


def changes_of(ledger: Ledger, item: AgendaItem, commitment: Commitment) -> dict[str, list[Any]]:
    """What the drafted decision changes on the commitment as it stands now. Raises RuleBroken where it may not."""
    ledger.check_effective(effective_day(item, commitment), commitment)
    check_sources(commitment, sources_of(item))
    check_published(sources_of(item), ledger.today)
    match item.effect:
        case Effect.STATUS:
            return _status_changes(ledger, item, commitment)
        case Effect.REDATED if item.effect_on is not None:
            if not commitment.is_open:
                raise RuleBroken({"effect": _("It is closed, so its date cannot change.")})
            return _as_effect(commitment, item.effect_on)
    return {}


def effective_day(item: AgendaItem, commitment: Commitment) -> dt.date:
    """The day of the session; of what was promised later, the day it was promised."""
    return max(item.session.held_on, commitment.meeting.held_on)


def _as_effect(commitment: Commitment, day: dt.date) -> dict[str, list[Any]]:
    try:
        return day_changes(commitment, day)
    except RuleBroken as error:
        raise RuleBroken({"effect_on": error.messages}) from error


def _status_changes(ledger: Ledger, item: AgendaItem, commitment: Commitment) -> dict[str, list[Any]]:
    status = item.effect_status
    if status not in DECIDABLE:
        raise RuleBroken({"effect_status": _("Choose the status both sides state.")})
    if commitment.is_request:
        raise RuleBroken(
            {"effect_status": _("It is still a request: the side that was asked has to answer it first.")}
        )
    if not rules.is_followed(commitment) or Status.SUPERSEDED in _statuses(commitment):
        raise RuleBroken(
            {"effect_status": _("It was withdrawn or replaced: its status cannot change any more.")}
        )
    if _statuses(commitment) == {status}:
        raise RuleBroken({"effect_status": _("Both sides state this already.")})
    try:
        for before in sorted(_statuses(commitment)):
            check_move(before, status)
        if status == Status.NOT_DELIVERED:
            check_may_have_failed(commitment, ledger.today)
    except RuleBroken as error:
        raise RuleBroken({"effect_status": error.messages}) from error
    _check_shown(commitment, status, sources_of(item))
    after: dict[str, Any] = {}
    for side in SIDES:
        after[f"{side.value}_status"] = status
        if status in CLOSED:
            after[f"{side.value}_outlook"] = Outlook.NO_VIEW
    return changed(commitment, after)


def _check_shown(commitment: Commitment, status: str, sources: tuple[Source, ...]) -> None:
    """Both signatures do not stand in for the test, nor for what shows it to be met."""
    by_either = any(not source.announces for source in sources) or has_evidence_of_performer(commitment)
    if status == Status.DELIVERED and not by_either:
        raise RuleBroken(
            {
                "source_title": _(
                    "“Delivered” needs evidence from the side that performs: in the register, or with the decision."
                )
            }
        )
    check_outcome(commitment, status, sources)


def _statuses(commitment: Commitment) -> set[str]:
    return {commitment.first_status, commitment.second_status}


def has_evidence_of_performer(commitment: Commitment) -> bool:
    """Whether the side that performs, or one of both, has laid a source into the register that does more than announce."""
    places = {Side.FIRST: (1,), Side.SECOND: (2,)}.get(Side(commitment.performed_by), (1, 2))
    rows = Evidence.objects.filter(Q(entry__party__position__in=places), commitment=commitment)
    return rows.filter(announces=False, entry__entry=None).exists()  # what was corrected is taken back


def event_of_decision(
    item: AgendaItem, commitment: Commitment, changes: dict[str, list[Any]], *, signed: int
) -> EventDraft:
    """The entry by which a signed decision becomes part of the history of its commitment."""
    return event_on(
        commitment,
        EntryKind.DECIDED,
        effective_day(item, commitment),
        changes=changes,
        note=item.decision,
        sources=sources_of(item),
        session={
            "slug": item.session.slug,
            "item": item.number,
            "effect": str(item.effect),
            "entry": signed,
            # Only where it is known: decisions of before have bytes without it.
            **_languages_of(item),
        },
    )


def _languages_of(item: AgendaItem) -> dict[str, Any]:
    """In which language the words are that the entry carries as its note, and the other authentic texts."""
    if not item.decision_language:
        return {}
    return {"language": item.decision_language, "texts": item.decision_texts}


def sources_of(item: AgendaItem) -> tuple[Source, ...]:
    """The sources given with a decision, as they stand in its record; a file cannot be given with one."""
    return tuple(Source.of_record(one) for one in item.sources)
