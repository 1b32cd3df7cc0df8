"""A session as its readers see it: the agenda with both positions in the order of the reader, and what was signed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import links, rules
from commitments.actions.session_texts import lacking
from commitments.models import AgendaItem, Commission, Commitment, Entry, Party, Seat, Session
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.session import (
    Effect,
    SessionState,
    Topic,
    carried_items,
    carried_question,
)
from commitments.reports.criteria import not_yet
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.session.carried import CarriedItems, LinkedItem
from commitments.reports.session.texts import DecisionText, authentic_words, decision_texts, title_of_item
from commitments.reports.texts import TextShown
from commitments.vocabulary import (
    SESSION_KINDS,
    EntryKind,
    Status,
    language_of,
)
from commitments.vocabulary.other_names import called_post


@dataclass(frozen=True, slots=True)
class Position:
    """What a side says on an item."""

    side: str
    party: Party
    text: str
    lang: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """Who drafted or signed: the side, the post, when, and the entry."""

    party: Party
    post: str
    author: str
    at: dt.datetime
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda, with what its reader may do there."""

    item: AgendaItem
    number: int
    topic: str
    title: TextShown
    title_lang: str
    question: str
    question_lang: str
    put_by: Party
    commitment: Commitment | None
    positions: list[Position]
    decision: str
    texts: list[DecisionText]
    authentic: str  # which of them are equally authentic
    effect: str
    sources: list[dict[str, Any]]
    drafted: Signature | None
    signed: Signature | None
    decided_url: str
    came_from: list[LinkedItem]
    went_to: LinkedItem | None
    may_change: bool
    may_take_off: bool
    may_decide: bool
    may_sign: bool
    lacks: str  # which texts are missing before it can be signed, and what to do
    may_withdraw: bool
    not_yet: str  # why it cannot be signed yet, by the criteria


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a side has agreed to the agenda as it is, and with which entry."""

    party: Party
    is_given: bool
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class SessionPage:
    session: Session
    state: str
    parties: list[Party]
    items: list[Item]
    agreements: list[Agreement]
    has_come: bool
    may_put: bool
    may_agree: bool
    may_close: bool
    closed_by: Signature | None
    decided: int
    told: list[Entry]  # the entries about it, in their order
    carried: list[AgendaItem]  # over, in the whole commission

    @property
    def is_decided(self) -> bool:
        return self.state in (SessionState.HELD, SessionState.CLOSED)


def entries_about(session: Session) -> list[Entry]:
    """The entries about a session and its items in their order, and what it decided on commitments."""
    # What is decided on a commitment follows the signature, which is the last entry of the session itself.
    return [entry for entry in _entries_question(session).rows() if _belongs(entry, session)]


def session_questions(session: Session) -> list[PreparedQuestion[Any]]:
    """What `session_page` asks."""
    items = _items.of(session=session.pk)
    return [items, _entries_question(session), carried_question(session.commission)]


def _entries_question(session: Session) -> PreparedQuestion[Entry]:
    numbers = {"first": session.called_entry, "last": session.last_number + 1}
    return _told.of(commission=session.commission_id, **numbers)


@prepared
def _items(*, session: Hole) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(session=session, is_off=False)
    return rows.select_related("commitment").order_by("number")


@prepared
def _told(*, commission: Hole, first: Hole, last: Hole) -> QuerySet[Entry]:
    rows = Entry.objects.filter(commission=commission, kind__in=(*SESSION_KINDS, EntryKind.DECIDED))
    return rows.filter(number__gte=first, number__lte=last).as_written().order_by("number")


def _belongs(entry: Entry, session: Session) -> bool:
    record = json.loads(bytes(entry.record))
    if entry.kind == EntryKind.DECIDED:
        return record["refs"]["session"]["slug"] == session.slug
    return f"{record['object']}/".startswith(f"session/{session.slug}/")


Sides = list[tuple[str, Party]]


def own_first(seat: Seat) -> Sides:
    """Both sides as a protocol names them: in the copy of each side that side comes first, whatever its settings."""
    return sorted(seat.sides, key=lambda pair: pair[0] != seat.side)


def session_page(session: Session, seat: Seat, *, sides: Sides | None = None) -> SessionPage:
    """Everything the page of a session, its protocol and its pack show of it; by default in the reader's order."""
    sides = sides or seat.sides
    items = _items(session=session.pk)
    for item in items:
        item.session = session
        if item.commitment is not None:
            item.commitment.commission = session.commission
    told = entries_about(session)
    by_number = {entry.number: entry for entry in told}
    signer = _Signer(seat.commission, by_number)
    parties = [party for _side, party in sides]
    decided = {
        json.loads(bytes(entry.record))["refs"]["session"]["item"]: entry.number
        for entry in told
        if entry.kind == EntryKind.DECIDED
    }
    carried = carried_items(seat.commission)
    over = CarriedItems(carried)
    closing = next((entry for entry in told if entry.kind == EntryKind.SESSION_CLOSED), None)
    return SessionPage(
        session=session,
        state=session.state,
        parties=parties,
        items=[_item(item, seat, sides, signer, decided.get(item.number), over) for item in items],
        agreements=[
            Agreement(party, session.has_agreed(side), _agreement(told, session, party, signer))
            for side, party in sides
        ],
        has_come=session.commission.today() >= session.held_on,
        may_put=rules.may_change_agenda(seat, session),
        may_agree=bool(items) and rules.may_agree_agenda(seat, session),
        may_close=rules.may_close_session(seat, session) and all(item.is_signed for item in items),
        closed_by=signer.signature(closing.number) if closing else None,
        decided=sum(item.is_signed for item in items),
        told=told,
        carried=carried,
    )


def closed_at(session: Session) -> dt.datetime | None:
    """When a session was closed; None while it is not."""
    if session.state != SessionState.CLOSED:
        return None
    closing = Entry.objects.filter(commission=session.commission_id, number=session.last_number)
    return closing.values_list("recorded_at", flat=True).get()


def history(page: SessionPage) -> list[Sentence]:
    """All that was done about a session, newest first."""
    wording = SentenceWriter(page.session.commission)
    return [wording.sentence(entry, with_changes=True) for entry in reversed(page.told)]


def sentences(commission: Commission, entries: Iterable[Entry]) -> list[Sentence]:
    wording = SentenceWriter(commission)
    return [wording.sentence(entry, with_changes=True) for entry in entries]


class _Signer:
    """Who stands behind the number of an entry."""

    def __init__(self, commission: Commission, entries: dict[int, Entry]) -> None:
        self.entries = entries
        self.slug = commission.slug
        self.parties = {party.pk: party for party in commission.sides}

    def signature(self, number: int | None) -> Signature | None:
        if number is None:
            return None
        entry = self.entries[number]
        return Signature(
            party=self.parties[entry.party_id or 0],
            post=called_post(entry.author_post),
            author=called_post(entry.texts.author_name or ""),
            at=entry.recorded_at,
            number=number,
            url=links.entry(self.slug, number),
        )


def _agreement(told: list[Entry], session: Session, party: Party, signer: _Signer) -> Signature | None:
    if not session.has_agreed(party.side):
        return None
    given = [e for e in told if e.kind == EntryKind.AGENDA_AGREED and e.party_id == party.pk]
    return signer.signature(given[-1].number) if given else None


def _item(
    item: AgendaItem, seat: Seat, sides: Sides, signer: _Signer, decided: int | None, carried: CarriedItems
) -> Item:
    parties = dict(sides)
    positions = [
        Position(side, party, item.of(side, "position"), item.position_tag(side), side == seat.side)
        for side, party in sides
    ]
    texts = decision_texts(item, seat)
    lacks = "" if item.is_signed or not item.decision else lacking(item, seat.commission.authentic_codes)
    title = title_of_item(item, item.commitment)
    decided_url = ""
    if decided is not None and item.commitment is not None:
        decided_url = f"{item.commitment.get_absolute_url()}#entry-{decided}"
    return Item(
        item=item,
        number=item.number,
        topic=str(Topic(item.topic).label),
        title=title,
        title_lang=title.lang,
        question=item.question,
        question_lang=item.question_tag(),
        put_by=parties[item.put_by],
        commitment=item.commitment,
        positions=positions,
        decision=item.decision,
        texts=texts,
        authentic=authentic_words(texts),
        effect=effect_words(item),
        sources=item.sources,
        drafted=signer.signature(item.draft_entry),
        signed=signer.signature(item.signed_entry),
        decided_url=decided_url,
        came_from=carried.came_from(item),
        went_to=carried.went_to(item),
        may_change=rules.may_change_item(seat, item),
        may_take_off=rules.may_take_item_off(seat, item),
        may_decide=rules.may_decide(seat, item) and seat.commission.today() >= item.session.held_on,
        may_sign=rules.may_countersign(seat, item) and not lacks,
        lacks=lacks,
        may_withdraw=rules.may_withdraw_draft(seat, item),
        not_yet=_not_yet(item),
    )


def _not_yet(item: AgendaItem) -> str:
    """What the criteria forbid still of the status that a decision states, beside what its own sources show."""
    if item.commitment is None or item.effect != Effect.STATUS or item.is_signed:
        return ""
    shown = {
        number for source in item.sources if not source.get("announces") for number in source.get("meets", ())
    }
    return not_yet(item.commitment, item.effect_status, but=shown)


def effect_words(item: AgendaItem) -> str:
    """What the decision does, in a sentence; nothing where it does nothing or is not drafted."""
    match item.effect:
        case Effect.STATUS:
            return _("Both sides state “%(status)s”.") % {"status": Status(item.effect_status).label}
        case Effect.REDATED if item.effect_on is not None:
            return _("It is due on %(day)s.") % {"day": date_format(item.effect_on)}
        case Effect.CARRIED:
            return _("Carried over to the next session.")
    return ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session in the list of sessions."""

    session: Session
    url: str
    state: str
    title_lang: str
    items: int
    decided: int
    waits: bool  # for the reader's agreement


def listed(seat: Seat) -> list[Listed]:
    """All sessions of a commission, the latest first."""
    on = Q(items__is_off=False)
    rows = Session.objects.filter(commission=seat.commission_id).annotate(
        on=Count("items", filter=on),
        decided=Count("items", filter=on & Q(items__signed_entry__isnull=False)),
    )
    found = []
    for row in rows.order_by("-held_on", "-pk"):
        row.commission = seat.commission
        found.append(
            Listed(
                session=row,
                url=row.get_absolute_url(),
                state=str(SessionState(row.state).label),
                title_lang=language_of(row.title),
                items=row.on,
                decided=row.decided,
                waits=bool(row.on) and rules.may_agree_agenda(seat, row),
            )
        )
    return found
