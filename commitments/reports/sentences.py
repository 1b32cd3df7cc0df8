"""Entries as sentences, made when read, in the reader's language. The log itself holds fields, not prose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import DateField
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import links
from commitments.actions.state import PROPOSAL, VALUES
from commitments.actions.translating import NOT_TRANSLATED
from commitments.models import Commission, Entry, Mark, Week
from commitments.models.fields import COMMITMENT, ITEM, SESSION
from commitments.models.redaction import REDACTABLE
from commitments.reports.account_request import said_of_people
from commitments.reports.called import bodies_and_sectors, session_titles
from commitments.reports.change import Change
from commitments.reports.consent import consent_words
from commitments.reports.criteria import criteria_changes, criteria_words
from commitments.reports.figures import sentences as of_figures
from commitments.reports.names import NamesThen, names_over_time
from commitments.reports.readout_words import OF_READOUTS, readout_sentence
from commitments.reports.requests import OF_REQUESTS, said_of_request
from commitments.reports.session.sentences import decision_changes, decision_words, place_of, session_words
from commitments.reports.settings import said_of_settings, settings_words
from commitments.reports.step_words import changed_steps, step_sentence
from commitments.reports.texts import (
    TEXT_ROWS,
    TextShown,
    original,
    said_in,
    texts_words,
    title_of,
    translated_sentence,
    translation_changes,
)
from commitments.vocabulary import (
    SESSION_KINDS,
    SIDES,
    STEP_KINDS,
    VIEW_KINDS,
    EntryKind,
    Mover,
    Side,
    Status,
)
from commitments.vocabulary.languages import name_shown
from commitments.vocabulary.other_names import called_meeting, called_post

# Where the title stands in a sentence until the template puts the link there.
TITLE = "\x01"

NOW = NamesThen()

# What a sentence names of a record, with its column, whose label it is called by; in the order they are said in.
SAID: dict[str, Any] = {
    **dict(COMMITMENT.said()),
    "mark": Mark._meta.get_field("kind"),
    **dict(SESSION.said()),
    **dict(ITEM.said()),
}


# What a record holds as a list, told row by row: (label, before, after).
ROWS: dict[str, Callable[..., Iterable[tuple[str, str, str]]]] = {
    "criteria": criteria_changes,
    "indicators": of_figures.indicator_changes,
    "decision_texts": decision_changes,
    **TEXT_ROWS,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """An entry as people read it: the sentence around the commitment's title, and what belongs to it."""

    number: int
    url: str
    lead: str
    title: str
    title_lang: str
    title_url: str
    tail: str
    note: str
    note_lang: str
    reason: str
    reason_lang: str
    position: str
    position_lang: str
    kind: str
    party: str
    party_code: str
    post: str
    author: str
    recorded_at: dt.datetime
    effective_on: dt.date
    corrects: int | None
    is_redacted: bool
    also: Sequence[tuple[str, str]] = ()  # the note in its other authentic languages, with their BCP 47 tags
    originals: Sequence[tuple[str, str]] = ()  # in the same way, of those texts that are shown in translation
    batch: int | None = None  # of the list that it was brought in with
    changes: tuple[Change, ...] = ()
    commitment_code: str = ""
    session_url: str = ""
    session_label: str = ""
    sources: list[Any] = field(default_factory=list)

    @property
    def is_correctable(self) -> bool:
        return self.kind in VIEW_KINDS

    @property
    def translatable(self) -> str:
        """The first of its texts that can be translated, as a part of its commitment; "" without any."""
        if self.kind in NOT_TRANSLATED:
            return ""
        texts = {"note": self.note, "position": self.position, "reason": self.reason}
        return next((f"{name}/{self.number}" for name, text in texts.items() if text), "")

    @property
    def own_words(self) -> str:
        """The sentence on the page of its own commitment, which does not repeat its title."""
        if not self.commitment_code:
            return f"{self.lead}{self.title}{self.tail}"
        if self.lead.endswith(": "):  # "China asked again: …"
            return self.lead.removesuffix(": ") + self.tail
        # Translators: stands for the commitment, in the place of its title within a sentence.
        return self.lead + pgettext("the commitment of this page", "it") + self.tail


def _what(entry: Entry, party: str, session: str) -> str:
    """The sentence with TITLE in the place of what it is about: the commitment, or the session called `session`."""
    words: dict[str, Any] = {
        "party": party,
        "title": TITLE,
        "session": session if entry.commitment else TITLE,
    }
    before, after = entry.status_before, entry.status_after
    if after:
        words |= {"after": Status(after).label, "before": Status(before).label if before else ""}
    if PROPOSAL in entry.changes:
        return consent_words(entry, words)
    match entry.kind:
        case EntryKind.RECORDED:
            return _("%(party)s recorded %(title)s.") % words
        case EntryKind.QUOTED:
            return _("%(party)s quoted further words for %(title)s.") % words
        case EntryKind.CONFIRMED:
            return _("%(party)s confirmed %(title)s.") % words
        case EntryKind.DECLINED:
            return _("%(party)s did not confirm %(title)s.") % words
        case EntryKind.NOTED:
            return _("%(party)s recorded %(title)s as the understanding of the other side only.") % words
        case EntryKind.REWORDED:
            return _("%(party)s offered another wording of %(title)s.") % words
        case EntryKind.WORDING_KEPT:
            return _("%(party)s kept its wording of %(title)s.") % words
        case kind if kind in OF_REQUESTS:
            return said_of_request(entry, words)
        case EntryKind.AMENDED:
            return _("%(party)s changed the wording of %(title)s.") % words
        case EntryKind.HANDED_OVER:
            return _("%(party)s changed the owner of %(title)s.") % words
        case EntryKind.UPDATED if after == Status.NOT_ASSESSED:
            return _("%(party)s wrote on %(title)s and stated no status.") % words
        case EntryKind.UPDATED if before == after:
            return _("%(party)s kept %(title)s at “%(after)s”.") % words
        case EntryKind.UPDATED:
            return _("%(party)s set %(title)s to “%(after)s”.") % words
        case EntryKind.AGREED:
            return _("%(party)s agreed that %(title)s is “%(after)s”.") % words
        case EntryKind.REDATED:
            return _("%(party)s moved the date of %(title)s to %(day)s.") % (words | {"day": _new_day(entry)})
        case EntryKind.CHECKED if "condition_met_on" in entry.changes:
            return _("%(party)s stated that the condition of %(title)s is met.") % words
        case EntryKind.CHECKED:
            return _("%(party)s checked the condition of %(title)s: not met yet.") % words
        case EntryKind.REPORTED:
            return _("%(party)s reported on %(title)s.") % words
        case EntryKind.CLOSED if entry.agreed_after == entry.status_after:
            return _("%(party)s closed %(title)s as “%(after)s”; both sides say so.") % words
        case EntryKind.CLOSED:
            return _("%(party)s stated that %(title)s is “%(after)s”.") % words
        case EntryKind.REOPENED:
            return _("%(party)s reopened %(title)s: “%(after)s”.") % words
        case EntryKind.WITHDRAWN:
            return _("%(party)s withdrew %(title)s.") % words
        case EntryKind.SUPERSEDED:
            return _("%(party)s stated that %(title)s is replaced by %(code)s.") % (
                words | {"code": entry.changes.get("superseded_by", ["", _("another commitment")])[1]}
            )
        case EntryKind.CORRECTED:
            number = entry.corrects.number if entry.corrects else 0
            return _("%(party)s corrected its entry No. %(number)d on %(title)s.") % (
                words | {"number": number}
            )
        case EntryKind.CRITERIA_SET:
            return _("%(party)s set the completion criteria of %(title)s.") % words
        case EntryKind.INDICATORS_SET:
            return _("%(party)s said what is counted of %(title)s.") % words
        case EntryKind.VALUES_GIVEN:
            return of_figures.values_words(entry.changes, party, TITLE)
        case kind if kind in STEP_KINDS:
            return step_sentence(entry, words)
        case EntryKind.DECIDED:
            return decision_words(entry, words)
        case kind if kind in SESSION_KINDS:
            return session_words(entry, words)
        case kind if kind in OF_READOUTS:
            return readout_sentence(entry, words)
        case EntryKind.TRANSLATED:
            return translated_sentence(entry, words)
        case EntryKind.BRIEFING_ISSUED:
            week = Week.parse(entry.changes["week"][1])
            return _("%(party)s issued its briefing No. %(week)d/%(year)d.") % (
                words | {"week": week.number, "year": week.year}
            )
        case EntryKind.NAMED:
            return _("The names of the parties and their bodies were recorded.")
        case EntryKind.SETTINGS_CHANGED:
            return said_of_settings(entry)
        case EntryKind.REDACTED:
            removed = [str(REDACTABLE[name]) for name in entry.changes["texts"][1]]
            return _("Two administrators removed %(texts)s of entry No. %(number)d.") % {
                "texts": get_text_list(removed, _("and")),
                "number": entry.changes["entry"][1],
            }
        case EntryKind.SEAT_CHANGED | EntryKind.ACCOUNT_CHANGED:
            return said_of_people(entry, words)
        case _:
            raise ValueError(f"no sentence for {entry.kind}")


def _new_day(entry: Entry) -> str:
    day = entry.changes.get("due_on", [None, None])[1]
    return date_format(dt.date.fromisoformat(day)) if day else ""


class SentenceWriter:
    """Writes the sentences of entries. It looks up the words for codes of one commission once per page, when needed."""

    def __init__(self, commission: Commission) -> None:
        self.commission = commission
        self._parties = {party.pk: party for party in commission.sides}
        self._over_time = names_over_time(commission)
        self._names: dict[tuple[str, str], str] | None = None
        self._sessions: dict[str, str] | None = None

    def sentence(self, entry: Entry, *, with_changes: bool = False) -> Sentence:
        """`entry` as a sentence, its side called as it was then. Wants `Entry.objects.readable()`."""
        party = self._parties.get(entry.party_id or 0)
        called = self._over_time.at(entry.recorded_at).party(party) if party else ""
        session = place_of(entry)
        held = self._session(session.slug) if session else ""
        lead, _mark, tail = _what(entry, called, held).partition(TITLE)
        commitment, texts = entry.commitment, entry.texts
        url = links.commitment(self.commission.slug, commitment.code) if commitment else ""
        session_url = session.url(self.commission.slug) if session else ""
        title = title_of(commitment) if commitment else TextShown(held)
        decided = session.texts(texts.note or "") if session else []
        note_lang, written = decided[0] if decided else ("", texts.note or "")
        note = said_in(entry, "note", written, note_lang)
        position, reason = said_in(entry, "position"), said_in(entry, "reason")
        pairs = ((note, written), (position, texts.position), (reason, texts.reason))
        return Sentence(
            number=entry.number,
            url=f"{url}#entry-{entry.number}" if url else links.entry(self.commission.slug, entry.number),
            lead=lead,
            title=title,
            title_lang=title.lang,
            title_url=url or session_url,
            tail=tail,
            note=note,
            note_lang=note.lang,
            also=decided[1:],
            originals=[original(text) for shown, text in pairs if shown.mark and text and shown != text],
            reason=reason,
            reason_lang=reason.lang,
            position=position,
            position_lang=position.lang,
            kind=entry.kind,
            party=called,
            party_code=party.code if party else "",
            post=called_post(entry.author_post) if entry.party_id else _("administrator"),
            author=called_post(texts.author_name or ""),
            recorded_at=entry.recorded_at,
            effective_on=entry.effective_on,
            corrects=entry.corrects.number if entry.corrects else None,
            batch=entry.batch,
            is_redacted=texts.author_name is None,
            changes=tuple(self.changes(entry)) if with_changes else (),
            commitment_code=commitment.code if commitment else "",
            session_url=session_url,
            session_label=session.label if session else "",
        )

    def _session(self, slug: str) -> str:
        """What a session is called; all of them come in one query."""
        if self._sessions is None:
            self._sessions = dict(session_titles(commission=self.commission.pk))
        return called_meeting(self._sessions[slug])

    def changes(self, entry: Entry) -> Iterable[Change]:
        """The fields an entry changed, in words; what a record keeps for machines is left out."""
        own = self._parties[entry.party_id].side if entry.party_id else ""
        then = self._over_time.at(entry.recorded_at)
        put = entry.changes.get(PROPOSAL, [None, None])[1]
        if put is not None:
            for change in changes_of_terms(self, put["terms"], then):
                yield Change(_("%(field)s, proposed") % {"field": change.name}, change.before, change.after)
        if VALUES in entry.changes:
            yield from (Change(*words) for words in of_figures.value_changes(entry))
        yield from (Change(*words) for words in translation_changes(entry.changes))
        if entry.kind == EntryKind.BRIEFING_ISSUED:
            yield from (Change(name, "–", sha256) for name, sha256 in entry.changes["files"][1])
        if entry.kind == EntryKind.SETTINGS_CHANGED:
            names = [self.side_name(side, then) for side in SIDES]
            yield from (Change(*words) for words in settings_words(entry.changes, names))
            return
        for field_name, (before, after) in in_order(entry.changes):
            side, name = of_side(field_name)
            if name in ROWS:
                yield from (Change(*words) for words in ROWS[name](before, after))
                continue
            label = str(SAID[name].verbose_name)
            if side:
                label = _("%(field)s, %(party)s") % {"field": label, "party": self.side_name(side, then)}
            yield Change(label, *(self.value(name, value, side or own, then) for value in (before, after)))

    def value(self, name: str, value: Any, side: str, then: NamesThen = NOW) -> str:
        """A value of a record in words; `side` is whose it is, `then` what parties, bodies and sectors were called."""
        if value in (None, "", [], {}):
            return "–"
        if name in TEXT_ROWS:
            return texts_words(value)
        if name == "steps":
            return changed_steps(value)
        if name == "criteria":
            return criteria_words(value)
        if name == "indicators":
            return of_figures.indicators_words(value)
        is_code = name.endswith("language")
        words = {value: name_shown(value)} if is_code else dict(SAID[name].flatchoices)
        if Side.FIRST in words:
            return str(Mover.ELSE.label) if value == Mover.ELSE else self.side_name(value, then)
        if words:
            return str(words.get(value, value))
        if isinstance(SAID[name], DateField):
            return date_format(dt.date.fromisoformat(value))
        if name in ("owner", "sector"):
            return self._name(side if name == "owner" else name, value, then)
        return str(value)

    def side_name(self, side: str, then: NamesThen = NOW) -> str:
        names = {party.side: then.party(party) for party in self.commission.sides}
        return names.get(side, _("both sides"))

    def _name(self, of: str, code: str, then: NamesThen) -> str:
        """The name of a sector, or of a body of one side, by its code; all lists come in one query."""
        if self._names is None:
            lists = {0: "sector", 1: Side.FIRST.value, 2: Side.SECOND.value}
            rows = bodies_and_sectors(commission=self.commission.pk)
            self._names = {(lists[position], key): name for position, key, name in rows}
        name = self._names.get((of, code), code)
        party = next((party for party in self.commission.sides if party.side == of), None)
        return then.body(party, code, name) if party else then.sector(code, name)


def changes_of_terms(
    wording: SentenceWriter, terms: dict[str, list[Any]], then: NamesThen = NOW
) -> Iterable[Change]:
    """What a proposal would change, in words."""
    for name, pair in in_order(terms):
        if name in ROWS:
            yield from (Change(*words) for words in ROWS[name](*pair))
            continue
        before, after = (wording.value(name, value, "", then) for value in pair)
        yield Change(str(SAID[name].verbose_name), before, after)


def in_order(changes: dict[str, list[Any]]) -> list[tuple[str, list[Any]]]:
    """The named fields of a record in the order of SAID; each database keeps its own order."""
    named = [(field_name, pair) for field_name, pair in changes.items() if of_side(field_name)[1] in SAID]
    order = list(SAID)
    return sorted(named, key=lambda item: (order.index(of_side(item[0])[1]), item[0]))


def of_side(name: str) -> tuple[str, str]:
    """The field of a record with its side: "first_owner" is ("first", "owner"), "owner" is ("", "owner")."""
    side, _underscore, field_name = name.partition("_")
    return (side, field_name) if side in Side.values else ("", name)
