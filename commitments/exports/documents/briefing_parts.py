"""What a briefing is made of, in the language that is active: the same for one column and for two."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import typography
from commitments.exports.documents.content import (
    Cell,
    PaperParagraph,
    TextRun,
    joined,
    paragraph,
)
from commitments.exports.documents.parts import bar_of
from commitments.reports import weekly
from commitments.reports.briefing import BriefingPage
from commitments.reports.briefing.progress import BriefingProgress
from commitments.reports.texts import marked
from commitments.reports.weekly.lines import WeekLine

# Characters of what a side said.
WORDS = 150


def title_of(page: BriefingPage) -> str:
    return _("Briefing No. %(number)s") % {"number": page.number}


def head_of(page: BriefingPage) -> Iterator[PaperParagraph]:
    first, second = (party.name for _side, party in page.sides)
    span = weekly.span_of(page.commission, page.period.week)
    week = weekly.name_of(page.period.week)
    yield paragraph(f"{first} – {second} · {page.commission.called}", style="kicker")
    yield paragraph(title_of(page), style="title")
    yield paragraph(f"{week} · {span} ({page.commission.city})", style="note")
    yield paragraph(page.sentence, style="lede")


def more_words(rest: int) -> PaperParagraph:
    """How many lines had no room."""
    more = ngettext("and %(n)d more in the weekly status", "and %(n)d more in the weekly status", rest)
    return paragraph(more % {"n": rest}, style="note")


def line_cells(line: WeekLine, *, with_words: bool) -> tuple[Cell, ...]:
    """A commitment; where the sides differ with the words of each, the own side first."""
    title = TextRun(marked(line.title, line.title_lang), line.title_lang, "strong")
    told = [joined([title, f" {line.facts} ", TextRun(line.last.label.replace(" ", "\u00a0"), "", "code")])]
    if with_words:
        told += [
            joined(
                [
                    f"{one.lead} " if one.lead else "",
                    TextRun(marked(_shortened(one.text), one.lang), one.lang),
                ],
                "note",
            )
            for one in line.words
        ]
    return (paragraph(line.code, style="note"),), tuple(told)


def _shortened(text: str) -> str:
    """The beginning of a text, not cut within a word where words have blanks between them."""
    if len(text) <= WORDS:
        return text
    cut = text[: WORDS - 1]
    return f"{cut[: cut.rindex(' ')] if ' ' in cut else cut}…"


def progress_cells(one: BriefingProgress) -> tuple[Cell, ...]:
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
    figures += [paragraph(side.apart, style="note") for side in reading.sides if side.apart]
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


def session_words(page: BriefingPage) -> str:
    if page.session is None:
        return _("None had been called by the end of the week.")
    words = {
        "title": page.session.title,
        "day": date_format(page.session.held_on),
        "place": page.session.place,
    }
    return _("%(title)s, %(day)s, %(place)s.") % words
