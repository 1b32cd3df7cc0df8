"""What somebody asked of a person or of their side, for letters: without the words it was asked in."""

from __future__ import annotations

from collections.abc import Iterable

from commitments import typography
from commitments.models import Seat
from commitments.reports.letters.contents import NewsItem
from commitments.reports.texts import marked
from commitments.reports.waiting.commitments import in_order, rows_of, waiting_commitment
from commitments.reports.waiting.items import Waiting
from commitments.reports.waiting.page import own_items
from commitments.vocabulary import Role
from commitments.vocabulary.letters import WAITS

# Of what a side is asked, as much as one letter may have to tell.
LIMIT = 500


def waiting_news(seat: Seat) -> list[NewsItem]:
    """What is asked, as under “To do”, oldest first. Drafts and private notes stay in the register."""
    return [_item(one) for one in sorted(_asked(seat), key=lambda one: one.order) if one.event]


def _asked(seat: Seat) -> Iterable[Waiting]:
    yield from own_items(seat)
    if seat.role == Role.OBSERVER:
        return
    asked, _late = in_order(rows_of(seat.commission, seat.side), seat.side)
    today = seat.commission.today()
    for row in asked[:LIMIT]:
        row.commission = seat.commission
        yield waiting_commitment(row, seat, today)


def _item(one: Waiting) -> NewsItem:
    return NewsItem(
        what=f"{WAITS}{one.event}",
        name=f"{one.code} {marked(one.title, one.title_lang)}".strip(),
        lang=one.title_lang,
        says=typography.stop(one.task),
        url=one.url,
    )
