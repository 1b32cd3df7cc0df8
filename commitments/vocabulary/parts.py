"""The parts of the pages that show the whole register; of each the log knows the last entry that touched it."""

from __future__ import annotations

from enum import StrEnum


class PicturePart(StrEnum):
    COUNTS = "counts"  # by status, sector and side, and how that moved
    LATE = "late"  # what is owed, late or due, and since when
    DIFFERING = "differing"
    SILENT = "silent"
    REQUESTS = "requests"
    FIGURES = "figures"
    FIRST_TASKS = "first_tasks"  # what waits for the first side
    SECOND_TASKS = "second_tasks"
    MEETINGS = "meetings"  # and whatever else entries say that are about no commitment
