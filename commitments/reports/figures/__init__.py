"""Progress in figures as pages show it: the numbers of `commitments/figures`, in words and drawings."""

from commitments.reports.figures.load import commitment_question, of_commitment
from commitments.reports.figures.section import IndicatorSection
from commitments.reports.figures.wording import reached_words

__all__ = ["IndicatorSection", "commitment_question", "of_commitment", "reached_words"]
