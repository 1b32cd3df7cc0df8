"""Briefings for tests: prepared and issued in the world of people.py, without printing unless it is asked for."""

from __future__ import annotations

from typing import Any

from django.db import connection

from commitments import actions
from commitments.actions import PrintedBriefing, PrintedFile
from commitments.models import BriefingDraft, Entry, Seat, Week
from tests.people import World, moment

WEEK = Week(2021, 4)
NOW = moment("2021-07-15")
LINES = ["Agree with China on a day for the vaccine."]


def wait_for_paper() -> None:
    """A test holds its transaction open while a page is laid out, longer than PostgreSQL lets it; the program holds none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def prepare(world: World, by: Seat, **fields: Any) -> BriefingDraft:
    words = {"week": WEEK, "decisions": LINES, "cover_note": "", "at": NOW} | fields
    return actions.save_briefing(world.commission, by=by, **words)


def printed_as(draft: BriefingDraft, **fields: Any) -> PrintedBriefing:
    """Two files of a few bytes, and with a cover note two more."""
    files = [PrintedFile(f"briefing.{kind}", f"page as {kind}".encode()) for kind in ("pdf", "docx")]
    if draft.cover_note:
        covered = f"{draft.cover_note} page".encode()
        files += [PrintedFile(f"own.{kind}", covered, is_own=True) for kind in ("pdf", "docx")]
    return PrintedBriefing(
        **{"revision": draft.revision, "until": 3, "log_size": draft.party.commission.loghead.size}
        | {"files": tuple(files)}
        | fields
    )


def issue(draft: BriefingDraft, by: Seat | None, **fields: Any) -> Entry:
    words = {"printed": printed_as(draft), "at": NOW} | fields
    return actions.issue_briefing(draft, by=by, **words)
