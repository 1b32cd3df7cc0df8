"""What one row of a list does, through the same actions as the forms: a new commitment, or changes of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.closing import close
from commitments.actions.commitment import Due, Owner, amend, hand_over, record, redate
from commitments.actions.draft import prepare
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Submission
from commitments.actions.proposal import propose
from commitments.actions.record import Source, Words
from commitments.actions.standpoint import log_update
from commitments.actions.values import StatedValue, give_values
from commitments.figures.period import ValuePeriod
from commitments.models import (
    Body,
    BroughtList,
    BroughtRow,
    Commission,
    Commitment,
    Party,
    Readout,
    Seat,
    Sector,
)
from commitments.vocabulary import CLOSED, EvidenceClass, ListKind, Subject, guessed_language
from commitments.vocabulary.figures import Combining, Direction, Qualifier

# Makes the key of each further entry of the row.
Key = Callable[[str], Submission]
TITLE_OF_SOURCE = 180  # characters of the name of a file that stand in the title of a source


def bring_row(brought: BroughtList, row: BroughtRow, *, by: Seat, submission: Key) -> Commitment:
    """The commitment that the row made or changed. Raises what the actions raise; then nothing of it was written."""
    if brought.kind == ListKind.NEW:
        return _record(brought, row, by=by, key=submission)
    return _change(brought, row, by=by, key=submission)


def source_of_row(brought: BroughtList, row: BroughtRow) -> Source:
    """The row as a source: former records of the own side, with the checksum of the file."""
    words = {"file": brought.file_name[-TITLE_OF_SOURCE:], "row": row.place, "hash": brought.file_sha256}
    title = _("%(file)s, row %(row)d (SHA-256 %(hash)s)") % words
    return Source(
        evidence_class=EvidenceClass.FORMER,
        title=title,
        language=_language(title),
        publisher=brought.choices.get("publisher", ""),
        address=row.plan.get("address", ""),
    )


def _record(brought: BroughtList, row: BroughtRow, *, by: Seat, key: Key) -> Commitment:
    plan, common, commission = row.plan, brought.choices, by.commission
    readout = Readout.objects.select_related("meeting").get(commission=commission, slug=plan["readout"])
    readout.meeting.commission = commission
    source = source_of_row(brought, row)
    first, second = commission.sides
    due: dict[str, Any] = {
        name: _day(value) if name in ("on", "from_day") else value for name, value in plan["due"].items()
    }
    percent = plan.get("percent")
    entry = record(
        readout.meeting,
        by=by,
        title=plan["title"],
        statement=plan["statement"],
        language=common["language"],
        speech_act=common["speech_act"],
        performed_by=common["performed_by"],
        beneficiary=common["beneficiary"],
        sector=_sector(commission, plan["sector"]),
        due=Due(**due),
        quotes=(Words(readout, plan["start"], plan["end"], plan["words"]),),
        first_owner=Owner(_body(first, plan.get("first_owner"))),
        second_owner=Owner(_body(second, plan.get("second_owner"))),
        reference_number=plan.get("reference_number", ""),
        indicators=[] if percent is None else [_per_cent_complete(commission)],
        sources=(source,),
        submission=key("record"),
    )
    commitment = cast(Commitment, entry.commitment)
    day = _day(plan["happened_on"]) or readout.meeting.held_on
    if plan.get("status"):
        _state(
            commitment,
            by=by,
            status=plan["status"],
            day=day,
            position=plan.get("note") or _as_in(brought),
            sources=(source,),
            submission=key("status"),
        )
    if percent is not None:
        give_values(
            commitment,
            by=by,
            indicator=1,
            values=[
                StatedValue(
                    ValuePeriod(day, day),
                    Decimal(percent),
                    qualifier=plan.get("percent_qualifier", Qualifier.EXACT),
                )
            ],
            effective_on=day,
            sources=(source,),
            submission=key("value"),
        )
    return commitment


def _state(
    commitment: Commitment,
    *,
    by: Seat,
    status: str,
    day: dt.date,
    position: str,
    sources: tuple[Source, ...],
    submission: Submission,
    seen: int | None = None,
) -> None:
    common: dict[str, Any] = {"by": by, "effective_on": day, "submission": submission, "seen": seen}
    if status in CLOSED:
        close(commitment, status=status, reason=position, sources=sources, **common)
    else:
        log_update(commitment, status=status, position=position, sources=sources, **common)


def _per_cent_complete(commission: Commission) -> dict[str, Any]:
    """A level on a day without a target: the list tells how far it is, not that somebody promised a figure.

    It has a title in each authentic language that is one of the interface.
    """
    title = _("Per cent complete")
    language, texts = _language(title), {}
    known = {code for code, _name in settings.LANGUAGES}
    for code in sorted(known.intersection(commission.authentic_codes) - {language}):
        with translation.override(code):
            texts[code] = _("Per cent complete")
    return {
        "title": title,
        "language": language,
        **({"texts": texts} if texts else {}),
        "unit": "%",
        "decimals": 0,
        "combining": Combining.STOCK.value,
        "direction": Direction.MORE.value,
        "every_months": None,
        "baseline": None,
        "is_open": True,
        "targets": [],
    }


def _language(text: str) -> str:
    """The language of a sentence of ours, which is that of who brings the list in: told from its letters."""
    return guessed_language(text)


def _as_in(brought: BroughtList) -> str:
    return _("As in the list “%(file)s”.") % {"file": brought.file_name[-TITLE_OF_SOURCE:]}


# --- changes of what is in the register ---------------------------------------------------------------------


def _change(brought: BroughtList, row: BroughtRow, *, by: Seat, key: Key) -> Commitment:
    plan = row.plan
    commitment = Commitment.objects.select_related("commission", "meeting").get(
        commission=by.commission, code=plan["code"]
    )
    commitment.commission = by.commission
    for number, change in enumerate(plan["changes"]):
        now = Commitment.objects.select_related("meeting", "sector", "first_owner", "second_owner").get(
            pk=commitment.pk
        )
        now.commission = by.commission
        _apply(brought, row, now, change, by=by, submission=key(str(number)))
    return commitment


def _apply(
    brought: BroughtList,
    row: BroughtRow,
    commitment: Commitment,
    change: dict[str, Any],
    *,
    by: Seat,
    submission: Submission,
) -> None:
    """One cell, or the cells that belong together. `seen` is what the exported row showed, or over what it is taken."""
    common: dict[str, Any] = {
        "by": by,
        "submission": submission,
        "seen": change.get("seen", row.plan["seen"]),
    }
    reason, day = brought.choices["reason"], dt.date.fromisoformat(brought.choices["happened_on"])
    match change["of"]:
        case "view":
            _state(
                commitment,
                status=change["status"],
                day=day,
                position=change["position"],
                sources=(source_of_row(brought, row),),
                **common,
            )
        case "owner":
            hand_over(commitment, owner=Owner(_body(by.party, change["body"])), **common)
        case "value":
            give_values(
                commitment,
                indicator=change["indicator"],
                values=[StatedValue(ValuePeriod(day, day), Decimal(change["number"]))],
                effective_on=day,
                sources=(source_of_row(brought, row),),
                **common,
            )
        case Subject.DUE if not rules.needs_consent(commitment):
            redate(
                commitment, due_on=dt.date.fromisoformat(change["values"]["due_on"]), reason=reason, **common
            )
        case Subject.WORDING if not rules.needs_consent(commitment):
            amend(commitment, reason=reason, **change["values"], **common)
        case Subject.SECTOR if not rules.needs_consent(commitment):
            amend(
                commitment, reason=reason, sector=_sector(by.commission, change["values"]["sector"]), **common
            )
        case subject:
            _offer(commitment, subject, change["values"], reason, common)


def _offer(
    commitment: Commitment, subject: str, values: dict[str, Any], reason: str, common: dict[str, Any]
) -> None:
    """What both sides share: proposed, or prepared for the secretary where one may not, or four eyes are wanted."""
    by: Seat = common["by"]
    if rules.may_propose(by, commitment) and not by.commission.four_eyes:
        propose(commitment, subject=subject, values=values, reason=reason, **common)
    else:
        prepare(
            commitment, by=by, subject=subject, values=values, reason=reason, submission=common["submission"]
        )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _body(party: Party, code: str | None) -> Body | None:
    if not code:
        return None
    body = Body.objects.filter(party=party, code=code).first()
    if body is None:
        raise RuleBroken(_("%(code)s is no longer a body of this side.") % {"code": code})
    return body


def _sector(commission: Commission, code: str) -> Sector:
    sector = Sector.objects.filter(commission=commission, code=code).first()
    if sector is None:
        raise RuleBroken(_("%(code)s is no longer a sector of this commission.") % {"code": code})
    return sector
