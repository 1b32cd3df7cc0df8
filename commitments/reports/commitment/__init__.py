"""One commitment: its exact words, the two views and what they make, its terms, and its history."""

from commitments.reports.commitment.history import CommitmentHistory, CommitmentLog, history_of
from commitments.reports.commitment.page import (
    CommitmentPage,
    commitment_page,
    last_said,
    recognition_words,
)
from commitments.reports.commitment.past import as_it_was, as_they_were
from commitments.reports.commitment.speech import act_words
from commitments.reports.commitment.words import QuotePassage, passages_of, preferred, quote_url

__all__ = [
    "CommitmentHistory",
    "CommitmentLog",
    "CommitmentPage",
    "QuotePassage",
    "act_words",
    "as_it_was",
    "as_they_were",
    "commitment_page",
    "history_of",
    "last_said",
    "passages_of",
    "preferred",
    "quote_url",
    "recognition_words",
]
