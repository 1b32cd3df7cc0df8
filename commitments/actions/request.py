"""What becomes of a request: the answers of the side that was asked, and the word of the side that asks again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.authentic import check_texts, require_texts
from commitments.actions.commitment import Due
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft, Source
from commitments.actions.seen import SHARED
from commitments.actions.step import changed, event_on, on_commitment
from commitments.models import Commitment
from commitments.vocabulary import Answer, EntryKind, Recognition, SpeechAct, Subject

KINDS = {
    Answer.ACCEPTED: EntryKind.REQUEST_ACCEPTED,
    Answer.READY: EntryKind.REQUEST_READY,
    Answer.DECLINED: EntryKind.REQUEST_DECLINED,
}


def _check_day(ledger: Ledger, commitment: Commitment, day: dt.date) -> None:
    """A day after the request was made and after its last answer, which has come."""
    ledger.check_effective(day, commitment)
    if commitment.answered_on is not None and day < commitment.answered_on:
        raise RuleBroken(
            {
                "effective_on": _("It was answered on %(day)s: a later answer cannot have an earlier day.")
                % {"day": date_format(commitment.answered_on)}
            }
        )


def _answer(
    ledger: Ledger,
    commitment: Commitment,
    answer: Answer,
    day: dt.date | None,
    more: dict[str, Any] | None = None,
    **texts: Any,
) -> EventDraft:
    """To answer what the other side recorded says that it was made. What the own side recorded, the other confirms."""
    day = day or ledger.today
    _check_day(ledger, commitment, day)
    after = {"answer": answer, "answered_on": day, **(more or {})}
    if commitment.proposed_by != ledger.seat.side:
        after["recognition"] = Recognition.CONFIRMED
    return event_on(commitment, KINDS[answer], day, changes=changed(commitment, after), **texts)


@on_commitment(rules.may_answer_request, rests_on={*SHARED, "answer"})
def accept_request(
    ledger: Ledger,
    commitment: Commitment,
    *,
    due: Due | None = None,
    note: str = "",
    effective_on: dt.date | None = None,
) -> EventDraft:
    """Undertake what was asked for: from now on it is a promise like any other, due as `due` says, else as asked.

    RuleBroken while an authentic text is missing.
    """
    after: dict[str, Any] = {"speech_act": SpeechAct.UNDERTAKING}
    others = set(Subject)
    if due is not None:
        due.check()
        after |= due.fields()
        check_texts(after, commitment.commission, commitment.language)
        if changed(commitment, due.fields()):
            advice = _("Write when it is due in each of these languages.")
            require_texts(commitment, after, advice, [Subject.DUE])
            others.discard(Subject.DUE)
    advice = _("The side that recorded it adds them: it changes the wording, and it can be accepted then.")
    require_texts(commitment, after, advice, others)
    return _answer(ledger, commitment, Answer.ACCEPTED, effective_on, after, note=note)


@on_commitment(rules.may_answer_request, rests_on={*SHARED, "answer"})
def ready_to_look(
    ledger: Ledger, commitment: Commitment, *, note: str = "", effective_on: dt.date | None = None
) -> EventDraft:
    """Say that the own side is ready to look into it, which is an answer and promises nothing."""
    if commitment.answer != Answer.NONE:
        raise RuleBroken(_("Your side has answered it already: accept it, or decline it."))
    return _answer(ledger, commitment, Answer.READY, effective_on, note=note)


@on_commitment(rules.may_answer_request, rests_on={*SHARED, "answer"})
def decline_request(
    ledger: Ledger, commitment: Commitment, *, reason: str, effective_on: dt.date | None = None
) -> EventDraft:
    """Decline it, with a reason. It may still be accepted later."""
    if not reason:
        raise RuleBroken({"reason": _("Say why your side declines it.")})
    if commitment.answer == Answer.DECLINED:
        raise RuleBroken(_("Your side has declined it already."))
    return _answer(ledger, commitment, Answer.DECLINED, effective_on, reason=reason)


@on_commitment(rules.may_ask_again, rests_on=("answer", "asked_again"))
def ask_again(
    ledger: Ledger,
    commitment: Commitment,
    *,
    note: str,
    effective_on: dt.date | None = None,
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """Say that the own side has asked once more. The clock goes on from the first time; how often is counted."""
    if not note:
        raise RuleBroken({"note": _("Say where or how it was asked again.")})
    day = effective_on or ledger.today
    ledger.check_effective(day, commitment)
    changes = changed(commitment, {"asked_again": commitment.asked_again + 1})
    return event_on(commitment, EntryKind.ASKED_AGAIN, day, changes=changes, note=note, sources=sources)
