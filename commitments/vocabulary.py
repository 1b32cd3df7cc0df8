"""The words of the register, their named groups, and the table of allowed moves.

Nothing here reads a database. Labels are what people read; values are what is stored and what the log holds.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Whose(TextChoices):
    """Whose view a standpoint is: a side's, by its place at the table, or what both have said."""

    FIRST = "first", _("first side")
    SECOND = "second", _("second side")
    AGREED = "agreed", _("agreed")


class Side(TextChoices):
    """Who acts or benefits: one of the two sides, or both."""

    FIRST = "first", _("first side")
    SECOND = "second", _("second side")
    BOTH = "both", _("both sides")


SIDES = (Side.FIRST, Side.SECOND)


class Mover(TextChoices):
    """Whose move it is where something is blocked, as one side says."""

    FIRST = "first", _("first side")
    SECOND = "second", _("second side")
    BOTH = "both", _("both sides")
    ELSE = "else", _("somebody else")


def other_side(side: str) -> str:
    """The side across the table from `side` ("first" or "second")."""
    return Side.SECOND if side == Side.FIRST else Side.FIRST


class Role(TextChoices):
    OBSERVER = "observer", _("observer")
    ANALYST = "analyst", _("analyst")
    SECRETARY = "secretary", _("secretary")


class SpeechAct(TextChoices):
    """What kind of words they are."""

    UNDERTAKING = "undertaking", _("Undertaking")
    JOINT_UNDERTAKING = "joint_undertaking", _("Joint undertaking")
    REQUEST = "request", _("Request")
    POSITION = "position", _("Position")
    MANDATE = "mandate", _("Mandate")
    ALREADY_DONE = "already_done", _("Already done")
    TOPIC_ONLY = "topic_only", _("Topic only")


class SentenceKind(TextChoices):
    """What a sentence of a readout is, before anybody has decided about it."""

    COMMITMENT = "commitment", _("Likely commitment")
    POSITION = "position", _("Position")
    COURTESY = "courtesy", _("Courtesy")
    PAST = "past", _("Past event")
    TOPIC = "topic", _("Topic discussed")
    FRAME = "frame", _("Heading, lead-in or signature")


class Wording(TextChoices):
    """How firmly something is worded, from weak to strong; a promise climbs this ladder from meeting to meeting."""

    CONSIDERED = "considered", _("Considered")
    READY = "ready", _("Ready to look into")
    SUGGESTED = "suggested", _("Suggested")
    WORKING_ON = "working_on", _("Working on")
    AGREED = "agreed", _("Agreed")
    SHALL = "shall", _("Shall")
    DONE = "done", _("Done")


class MarkKind(TextChoices):
    """What the side that filed a readout decided about words of it that make no commitment."""

    POSITION = "position", _("Position")
    COURTESY = "courtesy", _("Courtesy")
    DONE = "done", _("Already done")
    TOPIC = "topic", _("Topic discussed")
    FRAME = "frame", _("Heading, lead-in or signature")
    NOT_OURS = "not_ours", _("Not ours")
    GONE = "gone", _("No longer said")


# What a sentence can be marked as; "no longer said" is for the words of a version that has been replaced.
SENTENCE_MARKS = tuple(kind for kind in MarkKind if kind != MarkKind.GONE)


class Relation(TextChoices):
    """What further words do to a commitment that other words made."""

    RESTATES = "restates", _("Restates it")
    STRENGTHENS = "strengthens", _("Strengthens it")
    WEAKENS = "weakens", _("Weakens it")
    NARROWS = "narrows", _("Narrows it")
    REDATES = "redates", _("Gives another date")
    FULFILS = "fulfils", _("Says it is fulfilled")
    REPLACES = "replaces", _("Replaces it")


class Recognition(TextChoices):
    """Do the sides agree that the commitment exists?"""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed by both sides")
    ONE_SIDED = "one_sided", _("One side’s understanding")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")


# A commitment that still stands; the others keep their history but are no longer followed.
STANDING = (Recognition.DRAFT, Recognition.PROPOSED, Recognition.CONFIRMED, Recognition.ONE_SIDED)
# What one side may still take back alone: nobody else has bound themselves to it.
WITHDRAWABLE = (Recognition.DRAFT, Recognition.PROPOSED, Recognition.ONE_SIDED)


class Status(TextChoices):
    """Where the performance stands, as one side states it."""

    NOT_ASSESSED = "not_assessed", _("Not yet assessed")
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    BLOCKED = "blocked", _("Blocked")
    CONTINUING = "continuing", _("Continuing")
    PART = "part", _("Delivered in part")
    DELIVERED = "delivered", _("Delivered")
    NOT_DELIVERED = "not_delivered", _("Not delivered")
    DROPPED = "dropped", _("Dropped by agreement")
    SUPERSEDED = "superseded", _("Superseded")


class Agreed(TextChoices):
    """What the two views make together: one of the statuses, a difference, or one side's word alone."""

    NOT_ASSESSED = "not_assessed", _("Not yet assessed")
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    BLOCKED = "blocked", _("Blocked")
    CONTINUING = "continuing", _("Continuing")
    PART = "part", _("Delivered in part")
    DELIVERED = "delivered", _("Delivered")
    NOT_DELIVERED = "not_delivered", _("Not delivered")
    DROPPED = "dropped", _("Dropped by agreement")
    SUPERSEDED = "superseded", _("Superseded")
    DIFFER = "differ", _("Sides differ")
    ONE_SIDE = "one_side", _("One side only")


CLOSED: frozenset[str] = frozenset(
    {Status.DELIVERED, Status.NOT_DELIVERED, Status.DROPPED, Status.SUPERSEDED}
)
WORKING = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.BLOCKED, Status.CONTINUING, Status.PART)

# The table of allowed moves of one side's status. Staying where one is needs no entry here.
# "Not started" is left for good once anything was done, and nothing returns to "Not yet assessed":
# a mistake is corrected, not moved. Out of a closed status leads only a reopening.
MOVES: dict[str, frozenset[str]] = {
    Status.NOT_ASSESSED: frozenset({*WORKING, *CLOSED}),
    Status.NOT_STARTED: frozenset({*WORKING, *CLOSED}) - {Status.NOT_STARTED},
    Status.IN_PROGRESS: frozenset({Status.BLOCKED, Status.CONTINUING, Status.PART, *CLOSED}),
    Status.BLOCKED: frozenset({Status.IN_PROGRESS, Status.CONTINUING, Status.PART, *CLOSED}),
    Status.CONTINUING: frozenset({Status.IN_PROGRESS, Status.BLOCKED, Status.PART, *CLOSED}),
    Status.PART: frozenset({Status.IN_PROGRESS, Status.BLOCKED, Status.CONTINUING, *CLOSED}),
    **{status: frozenset(WORKING) for status in CLOSED},
}


def may_move(before: str, after: str) -> bool:
    """Whether the table lets a side go from status `before` to `after`. Staying is always allowed."""
    return before == after or after in MOVES[before]


def agreed_view(first: str, second: str) -> str:
    """What two stated statuses make together (DESIGN, "Status"): the same word, a difference, or one word alone.

    "Delivered" needs no case of its own: it is agreed only when the side that benefits has said it too,
    which is what both sides saying the same means.
    """
    if first == second:
        return first
    if Status.NOT_ASSESSED in (first, second):
        return Agreed.ONE_SIDE
    return Agreed.DIFFER


class Outlook(TextChoices):
    """A side's view ahead; only while the commitment is open."""

    NO_VIEW = "no_view", _("No view")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")


NEEDS_REASON: frozenset[str] = frozenset({Outlook.AT_RISK, Outlook.OFF_TRACK})


class DueKind(TextChoices):
    NONE = "none", _("No date")
    DATE = "date", _("A date")
    PERIOD = "period", _("A period")
    CONDITION = "condition", _("On a condition")
    EVENT = "event", _("On an event")
    CONTINUING = "continuing", _("Continuing")


class Need(TextChoices):
    """What a side is asked for, by what has been said so far. Lateness comes on top, by the day."""

    NOTHING = "", _("Nothing")
    CONFIRM = "confirm", _("Confirm or decline the commitment")
    TERMS = "terms", _("Answer a proposal")
    ANSWER = "answer", _("Agree, or say what differs")
    ASSESS = "assess", _("State a view")
    REQUEST = "request", _("Answer the request")


class Answer(TextChoices):
    """What the side that was asked has answered to a request. A request of which nothing is kept has no clock."""

    NONE = "", _("Not answered")
    READY = "ready", _("Looking into it")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


# Under which a request is counted, apart from what was promised, until it is accepted.
REQUESTS = "request"


class EntryKind(TextChoices):
    MEETING_OPENED = "meeting_opened", _("Meeting opened")
    READOUT_FILED = "readout_filed", _("Readout filed")
    READOUT_CLOSED = "readout_closed", _("Readout closed")
    READOUT_REOPENED = "readout_reopened", _("Readout reopened")
    MARKED = "marked", _("Words marked")
    SEAT_CHANGED = "seat_changed", _("Seat changed")
    RECORDED = "recorded", _("Recorded")
    QUOTED = "quoted", _("Quoted")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    NOTED = "noted", _("Noted as one side’s understanding")
    REWORDED = "reworded", _("Wording proposed")
    WORDING_KEPT = "wording_kept", _("Wording kept")
    AMENDED = "amended", _("Amended")
    HANDED_OVER = "handed_over", _("Handed over")
    UPDATED = "updated", _("Updated")
    AGREED = "agreed", _("Agreed")
    REDATED = "redated", _("Re-dated")
    CHECKED = "checked", _("Condition checked")
    REPORTED = "reported", _("Reported")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")
    CORRECTED = "corrected", _("Corrected")
    PROPOSED = "proposed", _("Terms proposed")
    COUNTERED = "countered", _("Countered")
    TURNED_DOWN = "turned_down", _("Proposal declined")
    RETRACTED = "retracted", _("Proposal withdrawn")
    # The test of a commitment.
    CRITERIA_SET = "criteria_set", _("Criteria set")
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
    ITEM_PUT = "item_put", _("Put on an agenda")
    ITEM_CHANGED = "item_changed", _("Agenda item changed")
    ITEM_TAKEN_OFF = "item_taken_off", _("Taken off an agenda")
    AGENDA_AGREED = "agenda_agreed", _("Agenda agreed")
    DECISION_DRAFTED = "decision_drafted", _("Decision drafted")
    DRAFT_WITHDRAWN = "draft_withdrawn", _("Draft withdrawn")
    COUNTERSIGNED = "countersigned", _("Decision countersigned")
    SESSION_CLOSED = "session_closed", _("Session closed")
    DECIDED = "decided", _("Decided by a session")


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
    SPEECH_ACT = "speech_act", _("Kind of words")
    PERFORMERS = "performers", _("Who performs, and for whom")
    SECTOR = "sector", _("Sector")
    CRITERIA = "criteria", _("The test")


# The fields of a commitment each subject is made of.
TERMS_OF: dict[str, tuple[str, ...]] = {
    Subject.DUE: ("due_kind", "due_from", "due_on", "due_text", "asked", "every_weeks", "every_months"),
    Subject.WORDING: ("title", "statement", "language"),
    Subject.SPEECH_ACT: ("speech_act",),
    Subject.PERFORMERS: ("performed_by", "beneficiary"),
    Subject.SECTOR: ("sector",),
    Subject.CRITERIA: ("criteria",),
}
# The entry by which consent to a proposal on each subject changes the commitment.
CONSENT: dict[str, EntryKind] = {
    Subject.DUE: EntryKind.REDATED,
    Subject.WORDING: EntryKind.AMENDED,
    Subject.SPEECH_ACT: EntryKind.AMENDED,
    Subject.PERFORMERS: EntryKind.AMENDED,
    Subject.SECTOR: EntryKind.AMENDED,
    Subject.CRITERIA: EntryKind.CRITERIA_SET,
}


class Lapse(TextChoices):
    """Why a side is reminded."""

    SILENCE = "silence", _("No word")
    OWED = "owed", _("Something owed is late")
    STEP = "step", _("A step is late")


class Rung(TextChoices):
    """Who of a side is reminded: first whoever owns the commitment, then who answers for the side."""

    OWNER = "owner", _("owner")
    SECRETARY = "secretary", _("secretary")


# The entries by which the side that was asked answers a request.
ANSWER_KINDS: frozenset[str] = frozenset(
    {EntryKind.REQUEST_ACCEPTED, EntryKind.REQUEST_READY, EntryKind.REQUEST_DECLINED}
)
# The entries about a session and its agenda; what is decided on a commitment is an entry of that, DECIDED.
SESSION_KINDS: frozenset[str] = frozenset(
    {
        EntryKind.SESSION_CALLED,
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


class EvidenceClass(TextChoices):
    """From strong to weak."""

    ACT = "act", _("Act or signed document")
    STATISTIC = "statistic", _("Official statistic")
    RECEIVING = "receiving_side", _("Statement of the receiving side")
    PERFORMING = "performing_side", _("Statement of the performing side")
    PRESS = "press", _("Press")


def is_enough(given: str, needed: str) -> bool:
    """Whether evidence of class `given` is as strong as class `needed`, or stronger."""
    return EvidenceClass.values.index(given) <= EvidenceClass.values.index(needed)


class CriterionKind(TextChoices):
    """What it would show if a criterion were met."""

    DONE = "done", _("Done when")
    FAILED = "failed", _("Failed when")


class AgreedTest(TextChoices):
    """Whether both sides have said beforehand what shows that a commitment is fulfilled, and how far that is shown."""

    NONE = "none", _("No agreed test")
    AGREED = "agreed", _("Agreed test, not all met")
    MET = "met", _("Agreed test, all met")


class MeetingKind(TextChoices):
    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")
    SUMMIT = "summit", _("Summit")
    SESSION = "session", _("Commission session")


class CheckAnswer(TextChoices):
    NOT_YET = "not_yet", _("Not yet met")
    MET = "met", _("Met")


# Languages a text of the register can be in; names are written in the language itself.
LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "be": "Беларуская",
    "zh-hans": "中文",
}
# The BCP 47 tag an HTML `lang` attribute takes.
LANG_TAGS = {"zh-hans": "zh-Hans"}


def lang_tag(code: str) -> str:
    return LANG_TAGS.get(code, code)


# Limits in Unicode code points after NFC, line breaks counted as one: what the reader of a form sees counted.
TITLE_LIMIT = 160
POST_LIMIT = 120
STATEMENT_LIMIT = 1_000
NOTE_LIMIT = 2_000
READOUT_LIMIT = 200_000


def language_of(text: str) -> str:
    """The HTML `lang` of a text whose language nobody stated, told from its letters."""
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return "zh-Hans"
    if any("\u0400" <= c <= "\u04ff" for c in text):
        return "be" if any(c in "іўІЎ" for c in text) else "ru"
    return "en"


# The script each language is written in, by the first and last letter of its block.
SCRIPTS = {"latin": ("a", "z"), "cyrillic": ("\u0400", "\u04ff"), "han": ("\u4e00", "\u9fff")}
SCRIPT_OF = {"en": "latin", "ru": "cyrillic", "be": "cyrillic", "zh-hans": "han"}


def is_written_in(text: str, language: str) -> bool:
    """Whether most letters of a text are of the script of a language. A text without any letters is in none wrong."""
    letters = text.lower()
    counts = {
        name: sum(first <= letter <= last for letter in letters) for name, (first, last) in SCRIPTS.items()
    }
    # A Chinese character says what takes about five letters elsewhere.
    counts["han"] *= 5
    return not any(counts.values()) or max(counts, key=lambda name: counts[name]) == SCRIPT_OF[language]
