"""Bringing in a list that somebody keeps already: its file, its rows as they were checked, and the steps that act on them.

Nothing works in the background: each step is one transaction over a few rows, asked for by the page that shows the
progress. A row is done in the transaction that writes its entries, so steps can be repeated and can come from two windows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from commitments import clock, rules, typography
from commitments.actions.brought_rows import bring_row
from commitments.actions.errors import (
    Conflict,
    FiledAlready,
    NotAllowed,
    RuleBroken,
    SubmissionReused,
    require,
)
from commitments.actions.log import ListPlace, Submission
from commitments.actions.readout import file_readout, frozen, open_meeting
from commitments.models import (
    BroughtList,
    BroughtRow,
    Commission,
    Entry,
    LogHead,
    Meeting,
    Party,
    Readout,
    Seat,
)
from commitments.vocabulary import READOUT_LIMIT, ListKind, ListState, RowState

ROWS_A_STEP = 10
KEPT_FOR = dt.timedelta(days=1)
LISTS_OF_ONE_ACCOUNT = 5  # that are not brought in yet
SAVED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row of a list shall become, as forms read it; see `BroughtRow`.

    The plan of an edited row has its `changes`, and by cell the `conflicts` with what somebody wrote meanwhile: whether
    the own words are taken. A plan may have none but those that are not taken.
    """

    place: int
    title: str
    plan: dict[str, Any]
    problems: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    is_double: bool = False


def throw_away_old_lists() -> int:
    """Let go files that nobody brought in within a day, and the rows of those that were. Returns of how many lists."""
    old = BroughtList.objects.of_anybody_before(clock.now() - KEPT_FOR)
    count, _by_table = old.filter(number__isnull=True).delete()
    BroughtRow.objects.filter(brought__in=old.filter(state=ListState.DONE)).delete()
    return count


def throw_away_lists(party: Party) -> None:
    """Let go whatever a side has brought, whose commission is removed."""
    BroughtList.objects.of(party).delete()


@transaction.atomic
def keep_list(*, by: Seat, file_name: str, content: bytes) -> BroughtList:
    """Keep a file until its columns are chosen; of many of one person the newest."""
    require(rules.may(by, "record"))
    throw_away_old_lists()
    brought = BroughtList(
        party=by.party,
        author=by.user,
        author_post=by.post,
        file_name=file_name,
        file_sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_at=clock.now(),
    )
    brought.save(force_insert=True)
    waiting = BroughtList.objects.of(by.party).filter(author=by.user, number__isnull=True)
    too_many = list(waiting.values_list("pk", flat=True)[LISTS_OF_ONE_ACCOUNT:])
    waiting.filter(pk__in=too_many).delete()
    return brought


@transaction.atomic
def check_list(
    brought: BroughtList, *, by: Seat, kind: str, choices: dict[str, Any], rows: Iterable[PlannedRow]
) -> BroughtList:
    """Keep what the rows shall become, in the place of what was checked before. Nothing is brought in yet."""
    brought = _locked(brought, by)
    if brought.number is not None:
        raise RuleBroken(_("This list is being brought in already."))
    brought.kind, brought.choices, brought.state = kind, choices, ListState.CHECKED
    brought.save(update_fields=["kind", "choices", "state"])
    brought.rows.all().delete()
    made: list[BroughtRow] = []
    for row in rows:
        made.append(_row(brought, row))
        if len(made) == SAVED_AT_ONCE:
            BroughtRow.objects.bulk_create(made)
            made = []
    BroughtRow.objects.bulk_create(made)
    return brought


def _row(brought: BroughtList, row: PlannedRow) -> BroughtRow:
    has_acts = bool(row.plan.get("changes", row.plan))
    state = RowState.LEFT_OUT if row.problems and not has_acts else RowState.WAITING
    return BroughtRow(
        brought=brought,
        place=row.place,
        title=row.title,
        plan=row.plan,
        problems=row.problems,
        remarks=row.remarks,
        is_double=row.is_double,
        state=state,
    )


@transaction.atomic
def throw_away_list(brought: BroughtList, *, by: Seat) -> None:
    """Let go a file that is not to be brought in."""
    brought = _locked(brought, by)
    if brought.number is None:
        brought.delete()


@transaction.atomic
def confirm_list(brought: BroughtList, *, by: Seat, with_doubles: bool = False) -> BroughtList:
    """Begin to bring in what was checked: give the batch its number, and file the words of new rows. Once, however often.

    Who confirms it is its author from then on, and signs each of its rows.
    Raises RuleBroken where there is nothing to bring in, or the words of the list cannot be filed.
    """
    brought = _locked(brought, by)
    if brought.number is not None:
        return brought
    if not with_doubles:
        brought.rows.filter(is_double=True).update(state=RowState.LEFT_OUT)
    waiting = list(brought.rows.filter(state=RowState.WAITING).order_by("place"))
    if not waiting:
        raise RuleBroken(_("There is nothing to bring in: every row is left out."))
    brought.number, brought.state, brought.content = _next_number(by.commission), ListState.RUNNING, None
    if brought.kind == ListKind.NEW:
        _file_words(brought, waiting, by)
    brought.author, brought.author_post = by.user, by.post
    brought.save(update_fields=["number", "state", "content", "author", "author_post"])
    return brought


def _next_number(commission: Commission) -> int:
    """The number after the last one that a list of either side was given. Called under the lock of the log."""
    given = [Entry.objects.filter(commission=commission).aggregate(last=Max("batch"))["last"]]
    given += [
        BroughtList.objects.of(party).aggregate(last=Max("number"))["last"] for party in commission.sides
    ]
    return max(number or 0 for number in given) + 1


def _file_words(brought: BroughtList, rows: Sequence[BroughtRow], by: Seat) -> None:
    """File the rows as texts of the own side, as many as their length takes, and tell each row where its words are."""
    meeting = _meeting(brought, by)
    language, publisher = brought.choices["language"], brought.choices["publisher"]
    listed_on = dt.date.fromisoformat(brought.choices["listed_on"])
    for part, group in enumerate(_parts(rows)):
        text = frozen("\n".join(row.plan["words"] for row in group))
        try:
            readout = file_readout(
                meeting,
                by=by,
                language=language,
                publisher=publisher,
                published_on=max(listed_on, meeting.held_on),
                text=text,
                submission=_submission(brought, group[0].place, f"text{part}"),
            )
        except FiledAlready as known:
            readout = _filed_before(known.readout, meeting, by)
        at = 0
        for row in group:
            words = row.plan["words"]
            start = readout.text.index(words, at)
            at = start + len(words)
            row.plan |= {"readout": readout.slug, "start": start, "end": at}
    BroughtRow.objects.bulk_update(rows, ["plan"], batch_size=SAVED_AT_ONCE)


def _filed_before(readout: Readout, meeting: Meeting, by: Seat) -> Readout:
    """The same list once more, after it was taken back: its words are there already."""
    if readout.meeting_id != meeting.pk or readout.party_id != by.party_id:
        raise FiledAlready(readout)
    return readout


def _parts(rows: Sequence[BroughtRow]) -> list[list[BroughtRow]]:
    """The rows in their order, in parts that are not longer than a text may be."""
    parts: list[list[BroughtRow]] = [[]]
    length = 0
    for row in rows:
        more = len(row.plan["words"]) + 1
        if parts[-1] and length + more > READOUT_LIMIT:
            parts.append([])
            length = 0
        parts[-1].append(row)
        length += more
    return parts


def _meeting(brought: BroughtList, by: Seat) -> Meeting:
    chosen = brought.choices["meeting"]
    if "slug" in chosen:
        meeting = Meeting.objects.filter(commission=by.commission, slug=chosen["slug"]).first()
        if meeting is None:
            raise RuleBroken(_("The meeting is no longer in the register."))
        return meeting
    return open_meeting(
        by.commission,
        by=by,
        kind=chosen["kind"],
        title=chosen["title"],
        held_on=dt.date.fromisoformat(chosen["held_on"]),
        submission=_submission(brought, 0, "meeting"),
    )


@transaction.atomic
def bring_in(brought: BroughtList, *, by: Seat) -> BroughtList:
    """One step: act on the next rows, each whole or not at all. What an action refuses stands at its row.

    Raises NotAllowed for anybody but the author: nobody signs by looking on.
    """
    brought = _locked(brought, by)
    require(brought.author_id == by.user_id)
    if brought.state != ListState.RUNNING:
        return brought
    for row in brought.rows.filter(state=RowState.WAITING).order_by("place")[:ROWS_A_STEP]:
        try:
            with transaction.atomic():
                row.commitment = bring_row(
                    brought,
                    row,
                    by=by,
                    submission=partial(_submission, brought, row.place),
                )
            row.state, row.plan = RowState.DONE, {}
        except RuleBroken as error:
            row.state, row.refusal = RowState.REFUSED, typography.sentences(error.messages)
        except NotAllowed:
            row.state, row.refusal = RowState.REFUSED, _("Your role may not do this, or not any more.")
        except (Conflict, SubmissionReused):
            row.state, row.refusal = RowState.REFUSED, _("Somebody wrote on it meanwhile. Look at it again.")
        row.save(update_fields=["state", "plan", "refusal", "commitment"])
    if not brought.rows.filter(state=RowState.WAITING).exists():
        brought.state = ListState.DONE
        brought.save(update_fields=["state"])
    return brought


def author_has_left(brought: BroughtList) -> bool:
    """Whether who brings it in has no seat of the side any more that could go on."""
    seats = Seat.objects.held_by(brought.author).filter(party=brought.party_id)
    return not any(rules.may(seat, "record") for seat in seats.select_related("party", "commission"))


@transaction.atomic
def stop_list(brought: BroughtList, *, by: Seat) -> BroughtList:
    """Leave out the rows that are not tried yet; what was brought in stays, and can be taken back.

    Raises NotAllowed for anybody but the author, while the author can go on.
    """
    brought = _locked(brought, by)
    require(brought.author_id == by.user_id or author_has_left(brought))
    if brought.state == ListState.RUNNING:
        left = brought.rows.filter(state=RowState.WAITING)
        left.update(state=RowState.LEFT_OUT, plan={}, refusal=_("The list was stopped before this row."))
        brought.state = ListState.DONE
        brought.save(update_fields=["state"])
    return brought


def _locked(brought: BroughtList, by: Seat) -> BroughtList:
    """The list as it is now, under the lock of the log: windows that send the same step wait for each other here."""
    require(rules.may(by, "record"))
    LogHead.objects.select_for_update().get(commission=by.commission)
    return BroughtList.objects.of(by.party).get(pk=brought.pk)


def _submission(brought: BroughtList, place: int, step: str) -> Submission:
    key = f"{brought.public_id.hex}.{place}.{step}"
    number = brought.number or 0
    return Submission(
        key, hashlib.sha256(key.encode()).hexdigest(), ListPlace(number, place, brought.file_sha256)
    )
