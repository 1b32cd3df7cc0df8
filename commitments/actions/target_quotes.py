"""The exact words that a target comes from: those of one of the quotes of its commitment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commitments.actions.errors import RuleBroken
from commitments.actions.record import Words
from commitments.figures.record import Indicator, standing
from commitments.models import Commitment, Quote

# As a target has it: the readout by its slug, the range in code points, and the words there.
TargetQuote = dict[str, Any]


def quotes_of(commitment: Commitment) -> list[TargetQuote]:
    """What its targets can name, in the order of the log: a quote keeps its place when others come."""
    rows = Quote.objects.filter(commitment=commitment).order_by("entry__number", "start", "pk")
    names = ("readout__slug", "start", "end", "words")
    return [target_quote(*row) for row in rows.values_list(*names)]


def quotes_among(words: Iterable[Words]) -> list[TargetQuote]:
    """The same of words that are being quoted."""
    return [target_quote(one.readout.slug, one.start, one.end, one.words) for one in words]


def target_quote(readout: str, start: int, end: int, words: str) -> TargetQuote:
    return {"readout": readout, "start": start, "end": end, "words": words}


def check_target_quotes(lines: Sequence[Indicator], quotes: Sequence[TargetQuote]) -> None:
    """Raise RuleBroken where a target names words that are not quoted for its commitment."""
    for line in standing(lines):
        for target in line["targets"]:
            if target.get("quote") and target["quote"] not in quotes:
                sentence = _("“%(title)s”: a target can only name words that are quoted for the commitment.")
                raise RuleBroken({"indicators": [sentence % {"title": line["title"]}]})
