"""How much text is taken from a file: as much as a readout may have."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commitments.extraction.errors import Unreadable
from commitments.vocabulary import READOUT_LIMIT


def check_length(length: int) -> None:
    """Raise Unreadable when a text of `length` characters is longer than a readout may be."""
    if length > READOUT_LIMIT:
        raise Unreadable(
            _("The text of this file is longer than %(limit)s characters.") % {"limit": f"{READOUT_LIMIT:,}"}
        )
