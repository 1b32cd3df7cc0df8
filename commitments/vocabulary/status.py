"""Whether a commitment is recognised, where it stands, when it is due, and what is asked of a side."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Recognition(TextChoices):
    """Do the sides agree that the commitment exists?"""

    DRAFT = "draft", pgettext_lazy("noun", "Draft")
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

    NOTHING = "", pgettext_lazy("needed of a side", "Nothing")
    CONFIRM = "confirm", _("Confirm or decline the commitment")
    TERMS = "terms", _("Answer a proposal")
    ANSWER = "answer", _("Agree, or say what differs")
    ASSESS = "assess", _("State a view")
    REQUEST = "request", _("Answer the request")
    REACHED = "reached", _("Propose “Delivered”: its figures have reached the target")


class Answer(TextChoices):
    """What the side that was asked has answered to a request. A request of which nothing is kept has no clock."""

    NONE = "", _("Not answered")
    READY = "ready", _("Looking into it")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


# Under which a request is counted, apart from what was promised, until it is accepted.
REQUESTS = "request"


class CheckAnswer(TextChoices):
    NOT_YET = "not_yet", _("Not yet met")
    MET = "met", pgettext_lazy("of a criterion", "Met")
