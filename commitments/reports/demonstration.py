"""The day that a demonstration lives on, as people read it."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import pgettext

from commitments import clock


def day_of_demonstration(zone: dt.tzinfo = dt.UTC) -> str:
    """The present day of the demonstration at `zone`, in words; "" where the register lives on the machine's day."""
    if not clock.is_of_its_own():
        return ""
    return date_format(clock.now().astimezone(zone), pgettext("day of the demonstration", "l j F Y"))
