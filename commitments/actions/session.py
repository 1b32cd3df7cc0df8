"""A session of the commission: called, its agenda drafted and agreed, and closed when everything is decided."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import rules
from commitments.actions.errors import RuleBroken, require
from commitments.actions.log import Ledger, Submission
from commitments.actions.mention import announce
from commitments.actions.readout import check_language, free_slug
from commitments.actions.session_rows import (
    differing,
    event_of_item,
    event_of_session,
    load,
    refuse_what_was_not_seen,
    slug_of,
    write_item,
    write_session,
)
from commitments.models import AgendaItem, Commission, Commitment, Entry, Seat, Session
from commitments.models.session import Topic, carried_items, waiting_for
from commitments.vocabulary import (
    EntryKind,
    Role,
    guessed_language,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants on the agenda: why, about which commitment if about one, and in which words.

    `carried_from` is the reference of the item that it takes up; without one, what was carried over about the same
    commitment is taken up by it.
    """

    topic: str
    title: str
    question: str = ""
    commitment: Commitment | None = None
    position: str = ""
    carried_from: str = ""
    language: str = ""  # of all these words; "": nobody said it


def on_session(decide: Callable[..., Entry]) -> Callable[..., Entry]:
    """Turn `f(ledger, session, **fields) -> Entry` into an action: transaction, lock, repeated POST, fresh row."""

    @functools.wraps(decide)
    @transaction.atomic
    def action(
        session: Session,
        *,
        by: Seat,
        submission: Submission | None = None,
        at: dt.datetime | None = None,
        **fields: Any,
    ) -> Entry:
        ledger = Ledger(session.commission, by=by, at=at, submission=submission)
        if ledger.repeated is not None:
            return ledger.repeated
        require(isinstance(by, Seat))
        entry = decide(ledger, load(ledger, session), **fields)
        # Whoever is asked to agree or to sign, or no longer.
        announce(Seat.objects.filter(commission=session.commission_id, role=Role.SECRETARY))
        return entry

    return action


def get_item(session: Session, number: int) -> AgendaItem:
    """Item `number` as it is now, after the lock. RuleBroken for one that is not on the agenda (any more)."""
    item = AgendaItem.objects.filter(session=session, number=number, is_off=False)
    found = item.select_related("commitment").first()
    if found is None:
        raise RuleBroken(_("This item is not on the agenda any more."))
    found.session = session
    return found


@transaction.atomic
def call_session(
    commission: Commission,
    *,
    by: Seat,
    title: str,
    held_on: dt.date,
    place: str,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Session:
    """Call a session for a day to come, or for one that was agreed on otherwise. Its agenda begins empty."""
    ledger = Ledger(commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return Session.objects.get(commission=commission, slug=slug_of(ledger.repeated))
    require(rules.may(by, "call_session"))
    if not title:
        raise RuleBroken({"title": _("Give the session a name.")})
    if not place:
        raise RuleBroken({"place": _("Say where it is held.")})
    sessions = Session.objects.filter(commission=commission)
    if sessions.filter(title=title, held_on=held_on).exists():
        raise RuleBroken({"title": _("This session has been called already.")})
    taken = set(sessions.values_list("slug", flat=True))
    # The year comes first, so that no session gets the address of another page.
    slug = free_slug(f"{held_on}-{slugify(title)[:60]}".strip("-"), taken)
    session = Session(commission=commission, slug=slug)
    after = {"title": title, "held_on": held_on.isoformat(), "place": place}
    changes = {name: [None, value] for name, value in after.items()}
    write_session(
        ledger, session, event_of_session(session, EntryKind.SESSION_CALLED, ledger.today, changes=changes)
    )
    return session


@on_session
def move_session(ledger: Ledger, session: Session, *, held_on: dt.date, place: str, reason: str) -> Entry:
    """Name another day or place, until the first decision is drafted. What both had agreed to has to be agreed anew."""
    require(rules.may(ledger.seat, "move_session"))
    _check_agenda_is_open(ledger, session)
    if not place:
        raise RuleBroken({"place": _("Say where it is held.")})
    if not reason:
        raise RuleBroken({"reason": _("Say why it is moved.")})
    if held_on < ledger.today:
        raise RuleBroken({"held_on": _("This day has passed.")})
    others = Session.objects.filter(commission=session.commission_id).exclude(pk=session.pk)
    if others.filter(title=session.title, held_on=held_on).exists():
        raise RuleBroken({"held_on": _("A session of this name is called for that day already.")})
    changes = {
        name: pair
        for name, pair in {
            "held_on": [session.held_on.isoformat(), held_on.isoformat()],
            "place": [session.place, place],
        }.items()
        if pair[0] != pair[1]
    }
    if not changes:
        raise RuleBroken(_("Nothing was changed."))
    event = event_of_session(session, EntryKind.SESSION_MOVED, ledger.today, changes=changes, reason=reason)
    return write_session(ledger, session, event)


@on_session
def put_items(ledger: Ledger, session: Session, *, questions: Sequence[Question]) -> Entry:
    """Put questions on the agenda, for the own side. Returns the entry of the first; all or none."""
    require(rules.may(ledger.seat, "put_items"))
    _check_agenda_is_open(ledger, session)
    if not questions:
        raise RuleBroken(_("Nothing was chosen."))
    entries = [_put(ledger, session, question) for question in questions]
    return entries[0]


def _put(ledger: Ledger, session: Session, question: Question) -> Entry:
    if not question.title:
        raise RuleBroken({"title": _("Say in a few words what it is about.")})
    if question.topic not in Topic.values:
        raise RuleBroken({"topic": _("Choose why it is on the agenda.")})
    if question.language:
        check_language(question.language, session.commission)
    commitment = question.commitment
    if commitment is not None and commitment.commission_id != session.commission_id:
        raise RuleBroken({"commitment": _("This commitment belongs to another commission.")})
    same = AgendaItem.objects.filter(session=session, is_off=False, topic=question.topic)
    same = same.filter(commitment=commitment) if commitment else same.filter(title=question.title)
    if same.exists():
        raise RuleBroken({"title": _("This is on the agenda already.")})
    last = AgendaItem.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem(session=session, number=last + 1)
    after = {
        "topic": str(question.topic),
        "commitment": commitment.code if commitment else None,
        "title": question.title,
        "question": question.question,
        "position": question.position,
        "question_language": question.language,
        "position_language": question.language if question.position else "",
        "carried_from": _carried_from(session, question),
    }
    changes = {name: [None, value] for name, value in after.items() if value}
    return write_item(ledger, item, event_of_item(item, EntryKind.ITEM_PUT, ledger.today, changes=changes))


def _carried_from(session: Session, question: Question) -> str:
    """The item that a question takes up, "" for none. Raises RuleBroken for one that waits for no session any more."""
    waiting = waiting_for(session, carried_items(session.commission))
    if question.carried_from:
        if question.carried_from not in {one.reference for one in waiting}:
            raise RuleBroken(_("This was not carried over to this session, or is on an agenda already."))
        return question.carried_from
    about = [one for one in waiting if question.commitment and one.commitment_id == question.commitment.pk]
    return about[-1].reference if about else ""


def _check_agenda_is_open(ledger: Ledger, session: Session) -> None:
    if not rules.may_change_agenda(ledger.seat, session):
        raise RuleBroken(
            _("The session is being decided, so its agenda cannot change. Carry over what is missing.")
        )


@on_session
def change_item(
    ledger: Ledger,
    session: Session,
    *,
    number: int,
    position: str,
    title: str | None = None,
    question: str | None = None,
    language: str = "",
    seen: int | None = None,
) -> Entry:
    """State the own side's position on an item, and word an own item anew (`None`: as it is).

    `language` is that of all words given; "": nobody says it, and of those that change it is told from their letters.
    `seen` is the last entry on the item that its reader saw. Raises NotAllowed for the words of the other side.
    """
    require(rules.may(ledger.seat, "change_item"))
    _check_agenda_is_open(ledger, session)
    item = get_item(session, number)
    side = ledger.seat.side
    if seen is not None:
        refuse_what_was_not_seen(session, seen, item.last_number)
    wording = {name: value for name, value in (("title", title), ("question", question)) if value is not None}
    changes = differing(item, **wording)
    require(not changes or rules.owns_item(ledger.seat, item))
    if title == "":
        raise RuleBroken({"title": _("Say in a few words what it is about.")})
    said = item.of(side, "position")
    if position != said:
        changes["position"] = [said, position]
    if language:
        check_language(language, session.commission)
    changes |= _languages(item, side, language, changes, owns=bool(wording), states=bool(position))
    if not changes:
        raise RuleBroken(_("Nothing was changed."))
    return write_item(
        ledger, item, event_of_item(item, EntryKind.ITEM_CHANGED, ledger.today, changes=changes)
    )


def _languages(
    item: AgendaItem,
    side: str,
    language: str,
    changes: Mapping[str, Any],
    *,
    owns: bool,
    states: bool,
) -> dict[str, list[str]]:
    """What changes of the languages of an item: of words that change, and where another language is said of the same."""
    found = {}
    for name, is_given, words in (
        ("question_language", owns, {"title": item.title, "question": item.question}),
        ("position_language", states, {"position": item.of(side, "position")}),
    ):
        held = item.of(side, name) if name.startswith("position") else item.question_language
        is_new = not words.keys().isdisjoint(changes)
        other = is_given and language not in ("", held or guessed_language(" ".join(words.values())))
        if is_new or other:
            found[name] = [held, language if is_given else ""]
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


@on_session
def take_item_off(ledger: Ledger, session: Session, *, number: int) -> Entry:
    """Take an item of the own side off the agenda. What the other side wants to speak about is answered there."""
    require(rules.may(ledger.seat, "take_item_off"))
    _check_agenda_is_open(ledger, session)
    item = get_item(session, number)
    require(rules.owns_item(ledger.seat, item))
    event = event_of_item(item, EntryKind.ITEM_TAKEN_OFF, ledger.today, changes={"is_off": [False, True]})
    return write_item(ledger, item, event)


@on_session
def agree_agenda(ledger: Ledger, session: Session, *, version: int) -> Entry:
    """Agree to the agenda that was shown: `version` is the number of the last entry that changed it.

    Raises Conflict, with what happened since, when it is another one now.
    """
    require(rules.may(ledger.seat, "agree_agenda"))
    refuse_what_was_not_seen(session, version, session.agenda)
    if not rules.may_agree_agenda(ledger.seat, session):
        raise RuleBroken(_("Your side has agreed to this agenda already."))
    if not session.items.filter(is_off=False).exists():
        raise RuleBroken(_("There is nothing on the agenda yet."))
    own = Entry.objects.beside(session.commission_id).filter(kind=EntryKind.AGENDA_AGREED)
    mine = own.filter(author=ledger.seat.user_id, number__gt=version).exclude(party=ledger.seat.party_id)
    # Who has changed sides does not agree with themselves.
    require(not any(slug_of(entry) == session.slug for entry in mine))
    before = session.of(ledger.seat.side, "agreed")
    event = event_of_session(
        session, EntryKind.AGENDA_AGREED, ledger.today, changes={"agenda": [before, version]}
    )
    return write_session(ledger, session, event)


@on_session
def close_session(ledger: Ledger, session: Session) -> Entry:
    """Close a session: every item has a decision that both sides signed, be it to carry it over."""
    require(rules.may(ledger.seat, "close_session"))
    if not rules.may_close_session(ledger.seat, session):
        raise RuleBroken(_("This session is not being decided."))
    if left := session.items.filter(is_off=False, signed_entry__isnull=True).count():
        raise RuleBroken(
            ngettext("%(n)d item is not decided yet.", "%(n)d items are not decided yet.", left) % {"n": left}
        )
    return write_session(ledger, session, event_of_session(session, EntryKind.SESSION_CLOSED, ledger.today))
