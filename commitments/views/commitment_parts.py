"""What of the page of a commitment every reader of a side sees alike: rendered once, and its history apart from the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches
from django.db.models import Max, QuerySet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commitments import rules
from commitments.models import Commitment, Readout, Seat
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.together import asked_ahead
from commitments.reports.called import bodies_and_sectors, session_titles
from commitments.reports.commitment import CommitmentHistory, CommitmentLog, commitment_page, history_of
from commitments.reports.commitment.history import LINES
from commitments.reports.commitment.page import page_questions
from commitments.reports.commitment.texts import all_texts
from commitments.reports.figures import commitment_question, of_commitment
from commitments.views.files import paper_links
from commitments.views.parts import number_in
from commitments.views.value_offer import still_offered
from commitments.vocabulary import HistoryKind

PARTS = ("top", "figures", "words", "texts", "test", "evidence", "lanes")
HISTORY = "commitments/commitment/history.html"


@dataclass(frozen=True)
class HistoryAsked:
    """What part of the history an address asks for: how many of its lines, of which kind, as on which day.

    `lines` is None where all are asked for. `is_printed`: with all that is folded on the screen.
    """

    kind: str = ""
    lines: int | None = LINES
    as_of: dt.date | None = None
    is_printed: bool = False

    @classmethod
    def in_address(cls, data: QueryDict, as_of: dt.date | None) -> HistoryAsked:
        kind, is_printed = data.get("kind", ""), data.get("print") == "history"
        lines = number_in(data.get("history", "")) if "history" in data else LINES
        kind = kind if kind in HistoryKind.values else ""
        return cls(kind, None if is_printed else lines, as_of, is_printed)

    def url(self, **changed: Any) -> str:
        """The address of this page with something else of its history."""
        asked = replace(self, **changed)
        query = {
            "as_of": asked.as_of,
            "kind": asked.kind,
            "history": {None: "all", LINES: ""}.get(asked.lines, asked.lines),
        }
        return f"?{urlencode({name: value for name, value in query.items() if value})}"

    @property
    def print_url(self) -> str:
        """The address of the page as it is printed with its whole history."""
        day = {"as_of": self.as_of} if self.as_of else {}
        return f"?{urlencode({**day, 'print': 'history'})}"


def parts_of(
    seat: Seat, commitment: Commitment, asked: HistoryAsked, *, only: Sequence[str] = (*PARTS, "history")
) -> dict[str, SafeString]:
    """All of the page that every reader of a side with the same rights sees alike, by the name of the part.

    Cached until something happens to the commitment or its successor, or a readout is filed: it may replace one.
    Of the history each part that was asked for is kept apart from the rest of the page, which it does not change.
    Private notes are no part of it: they are asked for each time.
    """
    commission, successor, as_of = seat.commission, commitment.superseded_by, asked.as_of
    may_correct = as_of is None and rules.may(seat, "correct")
    may_translate = as_of is None and rules.may_translate(seat, commitment)
    filed = readouts_question(seat).rows()
    readouts = filed[0][0] if filed else None
    state = (commitment.pk, commitment.last_number, readouts, successor and successor.last_number)
    (first_shown, _party), _second = seat.sides
    reader = (seat.side, first_shown, may_correct, may_translate, get_language())
    day = (as_of or commission.today(), as_of is None)
    key = f"commitment:{commission.picture_key}:{state}:{(*map(str, day), *map(str, reader))}".replace(
        " ", ""
    )
    of_history = f"{key}:{asked.kind}:{asked.lines}:{asked.is_printed}"
    found: dict[str, dict[str, SafeString]] = caches["pictures"].get_many([key, of_history])
    until = None if as_of is None else commission.calendar.end_of_day(as_of)
    log = CommitmentLog(commitment, until=until, is_whole=asked.lines is None)
    context: dict[str, Any] = {
        "commitment": commitment,
        "commission": commission,
        "seat": seat,
        "as_of": as_of,
        "asked": asked,
        "may_correct": may_correct,
        "may_translate": may_translate and len(commission.language_codes) > 1,
        "all_entries": HistoryAsked(as_of=as_of, lines=None).url(),
    }
    missing = [
        name
        for name, is_asked in ((of_history, True), (key, bool(set(only) & set(PARTS))))
        if is_asked and name not in found
    ]
    with asked_ahead(_questions(commitment, log, as_of, with_page=key in missing) if missing else ()):
        if of_history in missing:
            # Before the rest: what it reads of the log is read for both.
            history = history_of(log, kind=asked.kind, lines=asked.lines)
            context |= _links_of(history, asked)
            found[of_history] = {"history": render_to_string(HISTORY, context)}
        if key in missing:
            context["page"] = commitment_page(commitment, seat=seat, as_of=as_of, log=log)
            context["texts"] = all_texts(commitment, seat, is_past=as_of is not None)
            context["files"] = paper_links(as_of)
            context["figures"] = of_commitment(
                commitment, seat, today=as_of or commission.today(), until=until
            )
            context["value_offered"] = still_offered(seat, commitment, log.newest) if may_correct else None
            found[key] = {
                name: render_to_string(f"commitments/commitment/{name}.html", context) for name in PARTS
            }
    for name in missing:
        caches["pictures"].set(name, found[name], timeout=3600)
    return found.get(key, {}) | found[of_history]


def _questions(
    commitment: Commitment, log: CommitmentLog, as_of: dt.date | None, *, with_page: bool
) -> list[PreparedQuestion[Any] | None]:
    """What the history asks, and what the rest of the page does."""
    commission = commitment.commission_id
    of_history: list[PreparedQuestion[Any] | None] = [
        *log.questions(),
        session_titles.of(commission=commission),
        bodies_and_sectors.of(commission=commission),
    ]
    if not with_page:
        return of_history
    return [*of_history, *page_questions(commitment, as_of=as_of), commitment_question(commitment, log.until)]


def readouts_question(seat: Seat) -> PreparedQuestion[tuple[int]]:
    """Which entry filed the last readout."""
    return _last_filed.of(commission=seat.commission_id)


@prepared
def _last_filed(*, commission: Hole) -> QuerySet[Readout, tuple[int]]:
    rows = Readout.objects.filter(commission=commission).order_by()
    return rows.values("commission").annotate(last=Max("entry")).values_list("last")


def _links_of(history: CommitmentHistory, asked: HistoryAsked) -> dict[str, Any]:
    """The history with the addresses of its kinds and of what is older, as its template names them."""
    more = min(history.older, LINES)
    return {
        "history": history,
        "kinds": [(one, f"{asked.url(kind=one.kind, lines=LINES)}#hist") for one in history.kinds],
        "more": more,
        "older_url": f"{asked.url(lines=(asked.lines or 0) + LINES)}#entry-{history.last}" if more else "",
        "all_url": f"{asked.url(lines=None)}#entry-{history.last}" if history.older > LINES else "",
    }
