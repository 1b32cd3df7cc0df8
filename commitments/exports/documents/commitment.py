"""A commitment on paper, with its whole history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import typography
from commitments.exports.documents.content import (
    Block,
    Cell,
    DocumentTable,
    NumberedList,
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
from commitments.models import Commitment, Seat
from commitments.reports.commitment import CommitmentLog, CommitmentPage, commitment_page, history_of
from commitments.reports.commitment.standpoints import StandpointPlace
from commitments.reports.criteria import Checklist, CriterionLine
from commitments.reports.figures import of_commitment
from commitments.reports.texts import TextShown, marked
from commitments.vocabulary import lang_tag


def commitment_document(
    seat: Seat, commitment: Commitment, *, as_of: dt.date | None = None, until: dt.datetime | None = None
) -> PaperDocument:
    """The page of a commitment as a document; with `as_of`, whose last moment is `until`, as it was recorded then."""
    commission = seat.commission
    log = CommitmentLog(commitment, until=until, is_whole=True)
    history = history_of(log, lines=None)
    page = commitment_page(commitment, seat=seat, as_of=as_of, log=log)
    sections = of_commitment(commitment, seat, today=as_of or commission.today(), until=until)
    mark = log_mark(commission, until)
    day = as_of or commission.today()
    return PaperDocument(
        name=f"{commitment.code}-{day.isoformat()}",
        title=f"{commitment.code}{typography.colon()}{commitment.title}",
        language=language(),
        author=seat.party.name,
        made_at=mark.at,
        foot=foot_of(seat, mark, as_of=as_of),
        identifier=f"{commission.slug}/{commitment.code}/{mark.number}/{mark.leaf}",
        blocks=(
            paragraph(f"{commitment.code} · {page.sector} · {page.act}", style="kicker"),
            paragraph(marked(page.title, page.title.lang), lang=page.title.lang, style="title"),
            *_original(page.title, commitment.title, commitment.language_tag),
            paragraph(
                typography.sentences([typography.stop(page.recognition), page.words.attested]), style="note"
            ),
            DocumentTable(
                rows=(tuple(tuple(_place(place)) for place in page.places),),
                widths=(33, 33, 34),
                head=tuple(place.head for place in page.places),
                style="plain",
            ),
            DocumentTable(rows=tuple(_facts(page)), widths=(22, 78)),
            heading(_("Wording")),
            *lines(marked(page.statement, page.statement.lang), lang=page.statement.lang),
            *_original(page.statement, commitment.statement, commitment.language_tag),
            *_exact_words(page),
            *_test(page.test),
            *_under(_("Figures"), figures_blocks([section.reading for section in sections])),
            *_sources(page),
            heading(_("History")),
            DocumentTable(
                head=(pgettext("a number", "No."), _("Recorded"), _("What was done")),
                rows=tuple(
                    (
                        (paragraph(str(sentence.number), style="note"),),
                        (
                            paragraph(moment_words(commission, sentence.recorded_at), style="note"),
                            paragraph(
                                _("Happened on %(day)s") % {"day": date_format(sentence.effective_on)},
                                style="note",
                            ),
                        ),
                        (
                            *entry_blocks(sentence),
                            paragraph(
                                " · ".join(filter(None, (sentence.party, sentence.post))), style="note"
                            ),
                        ),
                    )
                    for one in history.days
                    for line in one.lines
                    for sentence in line.sentences
                ),
                widths=(8, 25, 67),
            ),
        ),
    )


def _under(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks under a heading; nothing where there are none."""
    found = list(blocks)
    if found:
        yield heading(title)
        yield from found


def _place(place: StandpointPlace) -> Iterator[PaperParagraph]:
    """What a side says, since when, and why; or what both make of it."""
    yield paragraph(place.label, style="figure")
    if place.outlook and place.outlook != "no_view":
        yield paragraph(place.outlook_label)
    yield from lines(place.position, lang=place.position_lang)
    if place.waits_on:
        yield paragraph(_("Whose move: %(who)s") % {"who": place.waits_on}, style="note")
    if place.since and place.recorded_on:
        words = {"day": date_format(place.since), "recorded": date_format(place.recorded_on)}
        yield paragraph(_("True since %(day)s, recorded %(recorded)s") % words, style="note")
    elif place.since:
        yield paragraph(_("Since %(day)s") % {"day": date_format(place.since)}, style="note")
    if place.number is not None:
        yield paragraph(number_words(place.number), style="note")


def _facts(page: CommitmentPage) -> Iterator[tuple[Cell, ...]]:
    due = page.due
    remarks = [due.due.remark if not due.owed else "", due.redated]
    told = [paragraph(due.due.words), *lines(marked(due.words, due.words.lang), lang=due.words.lang)]
    told += _original(due.words, page.commitment.due_text, page.commitment.language_tag)
    told += [paragraph(remark, style="note") for remark in remarks if remark]
    yield _fact(pgettext("of a commitment", "Due"), told)
    if due.owed:
        owed = [
            f"{typography.items(party.name for party in one.parties)}{typography.colon()}{one.words}"
            for one in due.owed
        ]
        yield _fact(pgettext("of a commitment", "Owed"), [paragraph(one) for one in owed])
    if page.move:
        yield _fact(
            pgettext("who acts next", "Next"),
            [paragraph(f"{page.move.who}{typography.colon()}{page.move.why}")],
        )
    for owner in page.owners:
        words = typography.items(filter(None, (owner.body, owner.post)))
        label = _("Owner: %(party)s") % {"party": owner.party.name}
        yield _fact(label, [paragraph(words or _("nobody"))])
    meeting = page.commitment.meeting
    yield _fact(
        _("Promised at"), [paragraph(f"{meeting.called}{typography.comma()}{date_format(meeting.held_on)}")]
    )
    if page.successor:
        yield _fact(_("Replaced"), [paragraph(f"{page.successor.code} {page.successor.title}")])


def _original(shown: TextShown, text: str, lang: str) -> Iterator[PaperParagraph]:
    """The original below a text in the language of the reader."""
    if shown.mark:
        yield paragraph(text, lang=lang, style="note")


def _fact(label: str, told: list[PaperParagraph]) -> tuple[Cell, ...]:
    return (paragraph(label, style="note"),), tuple(told)


def _exact_words(page: CommitmentPage) -> Iterator[Block]:
    yield heading(_("Exact words"))
    for passage in page.words.passages:
        about = filter(
            None,
            (
                passage.party.name,
                passage.publisher,
                passage.meeting,
                _("summary") if passage.is_summary else "",
                _("replaced by a newer version") if passage.is_replaced else "",
            ),
        )
        yield paragraph(" · ".join(about), style="note")
        quoted = "".join(piece.text for piece in passage.pieces if piece.is_quoted)
        yield paragraph(quoted, lang=passage.lang, style="words")
    if not page.words.passages:
        yield paragraph(_("No words of a readout are tied to it."), look="muted")


def _test(test: Checklist | None) -> Iterator[Block]:
    if test is None:
        return
    yield heading(_("Completion criteria"))
    for label, criteria in test.lines:
        yield paragraph(str(label), look="strong")
        yield NumberedList(tuple(_criterion(one) for one in criteria))


def _criterion(one: CriterionLine) -> PaperParagraph:
    verified = _("Verified: %(how)s") % {"how": one.verified} if one.verified else ""
    shown = _("Not shown yet.")
    if one.proofs:
        entries = typography.items(number_words(proof.number) for proof in one.proofs)
        shown = _("Shown by %(entries)s.") % {"entries": entries}
    return joined(
        [
            TextRun(one.text, one.lang),
            TextRun(f" {verified}" if verified else "", one.verified_lang),
            TextRun(f" {shown}", "", "muted"),
        ]
    )


def _sources(page: CommitmentPage) -> Iterator[Block]:
    if not page.evidence and not page.taken_back:
        return
    yield heading(_("Sources"))
    rows = []
    for source in [*page.evidence, *page.taken_back]:
        day = date_format(source.published_on) if source.published_on else ""
        about = [source.get_evidence_class_display(), source.publisher, day, source.file_name]
        told = [
            joined([TextRun(source.title, lang_tag(source.language), "", source.address)]),
            paragraph(" · ".join(filter(None, about)), style="note"),
        ]
        if source.address:
            told.append(paragraph(source.address, style="note"))
        if source.taken_back_by is not None:
            words = {"number": source.taken_back_by}
            told.append(paragraph(_("Taken back by No. %(number)d") % words, style="note"))
        rows.append(((paragraph(number_words(source.entry.number), style="note"),), tuple(told)))
    yield DocumentTable(rows=tuple(rows), widths=(12, 88))
