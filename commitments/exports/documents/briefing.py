"""The briefing of a side on one page, for its head of state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import typography
from commitments.actions.briefing import PrintedBriefing, PrintedFile
from commitments.exports.documents.briefing_columns import blocks_in_columns
from commitments.exports.documents.briefing_parts import (
    head_of,
    line_cells,
    more_words,
    progress_cells,
    session_words,
    title_of,
)
from commitments.exports.documents.content import (
    Block,
    DocumentTable,
    NewPage,
    NumberedList,
    PaperDocument,
    heading,
    in_language,
    lines,
    paragraph,
)
from commitments.exports.documents.parts import language, moment_words
from commitments.exports.documents.pdf import write_one_page, write_pdf
from commitments.exports.documents.word import write_docx
from commitments.reports.briefing import BriefingColumn, BriefingPage
from commitments.vocabulary import language_of
from commitments.vocabulary.languages import language_name

# How many lines of the week the page tries to hold.
ROOMS = (12, 9, 6, 4)
ROOMS_OF_COLUMNS, ROOMS_OF_PAGES = (12, 6, 4, 2), (9, 4, 2)


def briefing_versions(
    page: BriefingPage,
    *,
    issued_at: dt.datetime | None,
    key: str = "",
    columns: Sequence[BriefingColumn] = (),
) -> list[PaperDocument]:
    """The briefing with ever fewer lines of the week. Not issued, it says so across the page.

    With `columns` it is in all of their languages, the first one around it; the last version then has a page for each.
    `key` makes the bytes of a copy with a cover note impossible to guess from its hash.
    """
    if columns:
        with translation.override(columns[0].code):
            return _versions(columns[0].page, issued_at, key, columns)
    return _versions(page, issued_at, key, columns)


def _versions(
    page: BriefingPage, issued_at: dt.datetime | None, key: str, columns: Sequence[BriefingColumn]
) -> list[PaperDocument]:
    commission, party = page.commission, page.party
    document = PaperDocument(
        name=f"{commission.code_prefix}-briefing-{party.code}-{page.period.week}",
        title=title_of(page),
        language=language(),
        author=party.name,
        made_at=issued_at or page.period.end,
        foot=_foot(page, issued_at, columns),
        blocks=(),
        identifier=f"{commission.slug}/{party.code}/{page.period.week}/{page.leaf}/{key}",
        watermark="" if issued_at else pgettext("across a page", "Draft"),
        has_page_numbers=False,
    )
    if not columns:
        return [replace(document, blocks=tuple(_blocks(page, room))) for room in ROOMS]
    made = [blocks_in_columns(columns, room) for room in ROOMS_OF_COLUMNS]
    made += [_page_by_page(columns, room) for room in ROOMS_OF_PAGES]
    return [replace(document, blocks=tuple(blocks)) for blocks in made]


def _foot(page: BriefingPage, issued_at: dt.datetime | None, columns: Sequence[BriefingColumn]) -> str:
    """What it tells and who issued it, in the language of each column."""
    told = []
    for column in columns:
        with translation.override(column.code):
            told.append(_foot_words(column.page, issued_at))
    return " · ".join(told) or _foot_words(page, issued_at)


def _foot_words(page: BriefingPage, issued_at: dt.datetime | None) -> str:
    commission, party = page.commission, page.party
    at = _("Everything as recorded by %(moment)s.") % {"moment": moment_words(commission, page.period.end)}
    log = _("Log up to entry No. %(number)d, hash %(hash)s.") % {"number": page.until, "hash": page.leaf[:16]}
    issued = _("A draft of %(party)s: not issued.") % {"party": party.name}
    if issued_at is not None:
        words = {"party": party.name, "moment": moment_words(commission, issued_at)}
        issued = _("Issued by %(party)s on %(moment)s.") % words
    return typography.sentences((at, issued, log))


def _page_by_page(columns: Sequence[BriefingColumn], room: int) -> Iterator[Block]:
    """Each language on a page of its own; the first one says so."""
    for place, column in enumerate(columns):
        if place:
            yield NewPage()
        with translation.override(column.code):
            yield from in_language(_blocks(column.page, room), column.tag)
            for number, other in enumerate(columns[1:] if place == 0 else (), start=2):
                words = {"language": language_name(other.code, column.code), "number": number}
                yield paragraph(_("In %(language)s: page %(number)d.") % words, style="note")


def print_briefing(
    page: BriefingPage,
    *,
    revision: int,
    log_size: int,
    cover_note: str,
    issued_at: dt.datetime,
    key: str,
    columns: Sequence[BriefingColumn] = (),
) -> PrintedBriefing:
    """All files of a briefing: what both sides read, and with a cover note the copies of the own side.

    `log_size` is that of the log before `page` was read. Raises CannotPrint.
    """
    versions = briefing_versions(page, issued_at=issued_at, columns=columns)
    printed = write_one_page(versions)
    document = versions[printed.version]
    files = [
        PrintedFile("briefing.pdf", printed.pdf),
        PrintedFile("briefing.docx", write_docx(document, size=printed.size)),
    ]
    if cover_note:
        keyed = briefing_versions(page, issued_at=issued_at, key=key, columns=columns)
        own = covered(keyed[printed.version], page, cover_note)
        files += [
            PrintedFile("own.pdf", write_pdf(own, size=printed.size, is_one_of_two=True), is_own=True),
            PrintedFile("own.docx", write_docx(own, size=printed.size), is_own=True),
        ]
    return PrintedBriefing(revision, page.until, log_size, tuple(files))


def covered(document: PaperDocument, page: BriefingPage, cover_note: str) -> PaperDocument:
    """The same with a cover note on a sheet before it."""
    cover: tuple[Block, ...] = (
        paragraph(_("For %(party)s only") % {"party": page.party.name}, style="kicker"),
        paragraph(_("Cover note"), style="title"),
        paragraph(title_of(page), style="note"),
        *lines(cover_note, lang=language_of(cover_note)),
        NewPage(),
    )
    return replace(document, blocks=(*cover, *document.blocks))


def _blocks(page: BriefingPage, room: int) -> Iterator[Block]:
    yield from head_of(page)
    yield DocumentTable(
        rows=(
            tuple(
                (paragraph(one.figure, style="figure"), paragraph(one.remark, style="note"))
                for one in page.figures
            ),
        ),
        widths=(25, 25, 25, 25),
        style="paper-figures",
    )
    if page.decisions:
        yield heading(_("To decide"))
        yield NumberedList(tuple(paragraph(one, lang=language_of(one)) for one in page.decisions))
    for group in page.groups(room):
        yield heading(group.name)
        rows = [line_cells(line, with_words=group.is_of_differences) for line in group.lines]
        if group.rest:
            rows.append(((), (more_words(group.rest),)))
        yield DocumentTable(rows=tuple(rows), widths=(16, 84))
    if page.progress:
        yield heading(_("Progress in figures"))
        yield DocumentTable(rows=tuple(progress_cells(one) for one in page.progress), widths=(38, 36, 26))
    yield heading(_("Next session"))
    yield paragraph(session_words(page))
