"""The test of a commitment: numbered criteria, and the evidence that shows them to be met. Pure.

A criterion is a dict as records hold it: number, kind, text, language, verified, evidence_class. A number stands for
one exact criterion for ever: other words, another kind or another class make another criterion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.vocabulary import (
    EVIDENCE_GIVEN,
    EVIDENCE_NEEDED,
    LANGUAGES,
    AgreedTest,
    CriterionKind,
    EvidenceClass,
    Recognition,
    is_enough,
    strength_version,
)

Criterion = dict[str, Any]
# A source as records hold it: its class, what it meets, and whether it only announces.
Evidence = dict[str, Any]

MOST = 12
TEXT_LIMIT = 300
VERIFIED_LIMIT = 300

# What makes a criterion another one. How it is verified may be told better without that.
IDENTITY = ("kind", "text", "evidence_class")


# --- agreeing on them


def merge(present: Sequence[Criterion], lines: Sequence[Criterion], given: int) -> list[Criterion]:
    """What holds after `lines` were typed where `present` held; `given` is the highest number ever given.

    A line that says exactly what a present criterion says keeps its number and its list of classes. Numbers in `lines` are not looked at.
    """
    held = {_identity(criterion): criterion for criterion in present}
    highest = max([given, *(criterion["number"] for criterion in present)])
    merged = []
    for line in lines:
        kept = held.get(_identity(line))
        if kept is None:
            highest += 1
        version = strength_version() if kept is None else kept.get("v", 1)
        merged.append(
            {
                "number": highest if kept is None else kept["number"],
                "kind": str(line["kind"]),
                "text": line["text"],
                "language": line["language"],
                "verified": line["verified"],
                "evidence_class": str(line["evidence_class"]),
                # Which classes are enough is settled by the list it was agreed under.
                **({"v": version} if version > 1 else {}),
            }
        )
    return sorted(merged, key=lambda criterion: criterion["number"])


def _identity(criterion: Criterion) -> tuple[str, ...]:
    return tuple(str(criterion[name]) for name in IDENTITY)


def problems_of(lines: Sequence[Criterion], *, rows: Sequence[int] | None = None) -> Iterator[str]:
    """Why these lines cannot be the test of a commitment, in sentences that name the row: from 1 on, or as told."""
    if len(lines) > MOST:
        yield _("At most %(most)d criteria are possible; these are %(number)d.") % {
            "most": MOST,
            "number": len(lines),
        }
    said: dict[tuple[str, ...], int] = {}
    for row, line in zip(rows or range(1, len(lines) + 1), lines, strict=True):
        words = {"row": row, "limit": TEXT_LIMIT, "verified": VERIFIED_LIMIT}
        if line["kind"] not in CriterionKind.values:
            yield _("Row %(row)d: choose “Done when” or “Failed when”.") % words
        if not line["text"]:
            yield _("Row %(row)d: say what must be true.") % words
        if len(line["text"]) > TEXT_LIMIT:
            yield _("Row %(row)d: the criterion is longer than %(limit)d characters.") % words
        if len(line["verified"]) > VERIFIED_LIMIT:
            yield _("Row %(row)d: how it is verified takes more than %(verified)d characters.") % words
        if line["evidence_class"] not in EvidenceClass.values:
            yield _("Row %(row)d: choose which evidence is enough.") % words
        if line["language"] not in LANGUAGES:
            yield _("Row %(row)d: its language is not known.") % words
        first = said.setdefault(_identity(line), row)
        if first != row:
            yield _("Row %(row)d says the same as row %(first)d.") % (words | {"first": first})


def set_pair(present: Sequence[Criterion], after: Sequence[Criterion]) -> dict[str, list[Any]]:
    """What a record's `set` says of them; empty when nothing changes."""
    return {"criteria": [list(present), list(after)]} if list(present) != list(after) else {}


# --- meeting them


def numbers_of(criteria: Sequence[Criterion], kind: str) -> list[int]:
    return [criterion["number"] for criterion in criteria if criterion["kind"] == kind]


def shows(given: str, criterion: Criterion) -> bool:
    """Whether evidence of a class is enough for a criterion, by the list of classes it was agreed under."""
    return is_enough(given, criterion["evidence_class"], criterion.get("v", 1))


def met_by(
    criteria: Sequence[Criterion],
    met: dict[str, list[int]],
    evidence: Iterable[Evidence],
    *,
    number: int,
    corrects: int | None = None,
) -> dict[str, list[int]]:
    """Which entries show which criteria in force to be met, after entry `number` came with `evidence`.

    Evidence counts when its class is enough; an announcement never does. What entry `corrects` had shown is taken back.
    """
    needed = {criterion["number"]: criterion for criterion in criteria}
    shown = {key: [entry for entry in entries if entry != corrects] for key, entries in met.items()}
    for source in evidence:
        for claimed in () if source.get("announces") else source.get("meets", ()):
            if claimed in needed and shows(source["class"], needed[claimed]):
                shown[str(claimed)] = [*shown.get(str(claimed), []), number]
    return {key: sorted(set(entries)) for key, entries in shown.items() if entries and int(key) in needed}


def note_evidence(state: dict[str, Any], record: dict[str, Any]) -> None:
    """Take what a record says of the test into the state: new criteria, and what its evidence shows."""
    refs = record["refs"]
    highest = max((criterion["number"] for criterion in state["criteria"]), default=0)
    state["criteria_given"] = max(state["criteria_given"], highest)
    state["met"] = met_by(
        state["criteria"],
        state["met"],
        refs.get("evidence", ()),
        number=record["seq"],
        corrects=refs.get("corrects"),
    )


def agreed_test(state: dict[str, Any]) -> str:
    """Whether a test is agreed, and met. What only one side has set is not agreed."""
    if not state["criteria"] or state["recognition"] not in (Recognition.CONFIRMED, Recognition.SUPERSEDED):
        return AgreedTest.NONE.value
    done = numbers_of(state["criteria"], CriterionKind.DONE)
    is_met = done and all(str(number) in state["met"] for number in done)
    return AgreedTest.MET.value if is_met else AgreedTest.AGREED.value


def strongest(evidence: Iterable[Evidence], number: int) -> str:
    """The strongest class among what is said to show criterion `number`; "" when nothing is."""
    classes = [
        source["class"]
        for source in evidence
        if number in source.get("meets", ()) and not source.get("announces")
    ]
    return min(classes, key=EvidenceClass.values.index, default="")


def lacking(criterion: Criterion, so_far: str) -> str:
    """What a criterion still needs, as a sentence; `so_far` is the strongest class said to show it."""
    words = {
        "number": criterion["number"],
        "needed": EVIDENCE_NEEDED[EvidenceClass(criterion["evidence_class"])],
        "given": EVIDENCE_GIVEN[EvidenceClass(so_far)] if so_far else pgettext("no evidence", "nothing"),
    }
    return _("Criterion %(number)d needs %(needed)s; so far: %(given)s.") % words
