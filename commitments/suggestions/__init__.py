"""What each sentence of a readout probably is, by rules one can read. Knows texts and words, no tables."""

from commitments.suggestions.engine import suggest
from commitments.suggestions.rules import GRAMMARS
from commitments.suggestions.suggestion import DueWords, Reason, Suggestion

__all__ = ["GRAMMARS", "DueWords", "Reason", "Suggestion", "suggest"]
