"""Progress in figures as pages show it: the numbers of `commitments/figures`, in words and drawings."""

from commitments.reports.figures.load import known_rows, of_commitment, of_commitments
from commitments.reports.figures.reading import IndicatorReading, SideReading, TargetLine, read_indicator

__all__ = [
    "IndicatorReading",
    "SideReading",
    "TargetLine",
    "known_rows",
    "of_commitment",
    "of_commitments",
    "read_indicator",
]
