"""Sections of what the sides settle between them: days, requests, recognition, terms, decisions, and what was added."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from commitments import typography
from commitments.actions.state import PROPOSAL
from commitments.reports.timeliness import due_words, redated_words
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Event, EventTopic, WeekEntry
from commitments.reports.weekly.lines import LineParts, LineWriter, SideWords, last_of_sides
from commitments.reports.weekly.material import WeekSubject
from commitments.reports.weekly.period import day
from commitments.reports.weekly.section import WeekSection, always
from commitments.vocabulary import (
    ANSWER_KINDS,
    EntryKind,
    Recognition,
    SpeechAct,
    Subject,
    lang_tag,
    language_of,
)

# --- Days ---------------------------------------------------------------------------------------------------------


def was_redated(event: Event) -> bool:
    """A day was replaced by a day, once or more: the one meaning of "re-dated" everywhere."""
    return any(before and after for before, after in event.dates)


def got_a_day(event: Event) -> bool:
    return event.dates[-1][1] is not None


def day_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """From which day to which, who moved it, and how often it was re-dated in all."""
    terms = subject.terms
    parts = LineParts(facts=[wording.day_moved(event.dates, terms.first_due_on)])
    reasons: dict[int, str] = {}
    for entry in event.entries:
        if "due_on" not in entry.changes:
            continue
        proposal = writer.all_texts.get(entry.answers) if entry.answers is not None else None
        if proposal is not None:
            reasons[entry.number] = proposal.reason or ""
        parts.meta.append(_moved_by(writer, entry, proposal.side if proposal else ""))
    parts.meta = list(dict.fromkeys(parts.meta))
    if in_all := redated_words(terms.redated_times, terms.redated_days):
        parts.meta.append(typography.stop(in_all))
    if terms.first_due_on is not None and terms.redated_times > 1:
        parts.meta.append(_("First promised for %(day)s.") % {"day": day(terms.first_due_on)})
    # The reason for another day was given when it was proposed.
    answered = {entry.answers for entry in event.entries}
    said = [entry for entry in event.entries if entry.number not in answered]
    return writer.said(parts, said, reasons)


def _moved_by(writer: LineWriter, entry: WeekEntry, proposed_by: str) -> str:
    words = {"party": writer.names.get(entry.side, ""), "other": writer.names.get(proposed_by, "")}
    if entry.kind == EntryKind.DECIDED:
        return _("Decided by both sides at a session.")
    if not proposed_by:
        return _("Changed by %(party)s.") % words
    return _("Proposed by %(other)s, accepted by %(party)s.") % words


# --- Requests -----------------------------------------------------------------------------------------------------


def was_answered(event: Event) -> bool:
    return event.has(*ANSWER_KINDS)


def request_was_withdrawn(event: Event) -> bool:
    return event.has(EntryKind.WITHDRAWN)


def asked_again(event: Event) -> bool:
    return event.has(EntryKind.ASKED_AGAIN)


def request_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """What was done about a request, by its last answer or else its last entry."""
    answers = [entry for entry in event.entries if entry.kind in ANSWER_KINDS]
    last = (answers or event.entries)[-1]
    facts = wording.request_words(last.kind) % {"party": writer.names[last.side]}
    said = [entry for entry in event.entries if entry.kind != EntryKind.RECORDED]
    parts = LineParts(facts=[facts])
    if last.kind == EntryKind.REQUEST_ACCEPTED:
        parts.meta.append(typography.stop(due_words(subject.terms)))
    if last.kind == EntryKind.RECORDED:
        parts.words.append(_statement(last))
    return writer.said(parts, said)


# --- Recognition --------------------------------------------------------------------------------------------------


def was_confirmed(event: Event) -> bool:
    return event.has(EntryKind.CONFIRMED)


def was_not_confirmed(event: Event) -> bool:
    return event.last.kind in (EntryKind.DECLINED, EntryKind.NOTED)


def recognition_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """The last answer of each side in the order they were given: an offer comes before its acceptance."""
    parts = LineParts()
    for entry in sorted(last_of_sides(event.entries, writer.names), key=lambda entry: entry.number):
        answer = wording.recognition_words(entry) % {"party": writer.names[entry.side]}
        if parts.facts:
            parts.words.append(SideWords(answer, "", ""))
        else:
            parts.facts.append(answer)
        writer.said(parts, [entry])
    return parts


# --- Terms --------------------------------------------------------------------------------------------------------


def terms_were_agreed(event: Event) -> bool:
    return any(entry.is_consent for entry in event.entries)


def terms_were_refused(event: Event) -> bool:
    return event.last.kind in (EntryKind.TURNED_DOWN, EntryKind.RETRACTED)


def terms_were_proposed(event: Event) -> bool:
    return event.last.kind in (EntryKind.TERMS_PROPOSED, EntryKind.COUNTERED)


def terms_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """What became of the terms both share, by the last entry that agreed on some, else the last one."""
    last = next((entry for entry in reversed(event.entries) if entry.is_consent), event.last)
    before, after = last.changes.get(PROPOSAL, (None, None))
    put = after or before
    about = Subject(put["subject"]).label if put else ""
    facts = wording.terms_words(last) % {
        "party": writer.names[last.side],
        "subject": wording.lowered(str(about)),
    }
    return writer.said(LineParts(facts=[facts]), event.entries)


# --- Added, decided -----------------------------------------------------------------------------------------------


def added_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """The words it was recorded with, even where they were changed since; what kind of words, whose, due when."""
    entry = event.entries[0]
    after = {name: pair[1] for name, pair in entry.changes.items()}
    performer = wording.side_name(writer.commission, after["performed_by"])
    return LineParts(
        words=[_statement(entry)],
        meta=[
            typography.stop(f"{SpeechAct(after['speech_act']).label}{typography.comma()}{performer}"),
            typography.stop(Recognition(subject.terms.recognition).label),
            typography.stop(due_words(subject.terms)),
        ],
    )


def _statement(entry: WeekEntry) -> SideWords:
    text = entry.changes["statement"][1]
    language = entry.changes.get("language", (None, "en"))[1]
    return SideWords("", text, lang_tag(language) if language else language_of(text))


def decided_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """A decision of a session that changed neither a status nor a day: both sides have signed it."""
    return writer.said(LineParts(), event.entries)


DATE, REQUEST, RECOGNITION, TERMS = (
    EventTopic.DATE,
    EventTopic.REQUEST,
    EventTopic.RECOGNITION,
    EventTopic.TERMS,
)

SETTLED = (
    WeekSection(
        key="redated",
        heading=gettext_lazy("Re-dated"),
        mark="redated",
        topic=DATE,
        holds=was_redated,
        line=day_line,
        sentence=ngettext_lazy("%(n)s commitment was re-dated.", "%(n)s commitments were re-dated.", "count"),
    ),
    WeekSection(
        key="dated",
        heading=gettext_lazy("Given a date"),
        mark="due",
        topic=DATE,
        holds=got_a_day,
        line=day_line,
        sentence=ngettext_lazy(
            "%(n)s commitment was given a date.", "%(n)s commitments were given a date.", "count"
        ),
    ),
    WeekSection(
        key="undated",
        heading=gettext_lazy("Date removed"),
        mark="due",
        topic=DATE,
        holds=always,
        line=day_line,
        sentence=ngettext_lazy(
            "%(n)s commitment has no date any more.", "%(n)s commitments have no date any more.", "count"
        ),
    ),
    WeekSection(
        key="decided",
        heading=gettext_lazy("Decided by a session"),
        mark="one_side",
        topic=EventTopic.DECISION,
        holds=always,
        line=decided_line,
        sentence=ngettext_lazy(
            "Decisions on %(n)s commitment were taken at sessions.",
            "Decisions on %(n)s commitments were taken at sessions.",
            "count",
        ),
        query=f"kind={EntryKind.DECIDED}",
    ),
    WeekSection(
        key="added",
        heading=gettext_lazy("Added"),
        mark="not_assessed",
        topic=EventTopic.ADDITION,
        holds=always,
        line=added_line,
        sentence=ngettext_lazy("%(n)s commitment was recorded.", "%(n)s commitments were recorded.", "count"),
        query=f"kind={EntryKind.RECORDED}",
    ),
    WeekSection(
        key="answered",
        heading=gettext_lazy("Requests answered"),
        mark="due",
        topic=REQUEST,
        holds=was_answered,
        line=request_line,
        sentence=ngettext_lazy("%(n)s request was answered.", "%(n)s requests were answered.", "count"),
    ),
    WeekSection(
        key="request_withdrawn",
        heading=gettext_lazy("Requests withdrawn"),
        mark="dropped",
        topic=REQUEST,
        holds=request_was_withdrawn,
        line=request_line,
        sentence=ngettext_lazy("%(n)s request was withdrawn.", "%(n)s requests were withdrawn.", "count"),
        query=f"kind={EntryKind.WITHDRAWN}",
    ),
    WeekSection(
        key="asked_again",
        heading=gettext_lazy("Asked again"),
        mark="due",
        topic=REQUEST,
        holds=asked_again,
        line=request_line,
        sentence=ngettext_lazy("%(n)s request was asked again.", "%(n)s requests were asked again.", "count"),
        query=f"kind={EntryKind.ASKED_AGAIN}",
    ),
    WeekSection(
        key="asked",
        heading=gettext_lazy("Requests made"),
        mark="due",
        topic=REQUEST,
        holds=always,
        line=request_line,
        sentence=ngettext_lazy("%(n)s request was recorded.", "%(n)s requests were recorded.", "count"),
    ),
    WeekSection(
        key="confirmed",
        heading=gettext_lazy("Confirmed"),
        mark="one_side",
        topic=RECOGNITION,
        holds=was_confirmed,
        line=recognition_line,
        sentence=ngettext_lazy(
            "%(n)s commitment was confirmed.", "%(n)s commitments were confirmed.", "count"
        ),
        query=f"kind={EntryKind.CONFIRMED}",
    ),
    WeekSection(
        key="declined",
        heading=gettext_lazy("Not confirmed"),
        mark="one_side",
        topic=RECOGNITION,
        holds=was_not_confirmed,
        line=recognition_line,
        sentence=ngettext_lazy(
            "A side did not confirm %(n)s commitment.", "A side did not confirm %(n)s commitments.", "count"
        ),
    ),
    WeekSection(
        key="reworded",
        heading=gettext_lazy("Another wording offered or declined"),
        mark="one_side",
        topic=RECOGNITION,
        holds=always,
        line=recognition_line,
        sentence=ngettext_lazy(
            "The wording of %(n)s commitment is under discussion.",
            "The wording of %(n)s commitments is under discussion.",
            "count",
        ),
    ),
    WeekSection(
        key="terms_agreed",
        heading=gettext_lazy("Terms agreed"),
        mark="due",
        topic=TERMS,
        holds=terms_were_agreed,
        line=terms_line,
        sentence=ngettext_lazy(
            "Terms of %(n)s commitment were agreed.", "Terms of %(n)s commitments were agreed.", "count"
        ),
    ),
    WeekSection(
        key="terms_proposed",
        heading=gettext_lazy("Terms proposed"),
        mark="due",
        topic=TERMS,
        holds=terms_were_proposed,
        line=terms_line,
        sentence=ngettext_lazy(
            "Other terms of %(n)s commitment were proposed.",
            "Other terms of %(n)s commitments were proposed.",
            "count",
        ),
    ),
    WeekSection(
        key="terms_refused",
        heading=gettext_lazy("Proposed terms declined or withdrawn"),
        mark="due",
        topic=TERMS,
        holds=terms_were_refused,
        line=terms_line,
        sentence=ngettext_lazy(
            "Proposed terms of %(n)s commitment were declined or withdrawn.",
            "Proposed terms of %(n)s commitments were declined or withdrawn.",
            "count",
        ),
    ),
    WeekSection(
        key="terms_set",
        heading=gettext_lazy("Terms set by the side that proposed it"),
        mark="due",
        topic=TERMS,
        holds=always,
        line=terms_line,
        sentence=ngettext_lazy(
            "The proposing side set terms of %(n)s commitment.",
            "The proposing side set terms of %(n)s commitments.",
            "count",
        ),
    ),
)
