"""What a side says about the performance while it goes on: updates, agreement, checks, reports, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import rules
from commitments.actions.errors import RuleBroken, require
from commitments.actions.log import Ledger
from commitments.actions.proof import check_outcome
from commitments.actions.record import EventDraft, Source
from commitments.actions.step import changed, event_on, on_commitment
from commitments.actions.steps import step_changes
from commitments.models import Commitment, Entry
from commitments.vocabulary import (
    CLOSED,
    NEEDS_REASON,
    VIEW_KINDS,
    CheckAnswer,
    EntryKind,
    Mover,
    Outlook,
    Status,
    may_move,
    other_side,
)

# A status is changed with a reason.
WHY_IT_CHANGES = gettext_lazy("The status changes: say why, in a sentence or two.")


def _check_outlook(outlook: str, reason: str) -> None:
    if outlook in NEEDS_REASON and not reason:
        raise RuleBroken({"reason": _("Say why the outlook is not on track.")})


def check_move(before: str, after: str) -> None:
    """Raise RuleBroken unless the table of moves has it."""
    if not may_move(before, after):
        raise RuleBroken(
            {
                "status": _("A commitment that is “%(before)s” cannot become “%(after)s”.")
                % {"before": Status(before).label, "after": Status(after).label}
            }
        )


def _check_mover(status: str, waits_on: str) -> None:
    if waits_on and (status != Status.BLOCKED or waits_on not in Mover.values):
        raise RuleBroken({"waits_on": _("Say who has to act next only if it is blocked.")})


def view_changes(commitment: Commitment, side: str, **after: Any) -> dict[str, list[Any]]:
    """The fields of the own side's view that really change; None stands for a field that was not asked for."""
    return changed(commitment, {name: value for name, value in after.items() if value is not None}, side=side)


@on_commitment(rules.may_log_update, rests_on=("own_view", "own_steps"))
def log_update(
    ledger: Ledger,
    commitment: Commitment,
    *,
    status: str,
    effective_on: dt.date,
    note: str = "",
    position: str = "",
    outlook: str | None = None,
    reason: str = "",
    waits_on: str | None = None,
    next_step: str = "",
    next_on: dt.date | None = None,
    next_post: str = "",
    steps_done: tuple[int, ...] = (),
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """State how it goes, as the own side sees it. Open statuses only: closing and reopening are acts of their own.

    `note` is what happened, `position` why the side holds its status; a status that changes needs one. Without a
    position the present one stays.
    """
    side = ledger.seat.side
    before = commitment.of(side, "status")
    if status in CLOSED and status != before:
        raise RuleBroken({"status": _("An update cannot close a commitment: use “End this commitment”.")})
    if before in CLOSED and status != before:
        raise RuleBroken({"status": _("Your side has closed this: use “Reopen”.")})
    check_move(before, status)
    if status != before and not position:
        raise RuleBroken({"position": WHY_IT_CHANGES})
    if not note and not position:
        raise RuleBroken({"note": _("Say what happened, in at least one sentence.")})
    if status in CLOSED:
        outlook = None
    if outlook is not None and outlook != commitment.of(side, "outlook"):
        _check_outlook(outlook, reason)  # the reason of an outlook that stays was given before
    ledger.check_effective(effective_on, commitment)
    after: dict[str, Any] = {"status": status}
    if outlook is not None:
        after["outlook"] = outlook
    if waits_on is not None:
        _check_mover(status, waits_on)
        after["waits_on"] = waits_on
    steps = step_changes(
        ledger,
        commitment,
        text=next_step,
        on=next_on,
        post=next_post,
        done=steps_done,
        done_on=effective_on,
    )
    return event_on(
        commitment,
        EntryKind.UPDATED,
        effective_on,
        changes=changed(commitment, after, side=side) | steps,
        note=note,
        reason=reason,
        position=position,
        sources=sources,
    )


@on_commitment(rules.may_agree, rests_on=("own_view", "their_status", "criteria"))
def agree(ledger: Ledger, commitment: Commitment, *, note: str = "", shown: str | None = None) -> EventDraft:
    """Take over the other side's status in one click.

    A closing the other side did not join was a proposal; agreeing with its open status takes that back.
    `shown` is the status the button named: if the other side has moved since, nobody agrees to what they did not see.
    """
    side = ledger.seat.side
    theirs = commitment.of(other_side(side), "status")
    if shown is not None and shown != theirs:
        raise RuleBroken(
            _("The other side has changed its view since you opened this page. Look again first.")
        )
    before = commitment.of(side, "status")
    if not may_move(before, theirs):
        raise RuleBroken(
            _("Your side’s “%(before)s” cannot become “%(after)s” in one step.")
            % {"before": Status(before).label, "after": Status(theirs).label}
        )
    check_outcome(commitment, theirs)
    return event_on(
        commitment,
        EntryKind.AGREED,
        ledger.today,
        changes=view_changes(commitment, side, status=theirs),
        note=note,
    )


def _check_named_before(commitment: Commitment, due_on: dt.date | None) -> None:
    """Who takes an answer back and gives it again does not move the day of what both confirmed by the way."""
    first = commitment.first_due_on
    if due_on in (None, first, commitment.due_on) or first is None:
        return
    if rules.needs_consent(commitment):
        raise RuleBroken(
            {
                "due_on": _(
                    "It has a date already. Another date needs the consent of the other side, so propose it."
                )
            }
        )


@on_commitment(rules.may_check_condition, rests_on=("own_checked_on", "condition_met_on", "due_on"))
def check_condition(
    ledger: Ledger,
    commitment: Commitment,
    *,
    answer: str,
    effective_on: dt.date,
    note: str = "",
    due_on: dt.date | None = None,
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """Answer whether the condition is met. Met: the day it was, and the day the promise is due if one is named."""
    if answer not in CheckAnswer.values:
        raise RuleBroken({"answer": _("Say whether the condition is met.")})
    ledger.check_effective(effective_on, commitment)
    side = ledger.seat.side
    checked_on = commitment.of(side, "checked_on")
    if answer == CheckAnswer.NOT_YET and checked_on and effective_on < checked_on:
        raise RuleBroken({"effective_on": _("Your side has answered a later check already.")})
    after: dict[str, Any] = {}
    if answer == CheckAnswer.NOT_YET and commitment.condition_met_on is not None:
        if not note:
            raise RuleBroken({"note": _("Your side said that it is met: say why it is not.")})
        after |= {"condition_met_on": None, "due_on": None}
    if answer == CheckAnswer.MET:
        if not note:
            raise RuleBroken({"note": _("Say what shows that the condition is met.")})
        named = commitment.due_on
        if named is not None and due_on not in (None, named):
            raise RuleBroken({"due_on": _("It has a date already: move that date instead.")})
        _check_named_before(commitment, due_on)
        after |= {"condition_met_on": effective_on, "due_on": named or due_on}
        if after["due_on"] is not None and after["due_on"] < effective_on:
            raise RuleBroken({"due_on": _("The due day is before the day the condition was met.")})
    return event_on(
        commitment,
        EntryKind.CHECKED,
        effective_on,
        changes=changed(commitment, {"checked_on": effective_on}, side=side) | changed(commitment, after),
        note=note,
        sources=sources,
    )


@on_commitment(rules.may_report, rests_on=("own_reported_on",))
def file_report(
    ledger: Ledger,
    commitment: Commitment,
    *,
    effective_on: dt.date,
    note: str = "",
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """File the periodic report. An empty note means "nothing to report", which is an answer too."""
    ledger.check_effective(effective_on, commitment)
    side = ledger.seat.side
    reported_on = commitment.of(side, "reported_on")
    if reported_on and effective_on < reported_on:
        raise RuleBroken({"effective_on": _("Your side has filed a later report already.")})
    changes = changed(commitment, {"reported_on": effective_on}, side=side)
    return event_on(commitment, EntryKind.REPORTED, effective_on, changes=changes, note=note, sources=sources)


@on_commitment(rules.may_correct, rests_on=("own_view",))
def correct(
    ledger: Ledger,
    commitment: Commitment,
    *,
    entry: Entry,
    status: str,
    outlook: str,
    note: str,
    effective_on: dt.date,
    reason: str = "",
    position: str = "",
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """Correct an earlier entry of the own side by a new one. The earlier one stays as it was.

    What later entries left as it was is corrected with it, up to the present view. Where the side has stated
    something else since, the correction changes what is known of the past, not the present. `position` takes the
    place of the one that the corrected entry states; without it, the side has none there.
    """
    require(rules.may_correct_entry(ledger.seat, entry) and entry.commitment_id == commitment.pk)
    if entry.entry_set.exists():
        raise RuleBroken(
            _("No. %(number)d was corrected already; correct the correction.") % {"number": entry.number}
        )
    if not note:
        raise RuleBroken({"note": _("Say what is right, in at least one sentence.")})
    _check_corrected_status(entry.stated_status, status)
    if status in CLOSED:
        outlook = Outlook.NO_VIEW
    _check_outlook(outlook, reason)
    ledger.check_effective(effective_on, commitment)
    side = ledger.seat.side
    restated = _restated_since(entry, commitment)
    is_present = {"status": "status" not in restated, "outlook": not restated}
    if is_present["status"]:
        # It takes back what the corrected entry showed, and so has to show it itself.
        check_outcome(commitment, status, sources, corrects=entry)
    elif commitment.agreed in CLOSED and any(entry.number in shown for shown in commitment.met.values()):
        # What both have closed by the evidence that is taken back is opened again first, or shown by something else.
        check_outcome(commitment, commitment.agreed, sources, corrects=entry)
    changes = {
        name: [str(commitment.of(side, name)) if is_present[name] else None, str(value)]
        for name, value in {"status": status, "outlook": outlook}.items()
    }
    return event_on(
        commitment,
        EntryKind.CORRECTED,
        effective_on,
        changes=changes,
        note=note,
        reason=reason,
        position=position,
        corrects=entry,
        sources=sources,
    )


def _restated_since(entry: Entry, commitment: Commitment) -> set[str]:
    """What of its status and outlook the side of `entry` has stated otherwise since; not the rest, left "as before".

    A correction stands in the place of the entry it corrects.
    """
    side = entry.party.side if entry.party else ""
    own = Q(party=entry.party_id, kind__in=VIEW_KINDS)
    rows = commitment.entry_set.filter(own | Q(kind=EntryKind.DECIDED)).order_by("number")
    place: dict[int, int] = {}
    stated: dict[int, set[str]] = {}
    for number, changes, corrected in rows.values_list("number", "changes", "corrects__number"):
        place[number] = place.get(corrected, number)
        # A session decides for both sides; it restates for each what it moved.
        stated[place[number]] = {name.removeprefix(f"{side}_") for name in changes}
    later = [names for number, names in stated.items() if number > place[entry.number]]
    return {"status", "outlook"} & set().union(*later)


def _check_corrected_status(before: str, status: str) -> None:
    """A correction may state what the corrected entry could have stated, without closing or reopening by the way."""
    if status == before:
        return
    if status in CLOSED or before in CLOSED:
        raise RuleBroken({"status": _("A correction cannot close or reopen a commitment.")})
    if status == Status.NOT_ASSESSED:
        raise RuleBroken({"status": _("Choose the status your side should have stated.")})
