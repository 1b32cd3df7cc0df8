"""A session on paper: its agenda, its pack, and the protocol that both sides sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import typography
from commitments.exports.documents.content import (
    Block,
    Cell,
    DocumentTable,
    NewPage,
    PaperDocument,
    PaperParagraph,
    TextRun,
    heading,
    joined,
    lines,
    paragraph,
)
from commitments.exports.documents.parts import (
    entry_blocks,
    figures_blocks,
    foot_of,
    language,
    log_mark,
    moment_words,
    number_words,
    side_cell,
)
from commitments.models import Commission, Seat, Session
from commitments.models.session import SessionState
from commitments.reports.figures.reading import IndicatorReading
from commitments.reports.session.pack import Said, Sheet
from commitments.reports.session.page import Item, SessionPage, Signature
from commitments.reports.session.texts import DecisionText
from commitments.vocabulary import language_of


def agenda_document(seat: Seat, session: Session, page: SessionPage) -> PaperDocument:
    """What is to be dealt with, and what each side says on it."""
    blocks: list[Block] = [*_head(seat, session, _("Agenda")), *_agreed(seat.commission, page)]
    for item in page.items:
        blocks += _item_head(item)
        blocks += _positions(item)
    return _document(seat, session, "agenda", _("Agenda"), blocks)


def pack_document(
    seat: Seat,
    session: Session,
    page: SessionPage,
    sheets: Sequence[Sheet],
    *,
    as_of: dt.date | None = None,
    until: dt.datetime | None = None,
) -> PaperDocument:
    """The agenda with all that has to be on the table, from the register as it is, or as it was at `until`."""
    blocks: list[Block] = [*_head(seat, session, _("Pack for the session")), *_agreed(seat.commission, page)]
    blocks.append(
        DocumentTable(
            rows=tuple(
                (
                    (paragraph(str(sheet.item.number), look="strong"),),
                    (paragraph(sheet.item.title, lang=sheet.item.title_lang),),
                    (paragraph(sheet.item.topic, style="note"),),
                )
                for sheet in sheets
            ),
            widths=(6, 70, 24),
        )
    )
    for sheet in sheets:
        blocks.append(NewPage())
        blocks += _item_head(sheet.item)
        blocks += _sheet(seat, sheet)
    return _document(seat, session, "pack", _("Pack for the session"), blocks, as_of=as_of, until=until)


def protocol_document(
    seat: Seat,
    session: Session,
    page: SessionPage,
    items: Sequence[tuple[Item, Sequence[IndicatorReading]]],
    *,
    closed_at: dt.datetime | None,
) -> PaperDocument:
    """What was decided, with places to sign; in the copy of each side that side comes first."""
    is_closed = page.state == SessionState.CLOSED
    title = _("Protocol") if is_closed else _("Draft of a protocol")
    first, second = (party.name for party in page.parties)
    considered = _("The two sides, %(first)s and %(second)s, considered the following.")
    blocks: list[Block] = [
        *_head(seat, session, title),
        paragraph(considered % {"first": first, "second": second}),
    ]
    for item, readings in items:
        blocks += _item_head(item)
        blocks += figures_blocks(readings)
        blocks += _positions(item)
        blocks += _decision(seat.commission, item)
    blocks.append(_signing(page))
    return _document(seat, session, "protocol", title, blocks, until=closed_at)


def _document(
    seat: Seat,
    session: Session,
    kind: str,
    title: str,
    blocks: Sequence[Block],
    *,
    as_of: dt.date | None = None,
    until: dt.datetime | None = None,
) -> PaperDocument:
    mark = log_mark(seat.commission, until)
    day = as_of or (None if until is None else seat.commission.calendar.day_of(until))
    return PaperDocument(
        name=f"{seat.commission.code_prefix}-{session.slug[:40]}-{kind}",
        title=f"{title}{typography.colon()}{session.title}",
        language=language(),
        author=seat.party.name,
        made_at=mark.at,
        foot=foot_of(seat, mark, as_of=day),
        identifier=f"{seat.commission.slug}/{session.slug}/{kind}/{mark.leaf}",
        blocks=tuple(blocks),
    )


def _head(seat: Seat, session: Session, title: str) -> Iterator[Block]:
    yield paragraph(seat.commission.called, style="kicker")
    yield paragraph(title, style="title")
    yield paragraph(session.title, lang=language_of(session.title), style="lede")
    yield paragraph(f"{session.place}{typography.comma()}{date_format(session.held_on)}")


def _agreed(commission: Commission, page: SessionPage) -> Iterator[Block]:
    """How far the agenda has come, and who has agreed to it."""
    words = [f"{page.session.get_state_display()}."]
    words += [_signed(commission, one.signature) for one in page.agreements if one.signature and one.is_given]
    yield paragraph(" ".join(words), style="note")


def _signed(commission: Commission, signature: Signature) -> str:
    words = {
        "party": signature.party.name,
        "post": signature.post,
        "moment": moment_words(commission, signature.at),
        "number": signature.number,
    }
    return _("%(party)s: %(post)s, %(moment)s, No. %(number)d.") % words


def _item_head(item: Item) -> Iterator[Block]:
    yield heading(f"{item.number}. {item.title}", lang=item.title_lang)
    code = f" · {item.commitment.code}" if item.commitment else ""
    yield paragraph(
        f"{item.topic}{code} · {_('put by %(party)s') % {'party': item.put_by.name}}", style="note"
    )
    yield from lines(item.question, lang=item.question_lang)
    for earlier in item.came_from:
        yield paragraph(_("Carried over from %(item)s.") % {"item": earlier.label}, style="note")


def _beside(cells: Sequence[Cell], head: Sequence[str] = ()) -> DocumentTable:
    """Things of the same weight side by side."""
    return DocumentTable(
        rows=(tuple(cells),), widths=(100 // len(cells),) * len(cells), head=tuple(head), style="plain"
    )


def _positions(item: Item) -> Iterator[Block]:
    cells = [
        lines(one.text, lang=one.lang, style="words")
        or (paragraph(_("No position was stated."), look="muted"),)
        for one in item.positions
    ]
    yield _beside(cells, [one.party.name for one in item.positions])


def _sheet(seat: Seat, sheet: Sheet) -> Iterator[Block]:
    row = sheet.commitment
    if row is not None and sheet.due is not None:
        about = filter(None, (sheet.due.words, sheet.due.remark, sheet.redated))
        yield joined([TextRun(sheet.agreed_label, "", "strong"), f" {' · '.join(about)}"])
        yield from lines(row.statement, lang=row.language_tag, style="words")
    yield from _positions(sheet.item)
    if row is None:
        return
    heads = [_("In the register for %(party)s") % {"party": said.party.name} for said in sheet.sides]
    yield _beside([tuple(_said(said)) for said in sheet.sides], heads)
    yield from figures_blocks(sheet.figures)
    yield heading(_("Last entries"), 2)
    yield DocumentTable(
        rows=tuple(
            (
                (
                    paragraph(number_words(one.number), style="note"),
                    paragraph(moment_words(seat.commission, one.recorded_at), style="note"),
                ),
                tuple(entry_blocks(one)),
            )
            for one in sheet.last
        ),
        widths=(24, 76),
    )


def _said(said: Said) -> Iterator[PaperParagraph]:
    yield joined([TextRun(said.label, "", "strong"), f" {said.outlook}" if said.outlook else ""])
    if said.position:
        yield from lines(said.position.text, lang=said.position.lang)
        day = date_format(said.position.stated_on)
        yield paragraph(f"{number_words(said.position.number)}{typography.comma()}{day}", style="note")
    for quote in said.quotes:
        yield paragraph(quote.words, lang=quote.readout.language_tag, style="words")
        day = date_format(quote.readout.published_on)
        yield paragraph(f"{quote.readout.publisher}{typography.comma()}{day}", style="note")
    if not said.quotes:
        yield paragraph(_("No words of its readouts."), style="note")


def _decision(commission: Commission, item: Item) -> Iterator[Block]:
    if item.signed is None:
        yield paragraph(_("Not decided."), look="muted")
        return
    yield heading(_("Decided"), 2)
    yield from _authentic(item.texts)
    if item.effect:
        yield paragraph(item.effect)
    for source in item.sources:
        about = filter(
            None, (source["title"], source["publisher"], source["published_on"], source["address"])
        )
        yield paragraph(_("Evidence: %(source)s") % {"source": typography.items(about)}, style="note")
    signatures = [one for one in (item.drafted, item.signed) if one is not None]
    signed = " ".join(_signed(commission, one) for one in signatures)
    yield paragraph(_("Drafted and countersigned: %(by)s") % {"by": signed}, style="note")


def _authentic(texts: Sequence[DecisionText]) -> Iterator[Block]:
    """Equally authentic texts in columns of their own; a single one across the page."""
    if len(texts) == 1:
        yield from lines(texts[0].text, lang=texts[0].lang)
    else:
        yield _beside([lines(one.text, lang=one.lang) for one in texts])


def _signing(page: SessionPage) -> DocumentTable:
    """A line for the hand of each side."""
    cells = []
    for one in page.agreements:
        post = one.signature.post if one.signature else _("Secretary")
        cells.append(
            (
                *side_cell(_("For %(party)s") % {"party": one.party.name}),
                paragraph("\u00a0"),
                paragraph("_" * 32),
                paragraph(post, style="note"),
            )
        )
    return DocumentTable(rows=(tuple(cells),), widths=(50, 50), style="signing")
