"""The protocol of a session: one column, or one for each language in which its decisions are signed, the own first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from commitments.actions.session_texts import own_first as languages_in_order
from commitments.models import Seat, Session
from commitments.reports.figures.reading import IndicatorReading
from commitments.reports.session.pack import with_figures
from commitments.reports.session.page import Item, SessionPage, own_first, session_page
from commitments.reports.session.texts import DecisionText, authentic_words, text_in, title_of_item
from commitments.reports.texts import TextShown
from commitments.vocabulary import lang_tag


@dataclass(frozen=True, slots=True)
class ProtocolCell:
    """An item in a column: what is said of it in that language, and the text of its decision there.

    `text` is None where nothing is signed, or what is signed is in a language nobody asked for.
    """

    item: Item
    figures: Sequence[IndicatorReading]
    text: DecisionText | None


@dataclass(frozen=True, slots=True)
class ProtocolColumn:
    """One language of a protocol: `code` is that of its texts, `shown` that of the words around them, `tag` its BCP 47 tag.

    `shown` is another one only where the interface is not there in the language.
    """

    code: str
    shown: str
    tag: str
    page: SessionPage
    authentic: str
    cells: list[ProtocolCell]


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """One item in every column."""

    cells: list[tuple[ProtocolColumn, ProtocolCell]]

    @property
    def first(self) -> ProtocolCell:
        return self.cells[0][1]

    @property
    def titles(self) -> list[TextShown]:
        """What it is called in the languages of the columns, in their order; each name once."""
        named = [
            title_of_item(cell.item.item, cell.item.commitment, column.code) for column, cell in self.cells
        ]
        return list({str(title): title for title in named}.values())


@dataclass(frozen=True, slots=True)
class Protocol:
    """`columns` is empty where there is one text alone; `rows` has what belongs to an item in all columns."""

    page: SessionPage
    items: list[tuple[Item, Sequence[IndicatorReading]]]
    columns: list[ProtocolColumn]

    @property
    def rows(self) -> list[ProtocolRow]:
        """Each item, from the first to the last."""
        places = range(len(self.columns[0].cells) if self.columns else 0)
        return [ProtocolRow([(column, column.cells[place]) for column in self.columns]) for place in places]


def protocol_of(session: Session, seat: Seat, *, until: dt.datetime | None) -> Protocol:
    """The protocol as the side of its reader keeps it, with the figures known at `until`; None: now."""
    page, items = _read(session, seat, until)
    signed = [item for item in page.items if item.signed]
    codes = languages_in_order({one.code for item in signed for one in item.texts if one.code}, seat)
    if len(codes) < 2:
        return Protocol(page, items, [])
    spoken, here = dict(settings.LANGUAGES), translation.get_language() or "en"
    columns = []
    for code in codes:
        shown = code if code in spoken else here
        with translation.override(shown):
            page_in, items_in = (page, items) if shown == here else _read(session, seat, until)
            texts = [DecisionText(one, "", "", "there") for one in codes]
            cells = [ProtocolCell(item, figures, _text(item, code)) for item, figures in items_in]
            columns.append(
                ProtocolColumn(code, shown, lang_tag(shown), page_in, authentic_words(texts), cells)
            )
    return Protocol(page, items, columns)


def _read(
    session: Session, seat: Seat, until: dt.datetime | None
) -> tuple[SessionPage, list[tuple[Item, Sequence[IndicatorReading]]]]:
    sides = own_first(seat)
    page = session_page(session, seat, sides=sides)
    return page, with_figures(page, session, sides, until=until)


def _text(item: Item, code: str) -> DecisionText | None:
    """The text of a signed decision in a language; empty where it has others, but not this one."""
    if not item.signed or not any(one.code for one in item.texts):
        return None
    return text_in(code, {one.code: one.text for one in item.texts})
