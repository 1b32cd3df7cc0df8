"""One thing that waits for somebody, whatever it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


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
    since: dt.datetime  # the last word on a commitment; the moment anything else came
    days: int  # since then
    said: str = ""
    said_lang: str = ""
    press_url: str = ""
    press_label: str = ""
    is_asked: bool = True  # by somebody; otherwise it is only late
