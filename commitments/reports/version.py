"""A corrected version of a readout: what became of every quote of the one it replaces."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from commitments.models import Commitment, Mark, Quote, Readout
from commitments.reports.pagination import Pagination
from commitments.reports.places import WordsPlace, places_of
from commitments.vocabulary import MarkKind, lang_tag

ROWS_ON_A_PAGE = 40
PLACES = 50  # to choose from; words that stand oftener are quoted from the text itself


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A quote of the old version: said again, said no longer, or to be decided."""

    quote: Quote
    places: list[WordsPlace]  # where exactly these words stand in the new text
    is_carried: bool
    is_gone: bool

    @property
    def commitment(self) -> Commitment:
        return self.quote.commitment

    @property
    def is_decided(self) -> bool:
        return self.is_carried or self.is_gone

    @property
    def stands_everywhere(self) -> bool:
        return len(self.places) > PLACES


@dataclass(frozen=True, slots=True)
class Version:
    """The page."""

    readout: Readout
    replaced: Readout
    lang: str
    rows: list[VersionRow]
    shown: Pagination
    left: int


def version(readout: Readout, *, page: int = 1) -> Version | None:
    """The quotes of the version that `readout` replaces, in the order of their text; None where it replaces none.

    Raises NoSuchPage.
    """
    replaced = readout.replaces
    if replaced is None:
        return None
    decisions = _decisions(readout)
    shown = Pagination(page, len(decisions), ROWS_ON_A_PAGE)
    rows = []
    for quote, is_carried, is_gone in decisions[max(0, shown.first_row - 1) : shown.last_row]:
        quote.commitment.commission = readout.commission
        places = [] if is_gone or is_carried else places_of(readout, quote.words)
        rows.append(VersionRow(quote, places, is_carried, is_gone))
    left = sum(not (is_carried or is_gone) for _quote, is_carried, is_gone in decisions)
    return Version(readout, replaced, lang_tag(readout.language), rows, shown, left)


def undecided_quotes(readout: Readout) -> int:
    """How many quotes of the versions before it wait for a decision."""
    return sum(not (carried or gone) for _quote, carried, gone in _decisions(readout))


def earlier_versions(readout: Readout) -> list[Readout]:
    """The versions before a readout, the latest first."""
    found: list[Readout] = []
    older = readout.replaces
    while older is not None:
        older.commission, older.meeting = readout.commission, readout.meeting
        found.append(older)
        older = older.replaces
    return found


def _decisions(readout: Readout) -> list[tuple[Quote, bool, bool]]:
    """The old quotes in the order of their text, each with whether it is quoted again, and whether it is gone.

    Of versions before the last one those that no version in between has taken over: nothing is forgotten.
    """
    decisions = []
    between: list[Readout] = []
    for older in earlier_versions(readout):
        gone = set(Mark.objects.filter(readout=older, kind=MarkKind.GONE).values_list("start", "end"))
        found = Quote.objects.filter(readout=older, commitment__is_counted=True).select_related("commitment")
        quotes = list(found.order_by("start", "end", "commitment__place"))
        for version_between in between:
            taken = _carried(quotes, version_between)
            quotes = [one for one in quotes if one.pk not in taken]
        carried = _carried([one for one in quotes if (one.start, one.end) not in gone], readout)
        decisions += [(one, one.pk in carried, (one.start, one.end) in gone) for one in quotes]
        between.append(older)
    return decisions


def _carried(quotes: list[Quote], readout: Readout) -> set[int]:
    """Those of the old quotes that are quoted again from the new text, by key.

    Words that hold those of an old quote say them again. Other words for the same commitment stand for one old quote
    each, first for one whose words are not in the new text any more.
    """
    new: dict[int, list[str]] = defaultdict(list)
    rows = Quote.objects.filter(readout=readout).order_by("start", "end")
    for commitment, words in rows.values_list("commitment", "words"):
        new[commitment].append(words)
    found = {one.pk for one in quotes if any(one.words in words for words in new.get(one.commitment_id, ()))}
    again: dict[int, list[str]] = defaultdict(list)
    for one in quotes:
        if one.pk in found:
            again[one.commitment_id].append(one.words)
    others = Counter(
        {key: sum(not any(old in words for old in again[key]) for words in said) for key, said in new.items()}
    )
    left = [one for one in quotes if one.pk not in found]
    for one in sorted(left, key=lambda one: one.words in readout.text):
        if others[one.commitment_id]:
            others[one.commitment_id] -= 1
            found.add(one.pk)
    return found
