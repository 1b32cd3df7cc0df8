"""The protocol that both sides sign: in one column, or in one for each of its authentic languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from commitments import typography
from commitments.exports.documents.content import (
    Bar,
    Block,
    Cell,
    DocumentTable,
    Heading,
    PaperDocument,
    PaperParagraph,
    TextRun,
    heading,
    in_language,
    joined,
    lines,
    paragraph,
)
from commitments.exports.documents.parts import bar_of, figures_blocks, side_cell
from commitments.exports.documents.session import (
    authentic_blocks,
    beside,
    document_of,
    head_blocks,
    item_head,
    item_note,
    position_blocks,
    signed_words,
)
from commitments.models import Commission, Seat, Session
from commitments.models.session import SessionState
from commitments.reports.figures.reading import IndicatorReading
from commitments.reports.session.page import Item, SessionPage
from commitments.reports.session.protocol import Protocol, ProtocolCell, ProtocolColumn, ProtocolRow
from commitments.reports.texts import marked


def protocol_document(
    seat: Seat, session: Session, protocol: Protocol, *, closed_at: dt.datetime | None
) -> PaperDocument:
    """What was decided, with places to sign; in the copy of each side that side and its language come first."""
    if protocol.columns:
        with translation.override(protocol.columns[0].shown):
            blocks = list(_in_columns(seat, session, protocol))
            return document_of(seat, session, "protocol", _title(protocol.page), blocks, until=closed_at)
    page = protocol.page
    blocks = [*head_blocks(seat, session, _title(page)), _considered(page)]
    for item, readings in protocol.items:
        blocks += item_head(item)
        blocks += figures_blocks(readings)
        blocks += position_blocks(item)
        blocks += _decision(seat.commission, item)
    blocks.append(_signing([page]))
    return document_of(seat, session, "protocol", _title(page), blocks, until=closed_at)


def _title(page: SessionPage) -> str:
    return _("Protocol") if page.state == SessionState.CLOSED else _("Draft of a protocol")


def _considered(page: SessionPage) -> PaperParagraph:
    first, second = (party.name for party in page.parties)
    considered = _("The two sides, %(first)s and %(second)s, considered the following.")
    return paragraph(considered % {"first": first, "second": second})


# --- in columns


def _in_columns(seat: Seat, session: Session, protocol: Protocol) -> Iterator[Block]:
    """Row by row: what belongs together is at one height in all columns."""
    heads = []
    for column in protocol.columns:
        with translation.override(column.shown):
            head = [*head_blocks(seat, session, _title(column.page)), _considered(column.page)]
            said = (*head, paragraph(column.authentic, style="note"))
            heads.append(spoken(column, [one for one in said if isinstance(one, PaperParagraph)]))
    yield beside(heads)
    for row in protocol.rows:
        first, cells = row.first, row.cells
        yield _heading(row)
        yield from lines(first.item.question, lang=first.item.question_lang)
        yield beside([spoken(column, _about(cell)) for column, cell in cells])
        yield _positions(cells)
        if first.item.signed and first.text is None:  # decided before its languages were asked for
            yield from authentic_blocks(first.item.texts)
        yield beside([spoken(column, _decided(seat.commission, cell)) for column, cell in cells])
    with translation.override(protocol.columns[0].shown):
        yield _signing([column.page for column in protocol.columns], protocol.columns)


def _heading(row: ProtocolRow) -> Heading:
    """The number of an item, and what it is called in every language."""
    named = [TextRun(marked(title, title.lang), title.lang) for title in row.titles]
    between = [run for name in named for run in (TextRun(" · "), name)]
    return Heading((TextRun(f"{row.first.item.number}. "), *between[1:]))


def spoken(column: ProtocolColumn, said: Iterable[PaperParagraph | Bar]) -> Cell:
    """A cell of a column: what has no language of its own is in that of the column."""
    with translation.override(column.shown):
        return in_language(said, column.tag)


def _about(cell: ProtocolCell) -> Iterator[PaperParagraph | Bar]:
    yield from item_note(cell.item)
    for reading in cell.figures:
        yield from _figures(reading)


def _figures(reading: IndicatorReading) -> Iterator[PaperParagraph | Bar]:
    """What is counted, as lines: a cell has no table of its own."""
    yield joined([TextRun(reading.title, reading.lang, "strong"), TextRun(f", {reading.unit}", "", "muted")])
    if promised := reading.promised:
        yield paragraph(
            _("Promised: %(promised)s") % {"promised": typography.clauses(promised)}, style="note"
        )
    for side in reading.sides:
        said = typography.stop(f"{side.latest}{typography.comma()}{side.latest_of}") if side.latest else ""
        present = side.present.sentence if side.present else ""
        about = typography.sentences(filter(None, (said, side.apart, present)))
        yield joined(
            [TextRun(f"{side.party.name}{typography.colon()}", "", "strong"), about or _("no figures yet")]
        )
        if side.present is not None:
            yield from bar_of(side.present)
    for one in reading.differences:
        words = {"period": one.period, "said": one.said, "by": one.by}
        yield paragraph(
            _("The sides’ figures differ, %(period)s: %(said)s (%(by)s apart)") % words, style="note"
        )


def _positions(cells: Sequence[tuple[ProtocolColumn, ProtocolCell]]) -> DocumentTable:
    """The words of each side, once; what it is called, and that it said nothing, in every language."""
    found: list[Cell] = []
    for position in cells[0][1].item.positions:
        names, silent = [], []
        for column, _cell in cells:
            with translation.override(column.shown):
                names.append(TextRun(position.party.name, column.tag, "strong"))
                silent.append(paragraph(_("No position was stated."), lang=column.tag, look="muted"))
        label = joined(run for name in names for run in (TextRun(" · "), name))
        label = replace(label, runs=label.runs[1:])
        found.append((label, *(lines(position.text, lang=position.lang, style="words") or silent)))
    return beside(found)


def _decided(commission: Commission, cell: ProtocolCell) -> Iterator[PaperParagraph]:
    if cell.item.signed is None:
        yield paragraph(_("Not decided."), look="muted")
        return
    yield paragraph(_("Decided"), look="strong")
    if cell.text is not None and cell.text.text:
        yield from lines(cell.text.text, lang=cell.text.lang)
    elif cell.text is not None:
        yield paragraph(_("No text in this language."), look="muted")
    yield from _effect(commission, cell.item)


# --- what a decision is


def _decision(commission: Commission, item: Item) -> Iterator[Block]:
    if item.signed is None:
        yield paragraph(_("Not decided."), look="muted")
        return
    yield heading(_("Decided"), 2)
    yield from authentic_blocks(item.texts)
    yield from _effect(commission, item)


def _effect(commission: Commission, item: Item) -> Iterator[PaperParagraph]:
    """What the decision does, what it rests on, and who signed it."""
    if item.effect:
        yield paragraph(item.effect)
    for source in item.sources:
        about = filter(
            None, (source["title"], source["publisher"], source["published_on"], source["address"])
        )
        yield paragraph(_("Evidence: %(source)s") % {"source": typography.items(about)}, style="note")
    signatures = [one for one in (item.drafted, item.signed) if one is not None]
    signed = " ".join(signed_words(commission, one) for one in signatures)
    yield paragraph(_("Drafted and countersigned: %(by)s") % {"by": signed}, style="note")


def _signing(pages: Sequence[SessionPage], columns: Sequence[ProtocolColumn] = ()) -> DocumentTable:
    """A line for the hand of each side; its name and post in the language of each page."""
    found: list[Cell] = []
    shown = [(column.shown, column.tag) for column in columns] or [(translation.get_language() or "en", "")]
    for agreements in zip(*(page.agreements for page in pages), strict=True):
        names: list[PaperParagraph | Bar] = []
        posts: list[PaperParagraph] = []
        for one, (language, tag) in zip(agreements, shown, strict=True):
            with translation.override(language):
                said = side_cell(_("For %(party)s") % {"party": one.party.name})
                names += in_language(said, tag)
                post = str(one.signature.post) if one.signature else _("Secretary")
                posts.append(paragraph(post, lang=tag, style="note"))
        found.append((*names, paragraph("\u00a0"), paragraph("_" * 32), *posts))
    return DocumentTable(rows=(tuple(found),), widths=(50, 50), style="signing")
