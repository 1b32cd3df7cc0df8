"""How far what is kept of a page still holds: until an entry touches a part of it, not until the log grows."""

from __future__ import annotations

import datetime as dt

from commitments import clock
from commitments.models import Commission, LogHead
from commitments.models.week import SETTLED_AFTER
from commitments.vocabulary.parts import PicturePart


def touched_key(commission: Commission, head: int, *parts: PicturePart) -> str:
    """Stands for all that these parts were drawn from; `head` is the size of the log that the reader sees.

    Where the end of the log at hand is another one, the whole log up to `head` stands for them.
    """
    try:
        end = commission.loghead
    except LogHead.DoesNotExist:
        return str(head)
    if end.size != head:
        return str(head)
    return ".".join(str(end.touched.get(part, -1)) for part in parts)


def is_over(commission: Commission, day: dt.date) -> bool:
    """Whether what the register showed at the end of a day stays as it is: no later entry can carry a moment of it."""
    return clock.now() > commission.calendar.end_of_day(day) + SETTLED_AFTER
