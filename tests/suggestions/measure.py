"""How well scores rank labelled sentences: precision, recall, F1 at the threshold, and average precision."""

import json
from pathlib import Path
from typing import NamedTuple

from commitments.suggestions import suggest

HERE = Path(__file__).parent


class Figures(NamedTuple):
    precision: float
    recall: float
    f1: float
    average_precision: float


def labelled(path: Path) -> list[tuple[str, bool]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(row["sentence"], row["commitment"]) for row in rows]


def scores(rows: list[tuple[str, bool]], language: str) -> list[tuple[float, bool]]:
    """The score of each labelled sentence; each is one line of a text, as in a file to be measured."""
    best: dict[int, float] = {}
    for found in suggest("\n".join(sentence for sentence, _label in rows), language):
        best[found.paragraph] = max(found.score, best.get(found.paragraph, 0))
    return [(best[number], label) for number, (_sentence, label) in enumerate(rows, start=1)]


def figures(scored: list[tuple[float, bool]]) -> Figures:
    right = sum(1 for score, label in scored if label and score >= 0.5)
    proposed = sum(1 for score, _label in scored if score >= 0.5)
    wanted = sum(1 for _score, label in scored if label)
    precision, recall = right / max(proposed, 1), right / max(wanted, 1)
    found, total = 0, 0.0
    for place, (_score, label) in enumerate(sorted(scored, key=lambda pair: -pair[0]), start=1):
        if label:
            found += 1
            total += found / place
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return Figures(precision, recall, f1, total / max(wanted, 1))
