"""Meetings, readouts and quotes: what the register's words rest on."""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import rules, typography
from commitments.actions.errors import FiledAlready, RuleBroken, require
from commitments.actions.log import Ledger, Submission
from commitments.actions.marking import take_marks_off
from commitments.actions.record import EventDraft, Words
from commitments.actions.step import event_on
from commitments.models import Commission, Commitment, Entry, Meeting, Readout, Seat
from commitments.models.readout import text_checksum
from commitments.vocabulary import READOUT_LIMIT, EntryKind, MeetingKind
from commitments.vocabulary.characters import UNSTORABLE, refusal, tidied
from commitments.vocabulary.languages import language_name


def check_words(words: Words, meeting: Meeting | None = None) -> None:
    """Raise RuleBroken unless the words stand exactly at their place, in a readout of the meeting."""
    if meeting is not None and words.readout.meeting_id != meeting.pk:
        raise RuleBroken({"quotes": _("This readout belongs to another meeting.")})
    if not words.words.strip() or not 0 <= words.start < words.end <= len(words.readout.text):
        raise RuleBroken({"quotes": _("These places are outside the readout.")})
    if words.readout.text[words.start : words.end] != words.words:
        raise RuleBroken({"quotes": _("These words are not at that place of the readout.")})


def check_language(code: str, commission: Commission, present: str = "") -> None:
    """A text is in one of the languages of its commission, or stays in the one it is in."""
    if not code or code not in (*commission.language_codes, present):
        named = {"language": language_name(code, get_language() or "en") or code}
        raise RuleBroken({"language": _("Not a language of this commission: %(language)s.") % named})


@transaction.atomic
def quote(
    commitment: Commitment,
    *,
    by: Seat,
    words: Words,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """Tie further words of a readout to a commitment. Raises RuleBroken when they are not there, or tied already."""
    ledger = Ledger(commitment.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    row = ledger.fresh(commitment)
    require(rules.may_quote(by, row))
    if words.readout.commission_id != row.commission_id:
        raise RuleBroken({"quotes": _("This readout belongs to another commission.")})
    check_words(words)
    if row.quote_set.filter(readout=words.readout, start=words.start, end=words.end).exists():
        raise RuleBroken({"quotes": _("These words are quoted for this commitment already.")})
    entry = ledger.write(event_on(row, EntryKind.QUOTED, ledger.today, quotes=(words,)), row)
    take_marks_off(ledger, words)
    return entry


def free_slug(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with the first number that makes it free."""
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


@transaction.atomic
def open_meeting(
    commission: Commission,
    *,
    by: Seat,
    kind: str,
    title: str,
    held_on: dt.date,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Meeting:
    """Enter a meeting whose readouts are to be filed."""
    ledger = Ledger(commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated.meeting
    if (said := ledger.said_before(Entry.objects.filter(meeting__commission=commission))) is not None:
        return said.meeting
    require(rules.may(by, "open_meeting"))
    if held_on > ledger.latest_day:
        raise RuleBroken({"held_on": _("This day has not come yet.")})
    taken = set(Meeting.objects.filter(commission=commission).values_list("slug", flat=True))
    slug = free_slug(f"{held_on}-{slugify(MeetingKind(kind).value)}", taken)
    meeting = Meeting(commission=commission, slug=slug, kind=kind, title=title, held_on=held_on)
    meeting.entry = ledger.write(meeting_event(meeting))
    meeting.save(force_insert=True)
    return meeting


def meeting_event(meeting: Meeting) -> EventDraft:
    """That a meeting was entered."""
    after = {"kind": str(meeting.kind), "title": meeting.title, "held_on": meeting.held_on.isoformat()}
    return EventDraft(
        kind=EntryKind.MEETING_OPENED,
        object=f"meeting/{meeting.slug}",
        effective_on=meeting.held_on,
        changes={name: [None, value] for name, value in after.items()},
    )


def frozen(text: str) -> str:
    """A text as it is kept: NFC, line feeds only, no blanks at either end.

    RuleBroken for what cannot be kept, and for what its reader has to be told of before it is kept otherwise.
    """
    if UNSTORABLE.search(text):
        raise RuleBroken({"text": _("The text holds a character that cannot be kept. Paste it again.")})
    if sentence := refusal(text, is_frozen=True):
        raise RuleBroken({"text": sentence})
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if said := tidied(text).sentences():
        raise RuleBroken({"text": typography.sentences(said)})
    return text


@transaction.atomic
def file_readout(
    meeting: Meeting,
    *,
    by: Seat,
    language: str,
    publisher: str,
    published_on: dt.date,
    text: str,
    address: str = "",
    is_summary: bool = False,
    replaces: Readout | None = None,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Readout:
    """File and freeze the readout of the own side. The text is kept as `frozen` leaves it and never changes.

    `replaces` is the version this one corrects: of the same side, meeting and language, and the latest of them.
    Raises RuleBroken for an empty or overlong text, a day to come or before the meeting, or a text that the
    commission has already, for this meeting or another.
    """
    ledger = Ledger(meeting.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated.readout
    require(rules.may(by, "file_readout"))
    text = frozen(text)
    if not text:
        raise RuleBroken({"text": _("Paste the text of the readout.")})
    if len(text) > READOUT_LIMIT:
        raise RuleBroken(
            {"text": _("The text is longer than %(limit)d characters.") % {"limit": READOUT_LIMIT}}
        )
    if published_on > ledger.latest_day:
        raise RuleBroken({"published_on": _("This day has not come yet.")})
    if published_on < meeting.held_on:
        raise RuleBroken(
            {
                "published_on": _("This is before the meeting, which was on %(day)s.")
                % {"day": date_format(meeting.held_on)}
            }
        )
    check_language(language, meeting.commission, replaces.language if replaces else "")
    if replaces is not None:
        _check_replaced(replaces, meeting, by, language)
    checksum = text_checksum(text)
    if known := Readout.objects.filter(commission=meeting.commission, sha256=checksum).first():
        raise FiledAlready(known)
    taken = set(Readout.objects.filter(commission=meeting.commission).values_list("slug", flat=True))
    slug = free_slug(f"{meeting.slug}-{by.party.code.lower()}-{language}", taken)
    readout = Readout(
        commission=meeting.commission,
        meeting=meeting,
        party=by.party,
        slug=slug,
        language=language,
        publisher=publisher,
        address=address,
        published_on=published_on,
        is_summary=is_summary,
        text=text,
        sha256=checksum,
        replaces=replaces,
    )
    readout.entry = ledger.write(readout_event(readout))
    readout.save(force_insert=True)
    return readout


def readout_event(readout: Readout) -> EventDraft:
    """That a readout was filed, and the checksum of its text."""
    after = {
        "meeting": readout.meeting.slug,
        "language": readout.language,
        "publisher": readout.publisher,
        "address": readout.address,
        "published_on": readout.published_on.isoformat(),
        "is_summary": readout.is_summary,
        "sha256": readout.sha256,
        "replaces": readout.replaces.slug if readout.replaces else None,
    }
    return EventDraft(
        kind=EntryKind.READOUT_FILED,
        object=f"readout/{readout.slug}",
        effective_on=readout.published_on,
        changes={name: [None, value] for name, value in after.items() if value is not None},
    )


def _check_replaced(replaced: Readout, meeting: Meeting, by: Seat, language: str) -> None:
    of_it = (replaced.meeting_id, replaced.party_id, replaced.language)
    if of_it != (meeting.pk, by.party_id, language):
        raise RuleBroken({"replaces": _("A corrected version is of the same side, meeting and language.")})
    if newer := Readout.objects.filter(replaces=replaced).first():
        raise RuleBroken({"replaces": _("It was replaced already, by %(slug)s.") % {"slug": newer.slug}})
