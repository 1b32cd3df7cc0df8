"""A briefing in two languages on one page: what belongs together is at one height, the own language first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from commitments import typography
from commitments.exports.documents.briefing_parts import (
    head_of,
    line_cells,
    more_words,
    progress_cells,
    session_words,
)
from commitments.exports.documents.content import (
    Bar,
    Block,
    Cell,
    DocumentTable,
    Heading,
    PaperParagraph,
    TextRun,
    in_language,
    joined,
    paragraph,
)
from commitments.reports.briefing import BriefingColumn
from commitments.vocabulary import language_of

HEADING, PLAIN, LINED, FIGURES = "heading", "plain columns", "lined columns", "paper-figures"
WORDS = "words"  # what the sides said, in their own words: once, across the page
# A piece of the page: what kind of a row it is in, and what is in it.
Piece = tuple[str, Cell]


def blocks_in_columns(columns: Sequence[BriefingColumn], room: int) -> Iterator[Block]:
    """All of the page with a cell for each language; `room` is how many lines of the week it has."""
    places = max(len(one.page.decisions) for one in columns)
    told = []
    for column in columns:
        with translation.override(column.code):
            told.append(
                [(kind, in_language(cell, column.tag)) for kind, cell in _pieces(column, room, places)]
            )
    rows = [(same[0][0], [cell for _kind, cell in same]) for same in zip(*told, strict=True)]
    for kind, group in groupby(rows, key=lambda row: row[0]):
        cells = [row for _kind, row in group]
        if kind == HEADING:
            yield from (_heading(row) for row in cells)
        elif kind == WORDS:
            yield from (_words_once(row) for row in cells)
        elif kind == FIGURES:
            yield _figures(cells)
        else:
            widths = (100 // len(columns),) * len(columns)
            yield DocumentTable(rows=tuple(map(tuple, cells)), widths=widths, style=kind)


def _pieces(column: BriefingColumn, room: int, places: int) -> Iterator[Piece]:
    """The page from top to bottom; in every language as many pieces, of the same kinds."""
    page = column.page
    yield PLAIN, tuple(head_of(page))
    for figure in page.figures:
        yield FIGURES, (paragraph(figure.figure, style="figure"), paragraph(figure.remark, style="note"))
    if places:
        yield HEADING, (paragraph(_("To decide")),)
    for place in range(places):
        yield PLAIN, (_decision(page.decisions, place),)
    for group in page.groups(room):
        yield HEADING, (paragraph(group.name),)
        for line in group.lines:
            (code,), (told, *words) = line_cells(line, with_words=group.is_of_differences)
            yield LINED, (_after(code, told),)
            for said in words:
                yield WORDS, (said,)
        if group.rest:
            yield LINED, (more_words(group.rest),)
    if page.progress:
        yield HEADING, (paragraph(_("Progress in figures")),)
    for one in page.progress:
        yield LINED, _in_short(progress_cells(one))
    yield HEADING, (paragraph(_("Next session")),)
    yield PLAIN, (paragraph(session_words(page)),)


def _decision(decisions: Sequence[str], place: int) -> PaperParagraph:
    words = decisions[place] if place < len(decisions) else ""
    said = (
        TextRun(words, language_of(words)) if words else TextRun(_("No text in this language."), "", "muted")
    )
    return joined([TextRun(f"{place + 1}. ", "", "strong"), said])


def _after(first: PaperParagraph | Bar, second: PaperParagraph | Bar) -> PaperParagraph:
    """Two paragraphs as one: "BY-CN-2021-05 Vaccine …"."""
    return joined([*(replace(run, look="code") for run in _runs(first)), " ", *_runs(second)])


def _in_short(cells: Sequence[Cell]) -> Cell:
    """What is counted in one paragraph: the title, the figure of each side, and the verdict; below it what is drawn."""
    runs: list[TextRun | str] = []
    for part in (part for cell in cells for part in cell if isinstance(part, PaperParagraph)):
        runs += [typography.clauses(("", "")) if runs else "", *part.runs]
    bars = [part for cell in cells for part in cell if isinstance(part, Bar)]
    return (joined(runs, "note"), *bars)


def _runs(part: PaperParagraph | Bar) -> Sequence[TextRun]:
    return part.runs if isinstance(part, PaperParagraph) else ()


def _words_once(cells: Sequence[Cell]) -> PaperParagraph:
    """What a side said, once; what it is called in every language before it."""
    told = [_runs(cell[0]) for cell in cells]
    leads = [replace(run, text=run.text.rstrip(" :：")) for runs in told for run in runs[:-1]]
    between = [part for lead in leads for part in (TextRun(" · "), lead)][1:]
    return joined([*between, f"{typography.colon()}" if leads else "", told[0][-1]], "note")


def _heading(cells: Sequence[Cell]) -> Heading:
    """A heading in all languages."""
    named = [run for cell in cells for run in _runs(cell[0])]
    runs = [run for name in named for run in (TextRun(" · "), name)]
    return Heading(tuple(runs[1:]))


def _figures(rows: Sequence[Sequence[Cell]]) -> DocumentTable:
    """The figures beside each other, each once, with what is said of it in all languages."""
    cells: list[tuple[PaperParagraph | Bar, ...]] = []
    for row in rows:
        figures = list(dict.fromkeys(tuple(run.text for run in _runs(cell[0])) for cell in row))
        shown = row[0][:1] if len(figures) == 1 else tuple(cell[0] for cell in row)
        cells.append((*shown, *(part for cell in row for part in cell[1:])))
    return DocumentTable(rows=(tuple(cells),), widths=(100 // len(cells),) * len(cells), style=FIGURES)
