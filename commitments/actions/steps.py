"""Next steps of a side, and its word that there is nothing to report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.actions.step import changed, event_on, on_commitment
from commitments.actions.steps_state import STEP_FIELDS
from commitments.models import Commitment, Seat
from commitments.models.fields import as_recorded
from commitments.vocabulary import EntryKind

Step = dict[str, Any]
Change = list[list[Step]]


def open_steps(commitment: Commitment, side: str) -> list[Step]:
    """What `side` has announced and not done yet."""
    return [step for step in commitment.steps if step["side"] == side and not step["done_on"]]


def posts_of(commitment: Commitment, party_id: int, side: str, *, on: dt.date) -> list[str]:
    """Who may own a step of `side`: its owner of the commitment first, then every post it has a seat for on a day."""
    held = Seat.objects.held_on(on).filter(party=party_id, stands_in_for=None)
    named = [commitment.of(side, "post"), *(step["post"] for step in open_steps(commitment, side))]
    posts = held.order_by("post").values_list("post", flat=True)
    # Posts come from the administration, where nothing normalises what is pasted.
    return list(dict.fromkeys(normalize("NFC", post) for post in (*named, *posts) if post))


def step_changes(
    ledger: Ledger,
    commitment: Commitment,
    *,
    text: str = "",
    on: dt.date | None = None,
    post: str = "",
    done: Iterable[int] = (),
    done_on: dt.date | None = None,
) -> dict[str, Change]:
    """What an entry does to the own side's steps: a new one, and some that are done. Empty where it does nothing."""
    side = ledger.seat.side
    mine = {step["number"]: as_told(step) for step in open_steps(commitment, side)}
    if strange := sorted(set(done) - set(mine)):
        raise RuleBroken(
            {
                "steps_done": _("Step No. %(number)d is not an open step of your side.")
                % {"number": strange[0]}
            }
        )
    before = [mine[number] for number in sorted(set(done))]
    after = [step | {"done_on": as_recorded(done_on)} for step in before]
    if text:
        owner = _owner_of(ledger, commitment, post)
        after.append({"number": None, "post": owner, "text": text, "on": as_recorded(on), "done_on": None})
    elif on is not None:
        raise RuleBroken({"next_step": _("Say what the next step is, or leave its day empty.")})
    return {"steps": [before, after]} if after else {}


def _owner_of(ledger: Ledger, commitment: Commitment, post: str) -> str:
    """The post a step belongs to: the one named, else the owner's, else that of who writes."""
    side = ledger.seat.side
    if not post:
        return commitment.of(side, "post") or ledger.actor.owned_post
    if post != ledger.actor.post and post not in posts_of(
        commitment, ledger.seat.party_id, side, on=ledger.today
    ):
        raise RuleBroken({"next_post": _("“%(post)s” is not a post of your side.") % {"post": post}})
    return post


def as_told(step: Step) -> Step:
    """A step in the words of a record."""
    return {name: step[name] for name in STEP_FIELDS}


def _own(ledger: Ledger, commitment: Commitment, number: int) -> Step:
    """The open step of the own side that entry `number` announced."""
    for step in open_steps(commitment, ledger.seat.side):
        if step["number"] == number:
            return as_told(step)
    raise RuleBroken(_("This is not an open step of your side: it was done or dropped."))


@on_commitment(rules.may_set_steps, rests_on=("own_steps",))
def set_step(
    ledger: Ledger,
    commitment: Commitment,
    *,
    next_step: str,
    next_on: dt.date | None = None,
    next_post: str = "",
    note: str = "",
) -> EventDraft:
    """Announce what the own side does next, by when, and who of it."""
    if not next_step:
        raise RuleBroken({"next_step": _("Say what the next step is.")})
    changes = step_changes(ledger, commitment, text=next_step, on=next_on, post=next_post)
    return event_on(commitment, EntryKind.STEP_SET, ledger.today, changes=changes, note=note)


@on_commitment(rules.may_set_steps, rests_on=("own_steps",))
def mark_step_done(
    ledger: Ledger, commitment: Commitment, *, number: int, effective_on: dt.date, note: str = ""
) -> EventDraft:
    """Say that a step of the own side was done, and on which day."""
    ledger.check_effective(effective_on, commitment)
    step = _own(ledger, commitment, number)
    changes = {"steps": [[step], [step | {"done_on": as_recorded(effective_on)}]]}
    return event_on(commitment, EntryKind.STEP_DONE, effective_on, changes=changes, note=note)


@on_commitment(rules.may_set_steps, rests_on=("own_steps",))
def move_step(
    ledger: Ledger, commitment: Commitment, *, number: int, next_on: dt.date, reason: str = ""
) -> EventDraft:
    """Give a step of the own side another day. What it was due before stays in the log."""
    step = _own(ledger, commitment, number)
    if step["on"] == as_recorded(next_on):
        raise RuleBroken({"next_on": _("This is the day already: %(day)s.") % {"day": date_format(next_on)}})
    changes = {"steps": [[step], [step | {"on": as_recorded(next_on)}]]}
    return event_on(commitment, EntryKind.STEP_MOVED, ledger.today, changes=changes, reason=reason)


@on_commitment(rules.may_set_steps, rests_on=("own_steps",))
def drop_step(ledger: Ledger, commitment: Commitment, *, number: int, reason: str) -> EventDraft:
    """Give a step of the own side up, with a reason."""
    if not reason:
        raise RuleBroken({"reason": _("Say why the step is dropped.")})
    changes: dict[str, Change] = {"steps": [[_own(ledger, commitment, number)], []]}
    return event_on(commitment, EntryKind.STEP_DROPPED, ledger.today, changes=changes, reason=reason)


@on_commitment(rules.may_say_no_news, rests_on=("own_view", "own_reported_on"))
def say_no_news(
    ledger: Ledger, commitment: Commitment, *, effective_on: dt.date | None = None, note: str = ""
) -> EventDraft:
    """Say that there is nothing to report: a word like any other, and where a periodic report is owed, that report.

    `effective_on` is the day the button named: the same word of another day is another word.
    """
    day = effective_on or ledger.today
    ledger.check_effective(day, commitment)
    if not rules.may_report(ledger.seat, commitment):
        return event_on(commitment, EntryKind.NO_NEWS, day, note=note)
    reported_on = commitment.of(ledger.seat.side, "reported_on")
    if reported_on and day < reported_on:
        raise RuleBroken(_("Your side has filed a later report already."))
    changes = changed(commitment, {"reported_on": day}, side=ledger.seat.side)
    return event_on(commitment, EntryKind.REPORTED, day, changes=changes, note=note)
