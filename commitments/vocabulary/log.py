"""What an entry of the log is, and which entries belong together; what both sides change by consent."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Of the records that are written now, and of all that can be read. Version 2 keeps a side's position apart from the note.
RECORD_VERSION = 2
RECORD_VERSIONS: frozenset[int] = frozenset({1, 2})


class EntryKind(TextChoices):
    MEETING_OPENED = "meeting_opened", _("Meeting opened")
    READOUT_FILED = "readout_filed", _("Readout filed")
    READOUT_CLOSED = "readout_closed", _("Intake finished")
    READOUT_REOPENED = "readout_reopened", _("Intake reopened")
    MARKED = "marked", _("Words marked")
    SEAT_CHANGED = "seat_changed", _("Seat changed")
    ACCOUNT_CHANGED = "account_changed", _("Account changed")
    NAMED = "named", _("Names recorded")
    SETTINGS_CHANGED = "settings_changed", _("Settings changed")
    REDACTED = "redacted", _("Text removed")
    RECORDED = "recorded", _("Recorded")
    TRANSLATED = "translated", pgettext_lazy("of a text", "Translated")
    QUOTED = "quoted", _("Quoted")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    NOTED = "noted", _("Recorded as one side’s understanding")
    REWORDED = "reworded", _("Wording proposed")
    WORDING_KEPT = "wording_kept", _("Wording kept")
    AMENDED = "amended", _("Amended")
    HANDED_OVER = "handed_over", _("Owner changed")
    UPDATED = "updated", _("Updated")
    AGREED = "agreed", _("Agreed")
    REDATED = "redated", _("Re-dated")
    CHECKED = "checked", _("Condition checked")
    REPORTED = "reported", _("Reported")
    CLOSED = "closed", pgettext_lazy("of a commitment", "Closed")
    REOPENED = "reopened", _("Reopened")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")
    CORRECTED = "corrected", _("Corrected")
    TERMS_PROPOSED = "proposed", _("Terms proposed")
    COUNTERED = "countered", _("Countered")
    TURNED_DOWN = "turned_down", _("Proposal declined")
    RETRACTED = "retracted", _("Proposal withdrawn")
    # The test of a commitment.
    CRITERIA_SET = "criteria_set", _("Criteria set")
    # Progress in figures.
    INDICATORS_SET = "indicators_set", _("What is counted")
    VALUES_GIVEN = "values_given", _("Figures")
    # next steps and silence
    STEP_SET = "step_set", _("Step announced")
    STEP_MOVED = "step_moved", _("Step moved")
    STEP_DONE = "step_done", _("Step done")
    STEP_DROPPED = "step_dropped", _("Step dropped")
    NO_NEWS = "no_news", _("Nothing to report")
    # requests, and the choice to say that a private note exists
    REQUEST_ACCEPTED = "request_accepted", _("Request accepted")
    REQUEST_READY = "request_ready", _("Ready to look into it")
    REQUEST_DECLINED = "request_declined", _("Request declined")
    ASKED_AGAIN = "asked_again", _("Asked again")
    NOTE_KEPT = "note_kept", _("Private note kept")
    # of a session
    SESSION_CALLED = "session_called", _("Session called")
    SESSION_MOVED = "session_moved", _("Session moved")
    ITEM_PUT = "item_put", _("Put on an agenda")
    ITEM_CHANGED = "item_changed", _("Agenda item changed")
    ITEM_TAKEN_OFF = "item_taken_off", _("Taken off an agenda")
    AGENDA_AGREED = "agenda_agreed", _("Agenda agreed")
    DECISION_DRAFTED = "decision_drafted", _("Decision drafted")
    DRAFT_WITHDRAWN = "draft_withdrawn", _("Draft withdrawn")
    COUNTERSIGNED = "countersigned", _("Decision countersigned")
    SESSION_CLOSED = "session_closed", _("Session finished")
    DECIDED = "decided", _("Decided by a session")
    BRIEFING_ISSUED = "briefing_issued", _("Briefing issued")


# The entries by which a side states or restates its view; only these can be corrected.
VIEW_KINDS: frozenset[str] = frozenset(
    {
        EntryKind.UPDATED,
        EntryKind.AGREED,
        EntryKind.CLOSED,
        EntryKind.REOPENED,
        EntryKind.SUPERSEDED,
        EntryKind.CHECKED,
        EntryKind.REPORTED,
        EntryKind.CORRECTED,
    }
)


# The entries about next steps, and the word that there is nothing to report: none of them states a view.
STEP_KINDS: frozenset[str] = frozenset(
    {
        EntryKind.STEP_SET,
        EntryKind.STEP_MOVED,
        EntryKind.STEP_DONE,
        EntryKind.STEP_DROPPED,
        EntryKind.NO_NEWS,
    }
)


# The entries by which the sides answer each other whether, and in which words, a commitment exists.
RECOGNITION_KINDS: frozenset[str] = frozenset(
    {
        EntryKind.CONFIRMED,
        EntryKind.DECLINED,
        EntryKind.NOTED,
        EntryKind.REWORDED,
        EntryKind.WORDING_KEPT,
    }
)


class Subject(TextChoices):
    """What both sides share of a commitment. Once both have confirmed it, each changes only by consent."""

    DUE = "due", _("When it is due")
    WORDING = "wording", _("Wording")
    SPEECH_ACT = "speech_act", _("Type of promise")
    PERFORMERS = "performers", _("Who performs, and for whom")
    SECTOR = "sector", _("Sector")
    CRITERIA = "criteria", _("Completion criteria")
    FIGURES = "figures", _("What is counted")


# The entries about terms that both sides share, other than when it is due.
TERMS_KINDS: frozenset[str] = frozenset(
    {
        EntryKind.TERMS_PROPOSED,
        EntryKind.COUNTERED,
        EntryKind.TURNED_DOWN,
        EntryKind.RETRACTED,
        EntryKind.AMENDED,
        EntryKind.CRITERIA_SET,
        EntryKind.INDICATORS_SET,
    }
)
# The entry by which consent to a proposal on each subject changes the commitment.
CONSENT: dict[str, EntryKind] = {
    Subject.DUE: EntryKind.REDATED,
    Subject.WORDING: EntryKind.AMENDED,
    Subject.SPEECH_ACT: EntryKind.AMENDED,
    Subject.PERFORMERS: EntryKind.AMENDED,
    Subject.SECTOR: EntryKind.AMENDED,
    Subject.CRITERIA: EntryKind.CRITERIA_SET,
    Subject.FIGURES: EntryKind.INDICATORS_SET,
}


# The entries by which the side that was asked answers a request.
ANSWER_KINDS: frozenset[str] = frozenset(
    {EntryKind.REQUEST_ACCEPTED, EntryKind.REQUEST_READY, EntryKind.REQUEST_DECLINED}
)


# The entries about a session and its agenda; what is decided on a commitment is an entry of that, DECIDED.
SESSION_KINDS: frozenset[str] = frozenset(
    {
        EntryKind.SESSION_CALLED,
        EntryKind.SESSION_MOVED,
        EntryKind.ITEM_PUT,
        EntryKind.ITEM_CHANGED,
        EntryKind.ITEM_TAKEN_OFF,
        EntryKind.AGENDA_AGREED,
        EntryKind.DECISION_DRAFTED,
        EntryKind.DRAFT_WITHDRAWN,
        EntryKind.COUNTERSIGNED,
        EntryKind.SESSION_CLOSED,
    }
)


# The entries that say which words a commitment rests on; what intake does with a readout is one of them.
WORDS_KINDS: frozenset[str] = frozenset({EntryKind.RECORDED, EntryKind.QUOTED})

# The entries by which the sides settle what they share: that it exists, its words, its day and its criteria.
SETTLING_KINDS: frozenset[str] = TERMS_KINDS | RECOGNITION_KINDS | {EntryKind.REDATED}


class HistoryKind(TextChoices):
    """What the history of a commitment can be asked for. Each entry is one of the first three."""

    HAPPENED = "happened", _("What happened")
    PROPOSALS = "proposals", _("Proposals")
    WORDS = "words", _("Words")
    FILES = "files", _("Sources and files")

    @classmethod
    def of(cls, entry_kind: str) -> HistoryKind:
        """Which of the first three an entry of this kind is."""
        if entry_kind in WORDS_KINDS or entry_kind == EntryKind.TRANSLATED:
            return cls.WORDS
        return cls.PROPOSALS if entry_kind in SETTLING_KINDS else cls.HAPPENED
