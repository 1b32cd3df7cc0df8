"""Which letters are due to whom, each in the language its reader chose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils.translation import override

from commitments import clock
from commitments.actions.telling import tell
from commitments.exports.mail import as_mail
from commitments.models import Commission, LetterChoice, NewsTold, Seat, Week
from commitments.reports.letters import (
    NewsItem,
    days_ahead,
    followed_news,
    last_closed,
    news_letter,
    readers_of,
    waiting_news,
    week_letter,
)
from commitments.reports.letters.week import report_of
from commitments.vocabulary.letters import LetterKind, LetterPace

# From this hour on, where a side works, what is gathered for a day is told.
GATHERED_FROM = dt.time(7)


def write_letters(commission: Commission) -> int:
    """Write all letters that are due in one commission. Returns how many there are."""
    readers = readers_of(commission)
    kept = {one.user_id: one for one in LetterChoice.objects.filter(commission=commission)}
    written = 0
    week = last_closed(commission)
    had = _told(commission, f"week:{week}")
    for seat in readers:
        choice = kept.get(seat.user_id) or LetterChoice(user=seat.user, commission=commission)
        with override(seat.user.letter_language), commission.being_read():
            if week is not None and choice.weekly and seat.user_id not in had:
                written += _week(seat, week)
            written += _news(seat, choice, readers)
    return written


def _told(commission: Commission, what: str) -> set[int]:
    return set(NewsTold.objects.filter(commission=commission, what=what).values_list("user", flat=True))


def _week(seat: Seat, week: Week) -> int:
    def written(_new: Collection[str]) -> tuple[str, str, str]:
        period, report = report_of(seat.commission, week, seat.sides)
        text = week_letter(seat, week, report, period)
        return as_mail(text, user=seat.user, commission=seat.commission, kind=LetterKind.WEEK)

    return tell(seat, LetterKind.WEEK, [f"week:{week}"], written) is not None


def _news(seat: Seat, choice: LetterChoice, readers: Sequence[Seat]) -> int:
    """What is told at once, then, once a day, what is gathered."""
    count = _tell_news(seat, choice, readers, LetterPace.AT_ONCE)
    now = clock.now().astimezone(seat.party.zone)
    day = f"day:{now.date()}"
    if (
        now.time() < GATHERED_FROM
        or NewsTold.objects.filter(user=seat.user, commission=seat.commission, what=day).exists()
    ):
        return count
    return count + _tell_news(seat, choice, readers, LetterPace.DAILY, once=day)


def _tell_news(
    seat: Seat, choice: LetterChoice, readers: Sequence[Seat], pace: LetterPace, *, once: str = ""
) -> int:
    waiting = waiting_news(seat) if choice.waiting == pace else []
    followed = followed_news(seat) if choice.followed == pace else []
    ahead = days_ahead(seat, choice, readers) if pace == LetterPace.DAILY else []
    everything = [*waiting, *ahead, *followed]
    if not everything and not once:
        return 0

    def written(new: Collection[str]) -> tuple[str, str, str]:
        parts = {"waiting": waiting, "ahead": ahead, "followed": followed}
        text = news_letter(seat, **{name: _among(items, new) for name, items in parts.items()})
        return as_mail(text, user=seat.user, commission=seat.commission, kind=LetterKind.NEWS)

    return tell(seat, LetterKind.NEWS, [item.what for item in everything], written, once=once) is not None


def _among(items: Sequence[NewsItem], new: Collection[str]) -> list[NewsItem]:
    wanted = set(new)
    return [item for item in items if item.what in wanted]
