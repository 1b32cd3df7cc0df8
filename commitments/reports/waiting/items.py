"""One thing that waits for somebody, whatever it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what it is, what is asked, and how pressing it is.

    `key` names it in the address of the inbox: the code of a commitment that waits for the side, else something that
    is no code. `said` are words to read, in `said_lang`. What is done with one press has an address and a label.
    """

    key: str
    code: str
    title: str
    title_lang: str
    url: str
    asked: str
    remark: str
    mark: str
    since: dt.datetime  # since when a commitment has been asked or owed; the moment anything else came
    days: int  # since then
    said: str = ""
    said_lang: str = ""
    press_url: str = ""
    press_label: str = ""
    is_asked: bool = True  # by somebody; otherwise it is only late
    place: str = ""  # of a commitment, among those of one day

    @property
    def order(self) -> tuple[dt.datetime, str]:
        return self.since, self.place

    @property
    def age(self) -> str:
        """For how long it has waited, in words."""
        number = {"n": self.days}
        if self.key != self.code:
            return (
                ngettext("%(n)d day ago", "%(n)d days ago", self.days) % number if self.days else _("today")
            )
        if not self.is_asked:
            return ngettext("late for %(n)d day", "late for %(n)d days", self.days) % number
        if not self.days:
            return _("asked today")
        return ngettext("asked %(n)d day ago", "asked %(n)d days ago", self.days) % number
