"""Lengths of what is written."""

from __future__ import annotations

# Limits in Unicode code points after NFC, line breaks counted as one: what the reader of a form sees counted.
TITLE_LIMIT = 160

POST_LIMIT = 120

STATEMENT_LIMIT = 1_000

NOTE_LIMIT = 2_000

READOUT_LIMIT = 200_000
