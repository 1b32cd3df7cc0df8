"""What the figures of a commitment come to, in the words of a list: from its columns alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from commitments.figures.pace import verdict_on
from commitments.vocabulary.figures import Verdict


def verdict_then(row: dict[str, Any], day: dt.date) -> str:
    return verdict_on(row["figures_verdict"], row["figures_share"], row["figures_due_on"], day)


def figures_words(row: dict[str, Any], day: dt.date) -> str:
    """The verdict in words, with how far behind; empty where nothing is to be reached."""
    verdict = verdict_then(row, day)
    if verdict == Verdict.BEHIND and row["figures_behind"] is not None:
        return _("Behind by %(share)d %%") % {"share": row["figures_behind"]}
    return str(Verdict(verdict).label) if verdict else ""
