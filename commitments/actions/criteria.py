"""The test of a commitment: numbered criteria, and the evidence that shows them to be met. Pure.

A criterion is a dict as records hold it: number, kind, text, language, verified, evidence_class, and where it is met by
figures `target`, "indicator.target" by their numbers; `texts` are the same words in further authentic languages,
{language: text}. A number stands for one exact criterion for ever: other words,
another kind, class or target make another criterion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.figures.period import ValuePeriod
from commitments.figures.record import Indicator, standing
from commitments.figures.unit import unit_of
from commitments.vocabulary import (
    CLOSED,
    EVIDENCE_GIVEN,
    EVIDENCE_NEEDED,
    AgreedTest,
    CriterionKind,
    EvidenceClass,
    Recognition,
    Side,
    is_enough,
    strength_version,
)
from commitments.vocabulary.figures import Verdict
from commitments.vocabulary.languages import is_language

Criterion = dict[str, Any]
# A source as records hold it: its class, what it meets, and whether it only announces.
Evidence = dict[str, Any]

MOST = 12
TEXT_LIMIT = 300
VERIFIED_LIMIT = 300

# What makes a criterion another one. How it is verified may be told better without that.
IDENTITY = ("kind", "text", "evidence_class", "target")


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
                **({"target": line["target"]} if line.get("target") else {}),
                **({"texts": line["texts"]} if line.get("texts") else {}),
            }
        )
    return sorted(merged, key=lambda criterion: criterion["number"])


def _identity(criterion: Criterion) -> tuple[str, ...]:
    return tuple(str(criterion.get(name, "")) for name in IDENTITY)


def targets_of(indicators: Sequence[Indicator]) -> list[str]:
    """What criteria can name: every target of what is counted."""
    return [
        f"{one['number']}.{target['number']}" for one in standing(indicators) for target in one["targets"]
    ]


def problems_of(
    lines: Sequence[Criterion], indicators: Sequence[Indicator], *, rows: Sequence[int] | None = None
) -> Iterator[str]:
    """Why these lines cannot be the test of a commitment, in sentences that name the row: from 1 on, or as told.

    `indicators` are what is counted of it.
    """
    targets = targets_of(indicators)
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
        if line["evidence_class"] not in EVIDENCE_NEEDED:
            yield _("Row %(row)d: choose which evidence is enough.") % words
        if not is_language(line["language"]):
            yield _("Row %(row)d: its language is not known.") % words
        texts = line.get("texts", {})
        if line["language"] in texts or not all(map(is_language, texts)):
            yield _("Row %(row)d: an authentic text is in another language than the criterion.") % words
        if any(not text.strip() or len(text) > TEXT_LIMIT for text in texts.values()):
            yield _("Row %(row)d: write each authentic text in at most %(limit)d characters.") % words
        if line.get("target") and line["target"] not in targets:
            yield _("Row %(row)d: the target it names is not counted: choose another one.") % words
        if line.get("target") and line["kind"] != CriterionKind.DONE:
            yield _("Row %(row)d: only “Done when” can name a target.") % words
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


def takes(criterion: Criterion, given: str) -> bool:
    """Whether a source that claims it shows a criterion: never one that is met by figures."""
    return not criterion.get("target") and shows(given, criterion)


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
            if claimed in needed and takes(needed[claimed], source["class"]):
                shown[str(claimed)] = [*shown.get(str(claimed), []), number]
    return {key: sorted(set(entries)) for key, entries in shown.items() if entries and int(key) in needed}


def named_target(criterion: Criterion) -> tuple[int, int] | None:
    """The numbers of the indicator and of its target that a criterion names."""
    if not criterion.get("target"):
        return None
    indicator, _dot, target = criterion["target"].partition(".")
    return int(indicator), int(target)


def rows_of_target(told: dict[str, Any], criterion: Criterion) -> list[dict[str, Any]]:
    """What each side's figures say of the target a criterion names (`figures_told`)."""
    named = named_target(criterion)
    return [row for row in told.get("targets", ()) if (row["indicator"], row["target"]) == named]


def note_targets(state: dict[str, Any]) -> None:
    """Which entries show the criteria that name a target: values by which a side's own figures have reached it, with

    evidence that is enough. It is theirs alone, and no more once their figures fall below.
    """
    for criterion in state["criteria"]:
        if criterion.get("target"):
            entries = {
                entry
                for row in rows_of_target(state["figures_told"], criterion)
                for given, entry in row.get("shown", {}).items()
                if shows(given, criterion)
            }
            met = {key: rows for key, rows in state["met"].items() if key != str(criterion["number"])}
            state["met"] = met | ({str(criterion["number"]): sorted(entries)} if entries else {})


def may_be_delivered(state: dict[str, Any], side: str) -> bool:
    """Whether a side that performs can propose "Delivered" by its figures: of everything with a target they have

    reached the last one, and the side has stated no view since.
    """
    if (
        not state["is_open"]
        or state["performed_by"] not in (side, Side.BOTH)
        or state[f"{side}_status"] in CLOSED
    ):
        return False
    own = {
        (row["indicator"], row["target"]): row["since"]
        for row in state["figures_told"].get("targets", ())
        if row["whose"] == side and "since" in row
    }
    last = [
        (
            one["number"],
            max(one["targets"], key=lambda target: ValuePeriod.of_key(target["period"]).end)["number"],
        )
        for one in standing(state["indicators"])
        if one["targets"]
    ]
    return (
        bool(last)
        and all(named in own for named in last)
        and max(own[named] for named in last) > (state[f"{side}_entry"] or 0)
    )


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
    note_targets(state)


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


def lacking(criterion: Criterion, so_far: str, told: dict[str, Any]) -> str:
    """What a criterion still needs, as a sentence; `so_far` is the strongest class said to show it.

    Of one that names a target it is told how far the figures are, each side's for itself (`told`).
    """
    if criterion.get("target"):
        return _lacking_figures(criterion, rows_of_target(told, criterion))
    words = {
        "number": criterion["number"],
        "needed": EVIDENCE_NEEDED[EvidenceClass(criterion["evidence_class"])],
        "given": EVIDENCE_GIVEN[EvidenceClass(so_far)] if so_far else pgettext("no evidence", "nothing"),
    }
    return _("Criterion %(number)d needs %(needed)s; so far: %(given)s.") % words


def _lacking_figures(criterion: Criterion, rows: Sequence[dict[str, Any]]) -> str:
    words = {
        "number": criterion["number"],
        "needed": EVIDENCE_NEEDED[EvidenceClass(criterion["evidence_class"])],
    }
    if any(row["verdict"] == Verdict.REACHED for row in rows):
        return (
            _(
                "Criterion %(number)d: its target is reached; the values need %(needed)s. Give them again with it."
            )
            % words
        )
    if not rows:
        return _("Criterion %(number)d needs its target to be reached; no values were given for it.") % words
    nearest = min if rows[0]["less"] else max
    level, value = nearest((Decimal(row["number"]), Decimal(row["value"])) for row in rows)
    words |= {
        "level": number_format(level, use_l10n=True, force_grouping=True),
        "value": number_format(value, use_l10n=True, force_grouping=True),
        "unit": unit_of(value, rows[0]["unit"]),
    }
    return (
        _("Criterion %(number)d needs its target to be reached: so far %(level)s of %(value)s %(unit)s.")
        % words
    )
