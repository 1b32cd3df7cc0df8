"""What several documents have in common: the foot, what is counted, and entries of the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import typography
from commitments.exports.documents.content import (
    Bar,
    Block,
    Cell,
    DocumentTable,
    Heading,
    PaperParagraph,
    TextRun,
    joined,
    lines,
    paragraph,
)
from commitments.models import Commission, Entry, Seat
from commitments.reports.figures.reading import IndicatorReading, SideReading, TargetLine
from commitments.reports.figures.wording import per_cent
from commitments.reports.sentences import Sentence
from commitments.reports.texts import marked
from commitments.vocabulary import lang_tag


@dataclass(frozen=True, slots=True)
class LogMark:
    """How far the log reached when a document was made: the last entry, its hash, and when it was recorded."""

    number: int
    leaf: str
    at: dt.datetime

    @property
    def words(self) -> str:
        words = {"number": self.number, "hash": self.leaf[:16]}
        return _("Log up to entry No. %(number)d, hash %(hash)s") % words


def log_mark(commission: Commission, until: dt.datetime | None = None) -> LogMark:
    """The last entry of a log that is not empty, by a moment or now."""
    entries = Entry.objects.filter(commission=commission)
    if until is not None:
        entries = entries.recorded_by(until)
    number, leaf, at = entries.order_by("-number").values_list("number", "leaf", "recorded_at")[0]
    return LogMark(number, bytes(leaf).hex(), at)


def language() -> str:
    """The BCP 47 tag of the language that documents are written in now: that of their reader."""
    return lang_tag(get_language() or "en")


def foot_of(seat: Seat, mark: LogMark, *, as_of: dt.date | None) -> str:
    """Whose document it is, as of when, and up to which entry."""
    commission = seat.commission
    day = date_format(as_of or commission.today())
    as_of_words = (_("As of %(day)s, as recorded then") if as_of else _("As of %(day)s")) % {"day": day}
    return f"{commission.called} · {as_of_words} · {mark.words}"


def moment_words(commission: Commission, at: dt.datetime) -> str:
    """A moment by the clock of the commission, with its zone."""
    return f"{date_format(at.astimezone(commission.zone), 'DATETIME_FORMAT')} ({commission.city})"


def number_words(number: int) -> str:
    return _("No. %(number)d") % {"number": number}


def figures_blocks(readings: Sequence[IndicatorReading]) -> Iterator[Block]:
    """Each thing that is counted: what was promised, what each side says, how far that is, and where they differ."""
    for reading in readings:
        yield Heading((TextRun(reading.title, reading.lang), TextRun(f", {reading.unit}", "", "muted")), 2)
        if promised := reading.promised:
            yield paragraph(
                _("Promised: %(promised)s") % {"promised": typography.clauses(promised)}, style="note"
            )
        yield DocumentTable(
            rows=tuple((side_cell(side.party.name), tuple(_figures_of(side))) for side in reading.sides),
            widths=(22, 78),
            style="plain",
        )
        for one in reading.differences:
            words = {"period": one.period, "said": one.said, "by": one.by}
            yield paragraph(
                _("The sides’ figures differ, %(period)s: %(said)s (%(by)s apart)") % words, style="note"
            )


def side_cell(name: str) -> Cell:
    return (paragraph(name, look="strong"),)


def _figures_of(side: SideReading) -> Iterator[PaperParagraph | Bar]:
    if side.latest:
        yield joined([TextRun(side.latest, "", "strong"), f"{typography.comma()}{side.latest_of}"])
    if side.apart:
        yield paragraph(side.apart, look="muted")
    if side.present is not None:
        yield paragraph(side.present.sentence)
        yield from bar_of(side.present)
    elif not side.latest:
        yield paragraph(_("no figures yet"), look="muted")


def bar_of(line: TargetLine) -> Iterator[Bar]:
    """How much of the way to a target is made, drawn; nothing where no share of it is known."""
    if line.share is not None:
        needed = line.found.needed_share
        words = _("%(share)s of the target") % {"share": per_cent(line.share)}
        yield Bar(_within(line.share), words, None if needed is None else _within(needed))


def _within(share: Decimal) -> float:
    return float(min(Decimal(1), max(Decimal(0), share)))


def entry_blocks(sentence: Sentence) -> Iterator[PaperParagraph]:
    """An entry as it is read: its sentence, and the words that belong to it."""
    yield paragraph(sentence.own_words)
    if sentence.is_redacted:
        yield paragraph(_("A text of this entry was removed."), style="note")
    seen: set[str] = set()
    for label, text, lang in (
        ("", marked(sentence.note, sentence.note_lang), sentence.note_lang),
        *(("", text, lang) for lang, text in sentence.also),
        *(("", marked(text, lang), lang) for lang, text in sentence.originals),
        (_("Position:"), marked(sentence.position, sentence.position_lang), sentence.position_lang),
        (_("Reason:"), marked(sentence.reason, sentence.reason_lang), sentence.reason_lang),
    ):
        if text and text not in seen:
            seen.add(text)
            first, *rest = lines(text, lang=lang, style="words")
            yield joined([f"{label} " if label else "", *first.runs], "words")
            yield from rest
