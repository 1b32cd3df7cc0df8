"""One task of somebody, whatever it is, and how many there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.reports.numbers import days, figure


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what there is to do, about what, who asks it and why, and how pressing it is.

    `key` names it in the address of the inbox: the code of a commitment that waits for the side, else something that
    is no code. `said` are words to read, in `said_lang`. What is done with one press has an address and a label.
    """

    key: str
    code: str
    title: str
    title_lang: str
    url: str
    task: str  # with its verb: "Confirm or decline it"
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
    # What was asked, apart from what was asked before on the same thing; a letter tells of it once. "": not by letter.
    event: str = ""

    @property
    def order(self) -> tuple[dt.datetime, str]:
        return self.since, self.place

    @property
    def age(self) -> str:
        """For how long it has waited, in words."""
        words = {"days": days(self.days)}
        if self.key != self.code:
            return _("%(days)s ago") % words if self.days else _("today")
        if not self.is_asked:
            return _("late for %(days)s") % words
        return _("asked %(days)s ago") % words if self.days else _("asked today")


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many tasks a person has: those of their side, and those of their post alone."""

    of_side: int
    own: int

    @property
    def all(self) -> int:
        return self.of_side + self.own

    def words(self, party: str) -> str:
        """What the number counts: "13 tasks: 11 for Belarus, 2 for your post." Nothing where there is none."""
        words = {
            "all": figure(self.all),
            "side": figure(self.of_side),
            "own": figure(self.own),
            "party": party,
        }
        if self.of_side and self.own:
            return _("%(all)s tasks: %(side)s for %(party)s, %(own)s for your post.") % words
        if self.own:
            return ngettext("%(own)s task for your post.", "%(own)s tasks for your post.", self.own) % words
        if self.of_side:
            sentence = ngettext("%(side)s task for %(party)s.", "%(side)s tasks for %(party)s.", self.of_side)
            return sentence % words
        return ""
