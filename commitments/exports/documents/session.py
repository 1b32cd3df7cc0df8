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
)
from commitments.models import Commission, Seat, Session
from commitments.reports.session.pack import Said, Sheet
from commitments.reports.session.page import Item, SessionPage, Signature
from commitments.reports.session.texts import DecisionText
from commitments.reports.texts import marked
from commitments.vocabulary import language_of


def agenda_document(seat: Seat, session: Session, page: SessionPage) -> PaperDocument:
    """What is to be dealt with, and what each side says on it."""
    blocks: list[Block] = [*head_blocks(seat, session, _("Agenda")), *_agreed(seat.commission, page)]
    for item in page.items:
        blocks += item_head(item)
        blocks += position_blocks(item)
    return document_of(seat, session, "agenda", _("Agenda"), blocks)


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
    blocks: list[Block] = [
        *head_blocks(seat, session, _("Pack for the session")),
        *_agreed(seat.commission, page),
    ]
    blocks.append(
        DocumentTable(
            rows=tuple(
                (
                    (paragraph(str(sheet.item.number), look="strong"),),
                    (paragraph(marked(sheet.item.title, sheet.item.title_lang), lang=sheet.item.title_lang),),
                    (paragraph(sheet.item.topic, style="note"),),
                )
                for sheet in sheets
            ),
            widths=(6, 70, 24),
        )
    )
    for sheet in sheets:
        blocks.append(NewPage())
        blocks += item_head(sheet.item)
        blocks += _sheet(seat, sheet)
    return document_of(seat, session, "pack", _("Pack for the session"), blocks, as_of=as_of, until=until)


def document_of(
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
        title=f"{title}{typography.colon()}{session.called}",
        language=language(),
        author=seat.party.name,
        made_at=mark.at,
        foot=foot_of(seat, mark, as_of=day),
        identifier=f"{seat.commission.slug}/{session.slug}/{kind}/{mark.leaf}",
        blocks=tuple(blocks),
    )


def head_blocks(seat: Seat, session: Session, title: str) -> Iterator[Block]:
    yield paragraph(seat.commission.called, style="kicker")
    yield paragraph(title, style="title")
    yield paragraph(session.called, lang=language_of(session.called), style="lede")
    yield paragraph(f"{session.held_at}{typography.comma()}{date_format(session.held_on)}")


def _agreed(commission: Commission, page: SessionPage) -> Iterator[Block]:
    """How far the agenda has come, and who has agreed to it."""
    words = [typography.stop(page.session.get_state_display())]
    words += [
        signed_words(commission, one.signature) for one in page.agreements if one.signature and one.is_given
    ]
    yield paragraph(" ".join(words), style="note")


def signed_words(commission: Commission, signature: Signature) -> str:
    words = {
        "party": signature.party.name,
        "post": signature.post,
        "moment": moment_words(commission, signature.at),
        "number": signature.number,
    }
    return _("%(party)s: %(post)s, %(moment)s, No. %(number)d.") % words


def item_head(item: Item) -> Iterator[Block]:
    yield heading(f"{item.number}. {marked(item.title, item.title_lang)}", lang=item.title_lang)
    note, *carried = item_note(item)
    yield note
    yield from lines(item.question, lang=item.question_lang)
    yield from carried


def item_note(item: Item) -> Iterator[PaperParagraph]:
    """Why an item is on the agenda and who put it there; then where it comes from."""
    code = f" · {item.commitment.code}" if item.commitment else ""
    yield paragraph(
        f"{item.topic}{code} · {_('put by %(party)s') % {'party': item.put_by.name}}", style="note"
    )
    for earlier in item.came_from:
        yield paragraph(_("Carried over from %(item)s.") % {"item": earlier.label}, style="note")


def beside(cells: Sequence[Cell], head: Sequence[str] = ()) -> DocumentTable:
    """Things of the same weight side by side."""
    return DocumentTable(
        rows=(tuple(cells),), widths=(100 // len(cells),) * len(cells), head=tuple(head), style="plain"
    )


def position_blocks(item: Item) -> Iterator[Block]:
    cells = [
        lines(one.text, lang=one.lang, style="words")
        or (paragraph(_("No position was stated."), look="muted"),)
        for one in item.positions
    ]
    yield beside(cells, [one.party.name for one in item.positions])


def authentic_blocks(texts: Sequence[DecisionText]) -> Iterator[Block]:
    """Equally authentic texts in columns of their own; a single one across the page."""
    if len(texts) == 1:
        yield from lines(texts[0].text, lang=texts[0].lang)
    else:
        missing = (paragraph(_("No text in this language."), look="muted"),)
        yield beside(
            [lines(one.text, lang=one.lang) or missing for one in texts], [one.name for one in texts]
        )


def _sheet(seat: Seat, sheet: Sheet) -> Iterator[Block]:
    row = sheet.commitment
    if row is not None and sheet.due is not None:
        about = filter(None, (sheet.due.words, sheet.due.remark, sheet.redated))
        yield joined([TextRun(sheet.agreed_label, "", "strong"), f" {' · '.join(about)}"])
        yield from lines(row.statement, lang=row.language_tag, style="words")
    yield from position_blocks(sheet.item)
    if drafted := sheet.item.drafted:
        words = _("Drafted by %(party)s, not signed by the other side") % {"party": drafted.party.name}
        yield paragraph(_("Decided") if sheet.item.signed else words, look="strong")
        yield from authentic_blocks(sheet.item.texts)
    if row is None:
        return
    heads = [_("In the register for %(party)s") % {"party": said.party.name} for said in sheet.sides]
    yield beside([tuple(_said(said)) for said in sheet.sides], heads)
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
        yield paragraph(f"{quote.readout.published_by}{typography.comma()}{day}", style="note")
    if not said.quotes:
        yield paragraph(_("No words of its readouts."), style="note")
