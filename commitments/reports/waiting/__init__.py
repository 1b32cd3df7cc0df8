"""What waits: for a side, to confirm, to answer, to assess and to deliver; and for one person, what names their post."""

from commitments.reports.waiting.commitments import count_of_side
from commitments.reports.waiting.items import Waiting
from commitments.reports.waiting.page import (
    PROVIDERS,
    Inbox,
    Place,
    inbox,
    next_waiting,
    place_of,
    waiting_count,
    waiting_for,
)

__all__ = [
    "PROVIDERS",
    "Inbox",
    "Place",
    "Waiting",
    "count_of_side",
    "inbox",
    "next_waiting",
    "place_of",
    "waiting_count",
    "waiting_for",
]
