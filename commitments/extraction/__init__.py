"""The text of a file that somebody uploads. Knows bytes and words, no tables, no HTTP."""

from commitments.extraction.errors import Unreadable
from commitments.extraction.extract import Extracted, extract

__all__ = ["Extracted", "Unreadable", "extract"]
