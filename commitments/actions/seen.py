"""Optimistic locking: which fields an event writes, and which an action rests on. Both meet: it is a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commitments.actions.state import PROPOSAL, VALUES
from commitments.actions.texts_state import TRANSLATION, column_of
from commitments.figures.series import DESCRIPTION
from commitments.models import Commitment, Entry
from commitments.models.fields import COMMITMENT, TERMS_OF
from commitments.vocabulary import RECOGNITION_KINDS, EntryKind, other_side

# What a record says for its own side alone. The steps of both sides stand in one column.
OWN = frozenset({"steps", *(field.name for field in COMMITMENT.fields if field.by_side)})
# The view of a side on the performance. It is stated also by who leaves every field of it as it was.
VIEW = "view"
OF_VIEW = frozenset({"status", "outlook", "waits_on"})
# What both sides share, in which words it is offered, and whether they recognise it.
SHARED = frozenset(
    {
        "recognition",
        "offered_statement",
        "offered_texts",
        *(name for terms in TERMS_OF.values() for name in terms),
    }
)
# Stands for the terms of the subject, or of the proposal, that an action is about.
SUBJECT = "subject"

# What an entry says whatever it changes: the same again is a word, too.
SAYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            EntryKind.UPDATED,
            EntryKind.AGREED,
            EntryKind.CLOSED,
            EntryKind.REOPENED,
            EntryKind.SUPERSEDED,
            EntryKind.CORRECTED,
        ),
        (VIEW,),
    ),
    EntryKind.CHECKED: ("checked_on",),
    EntryKind.REPORTED: ("reported_on",),
    EntryKind.NO_NEWS: (VIEW, "reported_on"),
}


def written_by(entry: Entry) -> set[str]:
    """What an entry wrote: names of columns, "first_…" and "second_…" for what a side says for itself."""
    side = entry.party.side if entry.party else ""
    written = {f"{side}_{name}" for name in SAYS.get(entry.kind, ())}
    if entry.kind in RECOGNITION_KINDS:
        written.add("recognition")
    for name, pair in entry.changes.items():
        if name == VALUES:
            series = pair[1]
            said = [row["period"] for row in series["rows"]]
            said += [name for name in DESCRIPTION if name in series]
            written |= values_written(side, series["indicator"], series.get("reference", ""), said)
        elif name == TRANSLATION:
            told = pair[1] or pair[0]
            written.add(translation_written(side, told["part"], told["language"]))
        elif name == PROPOSAL:
            written |= {term for part in pair if part for term in TERMS_OF[part["subject"]]}
        else:
            written.add(f"{side}_{name}" if name in OWN else name)
    # A session decides for both sides, and so names each.
    stated = {name.partition("_") for name in written}
    return written | {f"{whose}_{VIEW}" for whose, _, name in stated if name in OF_VIEW}


def values_written(side: str, indicator: int, reference: str, said: Iterable[str]) -> set[str]:
    """Names for what is said of one series: periods, publisher, method. Another of them is not the same."""
    return {f"{side}_{VALUES}/{indicator}/{reference}/{name}" for name in said}


def translation_written(side: str, part: str, language: str) -> str:
    """A name for what a side says in a language of a part."""
    return f"{side}_{TRANSLATION}/{part}/{language}"


def rested_on(names: Iterable[str], side: str, commitment: Commitment, fields: dict[str, Any]) -> set[str]:
    """The same names for an action of `side`, which declares them as "own_…", "their_…", shared ones, or SUBJECT."""
    found = set()
    for name in names:
        whose, _, column = name.partition("_")
        if column == VALUES:
            said = [value.period.key for value in fields["values"]]
            said += [name for name in DESCRIPTION if fields.get(name) is not None]
            said.append("own_unit")  # a number means what it is counted in
            found |= values_written(side, fields["indicator"], fields.get("reference", ""), said)
        elif name == TRANSLATION:
            original, part = column_of(fields["part"]), fields["part"]
            found.add(translation_written(side, part, fields["language"]))
            # Another original is not what was translated. Each side has its own steps.
            found |= {original, f"{side}_{original}", f"{other_side(side)}_{original}"}
        elif name == SUBJECT:
            found |= set(TERMS_OF.get(_subject_of(commitment, fields), ()))
        elif whose == "own":
            found.add(f"{side}_{column}")
        elif whose == "their":
            found.add(f"{other_side(side)}_{column}")
        else:
            found.add(name)
    return found


def _subject_of(commitment: Commitment, fields: dict[str, Any]) -> str:
    if SUBJECT in fields:
        return str(fields[SUBJECT])
    for subject, one in commitment.proposals.items():
        if one["number"] == fields["proposal"]:
            return subject
    return ""
