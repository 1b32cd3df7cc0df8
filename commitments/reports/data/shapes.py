"""What there is to read, and of which type. Days are days of the commission, moments are in UTC, codes are those of the
pages; `first` and `second` are the parties at these places of the commission.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PartyData:
    """One of the two sides."""

    side: str
    code: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class LanguageData:
    """A language that texts can be in: its code here, BCP 47 tag, name in itself, script (ISO 15924), and direction.

    `side` is whose official language it is: `first`, `second`, `both` or none.
    """

    code: str
    tag: str
    name: str
    script: str
    direction: str
    side: str


@dataclass(frozen=True, slots=True)
class NamedData:
    """A sector, or a body of the side `side`, by its code."""

    code: str
    name: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class CommissionData:
    """The commission a token was made for, and how far its log reaches: the number of entries and the last hash.

    `authentic_languages` are the codes of those in which both sides sign a text of each decision; none where one is enough.
    `other_names` has names in other languages, by language, under `commission`, `body/BY/health`, `short/BY/health` (its
    short name), `sector/health` and `post/Head of the department`.
    """

    slug: str
    code_prefix: str
    name: str
    time_zone: str
    log_size: int
    log_hash: str
    parties: list[PartyData]
    languages: list[LanguageData]
    authentic_languages: list[str]
    sectors: list[NamedData]
    bodies: list[NamedData]
    other_names: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """A commitment as the register lists it: both views, what they make together, what is owed by when and by whom."""

    code: str
    title: str
    sector: str
    recognition: str
    first_status: str
    second_status: str
    agreed: str
    first_true_on: dt.date | None
    second_true_on: dt.date | None
    is_open: bool
    is_counted: bool
    due_kind: str
    due_on: dt.date | None
    due_text: str
    first_due_on: dt.date | None
    redated_times: int
    redated_days: int
    condition_met_on: dt.date | None
    delivered_on: dt.date | None
    owed_on: dt.date | None
    first_owed_on: dt.date | None
    second_owed_on: dt.date | None
    first_next_on: dt.date | None
    second_next_on: dt.date | None
    first_need: str
    second_need: str
    move: str
    first_owner: str | None
    second_owner: str | None
    first_post: str
    second_post: str
    asked_on: dt.date | None
    answer: str
    answered_on: dt.date | None
    figures_verdict: str
    figures_share: int | None
    figures_differ: bool


@dataclass(frozen=True, slots=True)
class QuoteData:
    """Exact words of a readout: the range in Unicode code points, and the words that stand there."""

    readout: str
    start: int
    end: int
    words: str
    wording: str
    relation: str


@dataclass(frozen=True, slots=True)
class CommitmentData:
    """One commitment with its terms, the test, what is counted, the steps of both sides and the words it rests on.

    `title_texts` and `statement_texts` are the authentic texts beside the one in `language`, by language; criteria have theirs in
    `texts`. `translations` bind nobody: by part ("title", "criterion/3"), language and side, with the number of the entry.
    """

    register: RegisterItem
    url: str
    statement: str
    language: str
    title_texts: dict[str, Any]
    statement_texts: dict[str, Any]
    translations: dict[str, Any]
    reference_number: str
    meeting: str
    speech_act: str
    performed_by: str
    beneficiary: str
    proposed_by: str
    superseded_by: str | None
    last_entry: int
    criteria: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    quotes: list[QuoteData]


@dataclass(frozen=True, slots=True)
class ValueData:
    """What a side states for a period: a number as decimal text, or in `status` why there is none.

    A share given by two numbers has both in `numerator` and `denominator`. `source` is that of the row alone. `unit` is
    that of its series where it is another one than the indicator's, and "" else.
    """

    side: str
    reference: str
    period: str
    from_day: dt.date
    to_day: dt.date
    number: str
    qualifier: str
    status: str
    entry: int
    said_on: dt.date
    recorded_at: dt.datetime
    numerator: str
    denominator: str
    source: str
    unit: str


@dataclass(frozen=True, slots=True)
class IndicatorData:
    """What is counted of a commitment, its targets, and the values that both sides state.

    `tolerance`: within how much of each other two sides' values count as the same, in the unit or in per cent ("2%").
    A target says in `quote` which words of a readout it comes from, where that was named.
    `series` says who publishes each series, by which method, and in which unit where it is another one.
    """

    commitment: str
    number: int
    title: str
    unit: str
    language: str
    combining: str
    direction: str
    begins: str
    baseline: dict[str, Any] | None
    targets: list[dict[str, Any]]
    is_over: bool
    tolerance: str
    series: list[dict[str, Any]]
    values: list[ValueData]


@dataclass(frozen=True, slots=True)
class WeekRef:
    """One week: entries after `after`, up to and with `until`."""

    week: str
    after: dt.datetime
    until: dt.datetime
    is_running: bool


@dataclass(frozen=True, slots=True)
class WeekLineData:
    """One commitment in a section, and the entries of the week behind it."""

    code: str
    title: str
    says: str
    entries: list[int]


@dataclass(frozen=True, slots=True)
class WeekSectionData:
    """One section of a week: `total` commitments, at most 50 of them with a line."""

    section: str
    name: str
    total: int
    lines: list[WeekLineData]


@dataclass(frozen=True, slots=True)
class WeekData:
    """The weekly status; `headline` is empty for a week as known today."""

    week: WeekRef
    known: str
    headline: str
    sections: list[WeekSectionData]


@dataclass(frozen=True, slots=True)
class EntryData:
    """One entry of the log. `record` is what is hashed, with salted hashes in place of its texts; `hash` is its leaf."""

    number: int
    kind: str
    commitment: str | None
    party: str | None
    post: str
    effective_on: dt.date
    recorded_at: dt.datetime
    note: str
    reason: str
    position: str
    corrects: int | None
    hash: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MeetingData:
    """A meeting that produced readouts."""

    slug: str
    kind: str
    title: str
    held_on: dt.date


@dataclass(frozen=True, slots=True)
class ReadoutData:
    """The text that one side published about a meeting, as it was filed."""

    slug: str
    meeting: str
    party: str
    language: str
    publisher: str
    address: str
    published_on: dt.date
    is_summary: bool
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class AgendaItemData:
    """One item of an agenda; a decision is binding when `signed_entry` is there.

    `decision_language` is the code of the language of `decision`, empty where nobody asked; `decision_texts` are the
    `text` in each other authentic `language`.
    """

    number: int
    topic: str
    title: str
    commitment: str | None
    question: str
    first_position: str
    second_position: str
    is_off: bool
    decision: str
    decision_language: str
    decision_texts: list[dict[str, Any]]
    effect: str
    signed_entry: int | None


@dataclass(frozen=True, slots=True)
class SessionData:
    """A session of the commission with its agenda, as they are now."""

    slug: str
    title: str
    place: str
    held_on: dt.date
    state: str
    items: list[AgendaItemData]


@dataclass(frozen=True, slots=True)
class ExportedCommission:
    """All of a commission, as recorded by the end of the day `as_of`; null: as it is now.

    Of a past day `sessions` is empty: what was done at them is in `entries`.
    """

    format: str
    as_of: dt.date | None
    commission: CommissionData
    meetings: list[MeetingData]
    readouts: list[ReadoutData]
    commitments: list[CommitmentData]
    indicators: list[IndicatorData]
    sessions: list[SessionData]
    entries: list[EntryData]
