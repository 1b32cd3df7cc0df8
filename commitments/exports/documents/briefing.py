"""The briefing of a side on one page, for its head of state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commitments import typography
from commitments.actions.briefing import PrintedBriefing, PrintedFile
from commitments.exports.documents.content import (
    Block,
    Cell,
    DocumentTable,
    NewPage,
    NumberedList,
    PaperDocument,
    PaperParagraph,
    TextRun,
    heading,
    joined,
    lines,
    paragraph,
)
from commitments.exports.documents.parts import bar_of, language, moment_words
from commitments.exports.documents.pdf import write_one_page, write_pdf
from commitments.exports.documents.word import write_docx
from commitments.reports import weekly
from commitments.reports.briefing import BriefingPage
from commitments.reports.briefing.progress import BriefingProgress
from commitments.reports.texts import marked
from commitments.reports.weekly.lines import WeekLine
from commitments.vocabulary import language_of

# How many lines of the week the page tries to hold, and how many characters of what a side said.
ROOMS = (12, 9, 6, 4)
WORDS = 150


def briefing_versions(
    page: BriefingPage, *, issued_at: dt.datetime | None, key: str = ""
) -> list[PaperDocument]:
    """The briefing with ever fewer lines of the week. Not issued, it says so across the page.

    `key` makes the bytes of a copy with a cover note impossible to guess from its hash.
    """
    commission, party = page.commission, page.party
    at = _("Everything as recorded by %(moment)s.") % {"moment": moment_words(commission, page.period.end)}
    log = _("Log up to entry No. %(number)d, hash %(hash)s.") % {"number": page.until, "hash": page.leaf[:16]}
    issued = _("A draft of %(party)s: not issued.") % {"party": party.name}
    if issued_at is not None:
        words = {"party": party.name, "moment": moment_words(commission, issued_at)}
        issued = _("Issued by %(party)s on %(moment)s.") % words
    document = PaperDocument(
        name=f"{commission.code_prefix}-briefing-{party.code}-{page.period.week}",
        title=_title(page),
        language=language(),
        author=party.name,
        made_at=issued_at or page.period.end,
        foot=f"{at} {issued} {log}",
        blocks=(),
        identifier=f"{commission.slug}/{party.code}/{page.period.week}/{page.leaf}/{key}",
        watermark="" if issued_at else pgettext("across a page", "Draft"),
        has_page_numbers=False,
    )
    return [replace(document, blocks=tuple(_blocks(page, room))) for room in ROOMS]


def print_briefing(
    page: BriefingPage, *, revision: int, log_size: int, cover_note: str, issued_at: dt.datetime, key: str
) -> PrintedBriefing:
    """All files of a briefing: what both sides read, and with a cover note the copies of the own side.

    `log_size` is that of the log before `page` was read. Raises CannotPrint.
    """
    versions = briefing_versions(page, issued_at=issued_at)
    printed = write_one_page(versions)
    document = versions[printed.version]
    files = [
        PrintedFile("briefing.pdf", printed.pdf),
        PrintedFile("briefing.docx", write_docx(document, size=printed.size)),
    ]
    if cover_note:
        own = covered(
            briefing_versions(page, issued_at=issued_at, key=key)[printed.version], page, cover_note
        )
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
        paragraph(_title(page), style="note"),
        *lines(cover_note, lang=language_of(cover_note)),
        NewPage(),
    )
    return replace(document, blocks=(*cover, *document.blocks))


def _title(page: BriefingPage) -> str:
    return _("Briefing No. %(number)s") % {"number": page.number}


def _blocks(page: BriefingPage, room: int) -> Iterator[Block]:
    first, second = (party.name for _side, party in page.sides)
    span = weekly.span_of(page.commission, page.period.week)
    week = weekly.name_of(page.period.week)
    yield paragraph(f"{first} – {second} · {page.commission.called}", style="kicker")
    yield paragraph(_title(page), style="title")
    yield paragraph(f"{week} · {span} ({page.commission.city})", style="note")
    yield paragraph(page.sentence, style="lede")
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
        rows = [_line(line, with_words=group.is_of_differences) for line in group.lines]
        if group.rest:
            more = ngettext(
                "and %(n)d more in the weekly status", "and %(n)d more in the weekly status", group.rest
            )
            rows.append(((), (paragraph(more % {"n": group.rest}, style="note"),)))
        yield DocumentTable(rows=tuple(rows), widths=(16, 84))
    if page.progress:
        yield heading(_("Progress in figures"))
        yield DocumentTable(rows=tuple(_progress(one) for one in page.progress), widths=(38, 36, 26))
    yield heading(_("Next session"))
    yield paragraph(_session(page))


def _line(line: WeekLine, *, with_words: bool) -> tuple[Cell, ...]:
    """A commitment; where the sides differ with the words of each, the own side first."""
    title = TextRun(marked(line.title, line.title_lang), line.title_lang, "strong")
    told = [joined([title, f" {line.facts} ", TextRun(line.last.label.replace(" ", "\u00a0"), "", "code")])]
    if with_words:
        told += [
            joined([f"{one.lead} " if one.lead else "", TextRun(_shortened(one.text), one.lang)], "note")
            for one in line.words
        ]
    return (paragraph(line.code, style="note"),), tuple(told)


def _shortened(text: str) -> str:
    """The beginning of a text, not cut within a word where words have blanks between them."""
    if len(text) <= WORDS:
        return text
    cut = text[: WORDS - 1]
    return f"{cut[: cut.rindex(' ')] if ' ' in cut else cut}…"


def _progress(one: BriefingProgress) -> tuple[Cell, ...]:
    reading = one.reading
    figures = [
        joined(
            [
                f"{side.party.name}{typography.colon()}",
                TextRun(side.latest, "", "strong"),
                f"{typography.comma()}{side.latest_of}",
            ],
            "note",
        )
        for side in reading.sides
        if side.latest
    ]
    verdict: list[PaperParagraph] = []
    if one.line is not None:
        verdict.append(paragraph(one.line.short, style="note"))
    elif reading.promised:
        verdict.append(paragraph(reading.promised[-1], style="note"))
    return (
        (joined([TextRun(reading.title, reading.lang), TextRun(f", {reading.unit}", "", "muted")]),),
        tuple(figures),
        (*(bar_of(one.line) if one.line else ()), *verdict),
    )


def _session(page: BriefingPage) -> str:
    if page.session is None:
        return _("None had been called by the end of the week.")
    words = {
        "title": page.session.title,
        "day": date_format(page.session.held_on),
        "place": page.session.place,
    }
    return _("%(title)s, %(day)s, %(place)s.") % words
