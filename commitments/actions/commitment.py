"""What a commitment is: recording it, its terms and owners, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.authentic import check_texts
from commitments.actions.errors import RuleBroken, require
from commitments.actions.indicators import check_indicators, merge
from commitments.actions.log import Ledger, Submission
from commitments.actions.marking import take_marks_off
from commitments.actions.readout import check_language, check_words
from commitments.actions.record import EventDraft, Source, Words
from commitments.actions.step import changed, event_on, on_commitment
from commitments.actions.target_quotes import check_target_quotes, quotes_among
from commitments.figures.record import Indicator
from commitments.models import Body, Commission, Commitment, Entry, Meeting, Seat, Sector
from commitments.models.fields import COMMITMENT, TERMS_OF, as_recorded
from commitments.vocabulary import CONSENT, DueKind, EntryKind, Recognition, Side, SpeechAct, Subject

# What a side may change alone while it binds nobody else: what would take an amendment by consent.
AMENDABLE = frozenset(
    name for subject, kind in CONSENT.items() if kind == EntryKind.AMENDED for name in TERMS_OF[subject]
)


# And the words of the due, which say no other day.
REWORDED = AMENDABLE | {"due_text", "due_texts"}


@dataclass(frozen=True, slots=True)
class Due:
    """When something is owed. Which fields count depends on the kind; the others must stay empty."""

    kind: str = DueKind.NONE
    from_day: dt.date | None = None
    on: dt.date | None = None
    text: str = ""
    asked: str = ""
    every_weeks: int | None = None
    every_months: int | None = None
    # the words in further authentic languages
    texts: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Raise RuleBroken naming the first field that is missing or contradicts another."""
        if self.kind in (DueKind.DATE, DueKind.PERIOD) and self.on is None:
            raise RuleBroken({"due_on": _("Give the day.")})
        if self.kind == DueKind.PERIOD and (
            self.from_day is None or self.on is None or self.from_day > self.on
        ):
            raise RuleBroken({"due_from": _("Give the first day of the period, not after its last.")})
        if self.kind == DueKind.CONDITION and not (self.text and self.asked and self.every_weeks):
            raise RuleBroken(
                {
                    "due_text": _(
                        "A condition needs its text, the side that answers, and how often it is checked."
                    )
                }
            )
        if self.kind == DueKind.EVENT and not self.text:
            raise RuleBroken({"due_text": _("Name the event.")})
        if self.kind == DueKind.CONTINUING and not self.every_months:
            raise RuleBroken({"every_months": _("Say how many months there are between two reports.")})

    def fields(self) -> dict[str, Any]:
        dated = self.kind in (DueKind.DATE, DueKind.PERIOD, DueKind.EVENT)
        asked = self.kind == DueKind.CONDITION
        return {
            "due_kind": self.kind,
            "due_from": self.from_day if self.kind == DueKind.PERIOD else None,
            "due_on": self.on if dated else None,
            "due_text": self.text,
            "due_texts": dict(self.texts) if self.text else {},
            "asked": self.asked if asked else "",
            "every_weeks": self.every_weeks if asked else None,
            "every_months": self.every_months if self.kind == DueKind.CONTINUING else None,
        }


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a side: a body of it and a named post there."""

    body: Body | None = None
    post: str = ""


def next_code(commission: Commission, year: int) -> str:
    """The first free code of a year, e.g. BY-CN-2021-05. Called under the log's lock, so it stays free."""
    prefix = f"{commission.code_prefix}-{year}-"
    taken = Commitment.objects.filter(commission=commission, code__startswith=prefix).values_list(
        "code", flat=True
    )
    highest = max((int(code.removeprefix(prefix)) for code in taken), default=0)
    return f"{prefix}{highest + 1:02}"


def check_sector(sector: Sector, commission: Commission) -> None:
    if sector.commission_id != commission.pk:
        raise RuleBroken({"sector": _("This sector belongs to another commission.")})


def check_owners(commission: Commission, first: Owner, second: Owner) -> None:
    """Each side's owner is a body of that side."""
    party, other = commission.sides
    for name, owner, side in (("first_owner", first, party), ("second_owner", second, other)):
        if owner.body is not None and owner.body.party_id != side.pk:
            raise RuleBroken({name: _("This body belongs to the other side.")})


def check_request(speech_act: str, performed_by: str) -> None:
    """A request is made to one side, which answers it."""
    if speech_act == SpeechAct.REQUEST and performed_by == Side.BOTH:
        raise RuleBroken({"performed_by": _("A request is made to one side: say which side.")})


def _check_stays(commitment: Commitment, fields: dict[str, Any]) -> None:
    """A request becomes a promise by its answer, and a promise never becomes a request."""
    act = fields.get("speech_act", commitment.speech_act)
    if act != commitment.speech_act and (commitment.is_request or act == SpeechAct.REQUEST):
        raise RuleBroken(
            {
                "speech_act": _(
                    "A request becomes a promise only when the side that is asked accepts it; a promise never becomes a request."
                )
            }
        )
    if (
        commitment.is_request
        and fields.get("performed_by", commitment.performed_by) != commitment.performed_by
    ):
        raise RuleBroken(
            {"performed_by": _("This side has to answer it. Withdraw the request and record a new one.")}
        )


@transaction.atomic
def record(
    meeting: Meeting,
    *,
    by: Seat,
    title: str,
    statement: str,
    language: str,
    speech_act: str,
    performed_by: str,
    beneficiary: str,
    sector: Sector,
    due: Due,
    quotes: tuple[Words, ...],
    first_owner: Owner = Owner(),
    second_owner: Owner = Owner(),
    reference_number: str = "",
    title_texts: Mapping[str, str] | None = None,
    statement_texts: Mapping[str, str] | None = None,
    indicators: Sequence[Indicator] = (),
    sources: tuple[Source, ...] = (),
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """Record a commitment with the words that hold it, proposed by the side of `by`. Returns the entry.

    `sources` are what else tells of it, such as the list in which it was kept before.

    The same words of the same author are one commitment, until that is withdrawn.

    Raises RuleBroken when a quote's words are not at their place, no words are given, an owner or the sector is
    somebody else's, the language is none of the commission's, the due is incomplete, or what is to be counted cannot be.
    """
    ledger = Ledger(meeting.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    standing = Entry.objects.filter(commitment__meeting=meeting, kind=EntryKind.RECORDED).exclude(
        commitment__recognition=Recognition.WITHDRAWN
    )
    if (said := ledger.said_before(standing)) is not None:
        return said
    require(rules.may(by, "record"))
    if not quotes:
        raise RuleBroken({"quotes": _("A commitment leads back to exact words: quote at least one readout.")})
    for words in quotes:
        check_words(words, meeting)
    if len({(words.readout.pk, words.start, words.end) for words in quotes}) < len(quotes):
        raise RuleBroken({"quotes": _("The same words are quoted twice.")})
    check_sector(sector, meeting.commission)
    check_language(language, meeting.commission)
    check_owners(meeting.commission, first_owner, second_owner)
    due.check()
    check_indicators(indicators)
    check_target_quotes(indicators, quotes_among(quotes))
    made_on = min(meeting.held_on, ledger.today)
    check_request(speech_act, performed_by)
    after = {
        "meeting": meeting.slug,
        "title": title,
        "statement": statement,
        "reference_number": reference_number,
        "language": language,
        "title_texts": dict(title_texts or {}),
        "statement_texts": dict(statement_texts or {}),
        "speech_act": speech_act,
        "performed_by": performed_by,
        "beneficiary": beneficiary,
        "sector": sector,
        "recognition": Recognition.PROPOSED,
        "proposed_by": by.side,
        "first_owner": first_owner.body,
        "first_post": first_owner.post,
        "second_owner": second_owner.body,
        "second_post": second_owner.post,
        **due.fields(),
        "indicators": merge([], indicators, 0, meeting.held_on, meeting.commission.figures_tolerance) or None,
        "asked_on": made_on if speech_act == SpeechAct.REQUEST else None,
    }
    check_texts(after, meeting.commission, language)
    code = next_code(meeting.commission, meeting.held_on.year)
    event = EventDraft(
        kind=EntryKind.RECORDED,
        object=f"commitment/{code}",
        effective_on=made_on,
        changes={
            name: [None, as_recorded(value)] for name, value in after.items() if value not in (None, "", {})
        },
        quotes=quotes,
        sources=sources,
    )
    entry = ledger.write(event, Commitment(commission=meeting.commission, code=code))
    for words in quotes:
        take_marks_off(ledger, words)
    return entry


def _check_due_words(commitment: Commitment, text: str) -> None:
    """Words of a due can become others; where a condition or an event is all there is, they cannot go."""
    kind = commitment.due_kind
    if not text and commitment.due_text and kind in (DueKind.CONDITION, DueKind.EVENT):
        is_event = kind == DueKind.EVENT
        sentence = _("Name the event.") if is_event else _("Give the condition in words.")
        raise RuleBroken({"due_text": sentence})
    if len(text) > (limit := COMMITMENT.column("due_text").max_length):
        raise RuleBroken({"due_text": _("Write it, in at most %(limit)d characters.") % {"limit": limit}})


@on_commitment(rules.may_amend, rests_on=REWORDED)
def amend(ledger: Ledger, commitment: Commitment, *, reason: str, **fields: Any) -> EventDraft:
    """Change what the commitment says, with a reason, while it binds nobody but the own side. Quotes never change."""
    unknown = set(fields) - REWORDED
    if unknown:
        raise TypeError(f"not amendable: {sorted(unknown)}")
    if "sector" in fields:
        check_sector(fields["sector"], commitment.commission)
    if "language" in fields:
        check_language(fields["language"], commitment.commission, commitment.language)
    language = fields.get("language", commitment.language)
    texts = {name: getattr(commitment, name) for name in ("title_texts", "statement_texts", "due_texts")}
    check_texts(texts | fields, commitment.commission, language)
    if "due_text" in fields:
        _check_due_words(commitment, fields["due_text"])
    _check_stays(commitment, fields)
    changes = changed(commitment, fields)
    if not changes:
        raise RuleBroken(_("Nothing was changed."))
    if not reason:
        raise RuleBroken({"reason": _("Say why the wording changes.")})
    return event_on(commitment, EntryKind.AMENDED, ledger.today, changes=changes, reason=reason)


@on_commitment(rules.may_hand_over, rests_on=("own_owner", "own_post"))
def hand_over(ledger: Ledger, commitment: Commitment, *, owner: Owner, note: str = "") -> EventDraft:
    """Name the body and post that answer for the own side from now on."""
    side = ledger.seat.side
    if owner.body is None:
        raise RuleBroken({"body": _("Choose the new owner.")})
    if owner.body.party_id != ledger.seat.party_id:
        raise RuleBroken({"body": _("This body belongs to the other side.")})
    changes = changed(commitment, {"owner": owner.body, "post": owner.post}, side=side)
    if not changes:
        raise RuleBroken({"body": _("This body is the owner already.")})
    return event_on(commitment, EntryKind.HANDED_OVER, ledger.today, changes=changes, note=note)


def check_day(commitment: Commitment, due_on: dt.date) -> None:
    """Raise RuleBroken where the commitment cannot have this day as it stands."""
    if due_on < (commitment.due_from or commitment.condition_met_on or commitment.meeting.held_on):
        raise RuleBroken({"due_on": _("The day is before the promise begins.")})
    if commitment.due_kind == DueKind.CONTINUING:
        raise RuleBroken(
            {"due_on": _("A continuing commitment has no end to move; change its terms instead.")}
        )
    if commitment.due_kind == DueKind.CONDITION and commitment.condition_met_on is None:
        raise RuleBroken({"due_on": _("Its condition is not met yet; answer the check first.")})


def day_changes(commitment: Commitment, due_on: dt.date) -> dict[str, list[Any]]:
    """What changes with another day. Raises RuleBroken for a day it cannot have."""
    if due_on == commitment.due_on:
        raise RuleBroken({"due_on": _("This is its date already.")})
    check_day(commitment, due_on)
    after: dict[str, Any] = {"due_on": due_on}
    if commitment.due_kind == DueKind.NONE:
        after["due_kind"] = DueKind.DATE
    return changed(commitment, after)


@on_commitment(rules.may_redate, rests_on=TERMS_OF[Subject.DUE])
def redate(
    ledger: Ledger,
    commitment: Commitment,
    *,
    due_on: dt.date,
    reason: str,
    effective_on: dt.date | None = None,
    note: str = "",
    sources: tuple = (),
) -> EventDraft:
    """Give another day, while the promise binds nobody but the own side. The first one ever given is kept."""
    if not reason:
        raise RuleBroken({"reason": _("Say why the day moves.")})
    changes = day_changes(commitment, due_on)
    day = effective_on or ledger.today
    ledger.check_effective(day, commitment)
    return event_on(
        commitment,
        EntryKind.REDATED,
        day,
        changes=changes,
        reason=reason,
        note=note,
        sources=sources,
    )


@on_commitment(rules.may_withdraw, rests_on=("recognition", "offered_statement"))
def withdraw(ledger: Ledger, commitment: Commitment, *, reason: str) -> EventDraft:
    """Take back what the own side proposed and nobody confirmed. Its history stays."""
    if not reason:
        raise RuleBroken({"reason": _("Say why it is withdrawn.")})
    if replaced := commitment.replaces.order_by("place").first():
        raise RuleBroken(_("It replaces %(code)s, so it cannot be withdrawn.") % {"code": replaced.code})
    changes = changed(commitment, {"recognition": Recognition.WITHDRAWN})
    return event_on(commitment, EntryKind.WITHDRAWN, ledger.today, changes=changes, reason=reason)
