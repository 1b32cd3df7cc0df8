"""What the words of a readout are, and what they do."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SpeechAct(TextChoices):
    """What kind of words they are."""

    UNDERTAKING = "undertaking", _("Undertaking")
    JOINT_UNDERTAKING = "joint_undertaking", _("Joint undertaking")
    REQUEST = "request", pgettext_lazy("noun", "Request")
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
    UNDECIDED = "undecided", _("Undecided")


class Wording(TextChoices):
    """How firmly something is worded, from weak to strong; a promise climbs this ladder from meeting to meeting."""

    CONSIDERED = "considered", _("Considered")
    READY = "ready", _("Ready to look into")
    SUGGESTED = "suggested", _("Suggested")
    WORKING_ON = "working_on", _("Working on")
    AGREED = "agreed", _("Agreed")
    SHALL = "shall", pgettext_lazy("how firmly words promise", "Shall")
    DONE = "done", pgettext_lazy("how firmly words promise", "Done")


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

    RESTATES = "restates", _("Promises it again")
    STRENGTHENS = "strengthens", _("Strengthens it")
    WEAKENS = "weakens", _("Weakens it")
    NARROWS = "narrows", _("Narrows it")
    REDATES = "redates", _("Gives another date")
    FULFILS = "fulfils", _("Says it is fulfilled")
    REPLACES = "replaces", _("Replaces it")


class MeetingKind(TextChoices):
    CALL = "call", pgettext_lazy("kind of meeting", "Call")
    VISIT = "visit", pgettext_lazy("kind of meeting", "Visit")
    SUMMIT = "summit", _("Summit")
    SESSION = "session", _("Commission session")
