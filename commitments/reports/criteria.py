"""Criteria in words: what they say, what changed in them, and what shows them to be met."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.criteria import Criterion, named_target, rows_of_target
from commitments.actions.texts_state import CRITERION, offered
from commitments.figures.record import indicator_terms, standing
from commitments.figures.unit import unit_of
from commitments.models import Commitment, Evidence
from commitments.reports.figures.wording import per_cent, qualified, short_number, target_words
from commitments.reports.texts import TextShown, counted_title, shown
from commitments.vocabulary import (
    EVIDENCE_GIVEN,
    EVIDENCE_NEEDED,
    CriterionKind,
    EvidenceClass,
    Recognition,
    Side,
    Status,
    lang_tag,
    language_of,
)
from commitments.vocabulary.languages import language_name

# How much of two texts has to be the same, from 0 to 1, for one to be taken for the other in new words.
READS_LIKE = 0.6


def criterion_words(criterion: Criterion) -> str:
    """A criterion in one line: "Done when: The vaccine is there. Verified: by customs. Enough: an act …"."""
    words = [f"{CriterionKind(criterion['kind']).label}{typography.colon()}{criterion['text']}"]
    reader = get_language() or "en"
    for code, text in sorted(criterion.get("texts", {}).items()):
        words.append(f"{language_name(code, reader)}{typography.colon()}{text}")
    if criterion["verified"]:
        words.append(_("Verified: %(how)s") % {"how": criterion["verified"]})
    if criterion.get("target"):
        words.append(_("Met by figures: target %(target)s") % {"target": criterion["target"]})
    needed = EVIDENCE_NEEDED[EvidenceClass(criterion["evidence_class"])]
    words.append(_("Enough: %(evidence)s") % {"evidence": needed})
    return " · ".join(words)


def criteria_words(criteria: Sequence[Criterion]) -> str:
    """All of them in one text, where a field has only one."""
    return "\n".join(f"{criterion['number']}. {criterion_words(criterion)}" for criterion in criteria)


def criteria_changes(
    before: Sequence[Criterion] | None, after: Sequence[Criterion] | None
) -> Iterator[tuple[str, str, str]]:
    """(label, before, after) for each criterion that came, went, or is verified otherwise, by number.

    One that went is told together with the one that says nearly the same in its place.
    """
    old = {criterion["number"]: criterion for criterion in before or ()}
    new = {criterion["number"]: criterion for criterion in after or ()}
    in_place: dict[int, int] = {}  # by the number of one that went
    for went in sorted(old.keys() - new.keys()):
        came = sorted(new.keys() - old.keys() - set(in_place.values()))
        alike = next((number for number in came if _reads_like(old[went], new[number])), None)
        if alike is not None:
            in_place[went] = alike
    for number in sorted({*old, *new} - set(in_place.values())):
        now = in_place.get(number, number)
        said = [criterion_words(one) if one else "–" for one in (old.get(number), new.get(now))]
        if old.get(number) != new.get(now):
            label = _("Criterion %(number)d") if now == number else _("Criterion %(number)d, now %(now)d")
            yield label % {"number": number, "now": now}, said[0], said[1]


def _reads_like(one: Criterion, other: Criterion) -> bool:
    """Whether one criterion can be the other in new words: by the pairs of neighbouring letters, in any script.

    Each text is read once. To look for the longest same parts takes seconds for two lists that are made for it, and
    what one side writes is read by the other.
    """
    texts = one["text"], other["text"]
    first, second = (Counter(pairwise(text)) for text in texts)
    shared, all_pairs = (first & second).total(), first.total() + second.total()
    return one["kind"] == other["kind"] and 2 * shared >= READS_LIKE * max(all_pairs, 1)


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry that shows a criterion to be met: its number, the class of its evidence, and from which day."""

    number: int
    evidence: str
    effective_on: dt.date


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion on a page."""

    number: int
    is_failure: bool  # met, it shows that the commitment has failed
    text: str
    lang: str
    shown: TextShown  # for who reads it
    verified: str
    verified_lang: str
    needed: str
    proofs: tuple[Proof, ...]
    so_far: str  # what has been named that is not enough; "" when nothing has
    target: str = ""  # the target of what is counted that it names
    progress: tuple[str, ...] = ()  # how far each side's figures are, for itself

    @property
    def is_met(self) -> bool:
        return bool(self.proofs)

    @property
    def mark(self) -> str:
        """The sign of having been met."""
        return "not_delivered" if self.is_failure else "delivered"


@dataclass(frozen=True, slots=True)
class Checklist:
    """The test of a commitment: what has to be, what must not, and whether both sides have agreed on it."""

    done: list[CriterionLine]
    failed: list[CriterionLine]
    is_agreed: bool
    proposer: str

    @property
    def lines(self) -> list[tuple[Any, list[CriterionLine]]]:
        """The lines under the words they follow; what nobody asked for is left out."""
        groups = ((CriterionKind.DONE.label, self.done), (CriterionKind.FAILED.label, self.failed))
        return [(label, lines) for label, lines in groups if lines]

    @property
    def unmet(self) -> int:
        return sum(not line.is_met for line in self.done)


def checklist(
    commitment: Commitment,
    *,
    until: dt.datetime | None = None,
    sources: Sequence[Evidence] | None = None,
    side: str = "",
) -> Checklist | None:
    """The test of a commitment as it is, or as it was at a moment, with what shows it; None where there is none.

    `side` is that of the reader. One query, and none without criteria or where all its evidence at that moment is given as `sources`.
    """
    if not commitment.criteria:
        return None
    rows = Evidence.of(commitment, until=until) if sources is None else sources
    claims = [row for row in rows if not row.announces and row.taken_back_by is None]
    claims.sort(key=lambda row: (row.entry.number, row.position))
    first, second = commitment.commission.sides
    return Checklist(
        done=[
            _line(one, commitment, claims, side)
            for one in commitment.criteria
            if one["kind"] == CriterionKind.DONE
        ],
        failed=[
            _line(one, commitment, claims, side)
            for one in commitment.criteria
            if one["kind"] == CriterionKind.FAILED
        ],
        is_agreed=commitment.recognition in (Recognition.CONFIRMED, Recognition.SUPERSEDED),
        proposer=first.name if commitment.proposed_by == "first" else second.name,
    )


def unmet_for(commitment: Commitment, status: str) -> list[int]:
    """The numbers of the criteria that are missing before a side can state an outcome; none for any other status.

    One criterion of failure is enough for "not delivered": all their numbers while none is met.
    """
    kind = {Status.DELIVERED: CriterionKind.DONE, Status.NOT_DELIVERED: CriterionKind.FAILED}.get(
        Status(status)
    )
    asked = [one["number"] for one in commitment.criteria if one["kind"] == kind]
    unmet = [number for number in asked if not commitment.met.get(str(number))]
    return [] if kind == CriterionKind.FAILED and len(unmet) < len(asked) else unmet


def not_yet(commitment: Commitment, *statuses: str, but: Container[int] = ()) -> str:
    """Why a side cannot state any of these statuses yet, as its button says it: "not yet: criterion 2".

    Of several each is named. `but` are criteria that are shown with it. "" where the criteria forbid none.
    """
    lacking = {
        status: numbers
        for status in statuses
        if (numbers := [number for number in unmet_for(commitment, status) if number not in but])
    }
    said = {
        status: ngettext("not yet: criterion %(numbers)s", "not yet: criteria %(numbers)s", len(numbers))
        % {"numbers": typography.items(map(str, numbers))}
        for status, numbers in lacking.items()
    }
    if len(statuses) == 1:
        return "".join(said.values())
    return typography.clauses(
        f"{typography.quoted(Status(status).label)} {words}" for status, words in said.items()
    )


def criterion_shown(commitment: Commitment, criterion: Criterion, side: str = "") -> TextShown:
    """A criterion for its reader, of `side`: an authentic text or a translation where it is in another language."""
    state = {"worded": commitment.worded, "translations": commitment.translations}
    part, language = f"{CRITERION}/{criterion['number']}", criterion["language"]
    words = shown(criterion["text"], offered(state, part, language, criterion.get("texts", {})), side)
    return words if words.mark else TextShown(words, lang_tag(language))


def _line(criterion: Criterion, commitment: Commitment, claims: list[Evidence], side: str) -> CriterionLine:
    number = criterion["number"]
    shown = set(commitment.met.get(str(number), ()))
    found: dict[int, list[Evidence]] = {}
    named = rows_of_target(commitment.figures_told, criterion)
    by_figures = shown if criterion.get("target") else set()
    for row in claims:
        if number in row.meets or row.entry.number in by_figures:
            found.setdefault(row.entry.number, []).append(row)
    proofs = tuple(
        Proof(entry, str(EvidenceClass(_best(rows)).label), rows[0].entry.effective_on)
        for entry, rows in found.items()
        if entry in shown
    )
    so_far = _best([row for rows in found.values() for row in rows])
    return CriterionLine(
        number=number,
        is_failure=criterion["kind"] == CriterionKind.FAILED,
        text=criterion["text"],
        lang=lang_tag(criterion["language"]),
        shown=criterion_shown(commitment, criterion, side),
        verified=criterion["verified"],
        verified_lang=language_of(criterion["verified"]),
        needed=str(EVIDENCE_NEEDED[EvidenceClass(criterion["evidence_class"])]),
        proofs=proofs,
        so_far=str(EVIDENCE_GIVEN[EvidenceClass(so_far)]) if so_far and not proofs else "",
        target=_target_named(criterion, commitment),
        progress=tuple(_progress(row, commitment) for row in named),
    )


def _target_named(criterion: Criterion, commitment: Commitment) -> str:
    """The target a criterion names: what is counted, how much, and by when."""
    if (named := named_target(criterion)) is None:
        return ""
    for indicator in standing(commitment.indicators):
        for target in indicator_terms(indicator).targets:
            if (indicator["number"], target.number) == named:
                title = counted_title(commitment.counted_titles, indicator["number"], indicator["title"])
                return f"{title}{typography.colon()}{target_words(indicator, target)}"
    return _("The target it names is no longer counted.")


def _progress(row: dict[str, Any], commitment: Commitment) -> str:
    """ "Belarus: 95 %, 9.5 million of 10 million doses"."""
    first, second = commitment.commission.sides
    value = Decimal(row["value"])
    words = {
        "party": first.name if row["whose"] == Side.FIRST else second.name,
        "level": qualified(short_number(Decimal(row["number"])), row["qualifier"]),
        "value": qualified(short_number(value), row.get("promised", "")),
        "unit": unit_of(value, row["unit"]),
    }
    # Of the way from where the counting began, as the figures say it; less of what is to be less is no share of it.
    if row["less"] or not row["share"] or Decimal(row["share"]) < 0:
        return _("%(party)s: %(level)s of %(value)s %(unit)s") % words
    words["share"] = per_cent(Decimal(row["share"]))
    return _("%(party)s: %(share)s, %(level)s of %(value)s %(unit)s") % words


def _best(rows: list[Evidence]) -> str:
    """The strongest class of some evidence; "" of none."""
    return min((row.evidence_class for row in rows), key=EvidenceClass.values.index, default="")
