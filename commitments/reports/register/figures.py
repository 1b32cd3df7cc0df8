"""What the figures of a commitment come to, in the words of a list: from its columns alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commitments.figures.pace import verdict_on
from commitments.vocabulary import Side
from commitments.vocabulary.figures import Verdict


def verdict_then(row: dict[str, Any], day: dt.date) -> str:
    return verdict_on(row["figures_verdict"], row["figures_share"], row["figures_due_on"], day)


def figures_words(row: dict[str, Any], day: dt.date, codes: Mapping[str, str]) -> str:
    """The verdict in words, with how far behind, and by whose figures; empty where nothing is to be reached."""
    verdict = verdict_then(row, day)
    if not verdict:
        return ""
    said = str(Verdict(verdict).label)
    if verdict == Verdict.BEHIND and row["figures_behind"] is not None:
        said = _("Behind by %(share)d %%") % {"share": row["figures_behind"]}
    whose = _("both sides") if row["figures_whose"] == Side.BOTH else codes.get(row["figures_whose"], "")
    return _("%(verdict)s (%(whose)s)") % {"verdict": said, "whose": whose} if whose else said
