"""What the figures of a commitment come to, in the words of a list: from its columns alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from commitments.vocabulary.figures import Verdict

# These stand whether or not the day of the target has passed.
FOR_GOOD = frozenset({Verdict.REACHED, Verdict.NOT_SAID})


def verdict_then(row: dict[str, Any], day: dt.date) -> str:
    """The verdict on a day: what was not reached by the day of its target is missed from then on."""
    verdict, due_on = row["figures_verdict"], row["figures_due_on"]
    is_over = due_on is not None and due_on < day
    return str(Verdict.MISSED) if is_over and verdict and verdict not in FOR_GOOD else verdict


def figures_words(row: dict[str, Any], day: dt.date) -> str:
    """The verdict in words, with how far behind; empty where nothing is to be reached."""
    verdict = verdict_then(row, day)
    if not verdict:
        return ""
    if verdict == Verdict.BEHIND and row["figures_behind"] is not None:
        return _("Behind by %(share)d %%") % {"share": row["figures_behind"]}
    return str(Verdict(verdict).label)
