"""What waits: for a side, to confirm, to answer, to assess and to deliver; and for one person, what names their post."""

from commitments.reports.waiting.commitments import waiting_questions
from commitments.reports.waiting.items import TaskCount, Waiting
from commitments.reports.waiting.page import (
    PROVIDERS,
    Inbox,
    Place,
    inbox,
    next_waiting,
    place_of,
    task_count,
    task_question,
    waiting_for,
)

__all__ = [
    "PROVIDERS",
    "Inbox",
    "Place",
    "TaskCount",
    "Waiting",
    "inbox",
    "next_waiting",
    "place_of",
    "task_count",
    "task_question",
    "waiting_for",
    "waiting_questions",
]
