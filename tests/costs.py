"""What each page costs, as data: `tests/views/test_statements.py` counts it, and prints the line that a page should have.

A new page needs a line, or a reason in `WITHOUT_A_LINE`. Before raising a number, find out why it rose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.counters import Cost

Looks = tuple[int, int, int]


class PageCost(NamedTuple):
    """At the first look, again, and after a change elsewhere: statements, exact; Python calls and bytes of HTML, which
    may grow by a twentieth. Calls are counted on SQLite.
    """

    statements: Looks
    thousands: Looks  # of Python calls, rounded up
    kilobytes: int  # of the largest answer, rounded up

    @classmethod
    def of(cls, looks: Sequence[Cost]) -> PageCost:
        first, again, changed = looks
        return cls(
            (first.statements, again.statements, changed.statements),
            (-(-first.calls // 1000), -(-again.calls // 1000), -(-changed.calls // 1000)),
            max(-(-look.bytes // 1000) for look in looks),
        )

    def __repr__(self) -> str:
        return f"PageCost({self.statements}, {self.thousands}, {self.kilobytes})"


COSTS = {
    "overview": PageCost((27, 4, 22), (287, 31, 277), 200),
    "overview, a year ago": PageCost((25, 4, 19), (300, 30, 268), 200),
    "register": PageCost((13, 6, 9), (97, 79, 88), 200),
    "register, filtered": PageCost((12, 5, 8), (68, 46, 58), 200),
    "register, filtered, part": PageCost((7, 5, 7), (40, 30, 40), 200),
    "register, searched": PageCost((13, 6, 9), (72, 52, 63), 200),
    "register, a year ago": PageCost((14, 6, 8), (112, 90, 98), 200),
    "register, figures": PageCost((13, 6, 9), (78, 58, 69), 200),
    "commitment": PageCost((22, 9, 10), (185, 55, 58), 200),
    "commitment, all history": PageCost((22, 9, 10), (185, 55, 58), 200),
    "commitment, a month ago": PageCost((19, 7, 8), (164, 36, 39), 200),
    "commitment with figures": PageCost((23, 9, 10), (240, 52, 55), 200),
    "update": PageCost((16, 10, 11), (112, 100, 102), 200),
    "values": PageCost((11, 6, 7), (84, 72, 75), 200),
    "indicators": PageCost((14, 4, 10), (147, 22, 139), 200),
    "indicators, a year ago": PageCost((14, 4, 9), (134, 23, 122), 200),
    "this week": PageCost((22, 5, 17), (305, 23, 295), 200),
    "a week a year ago": PageCost((22, 5, 6), (295, 26, 28), 200),
    "weeks": PageCost((156, 5, 10), (3108, 103, 190), 200),
    "to do": PageCost((14, 9, 10), (113, 101, 104), 200),
    "log": PageCost((12, 6, 7), (155, 142, 145), 200),
    "differences": PageCost((15, 8, 11), (66, 47, 57), 200),
    "readouts": PageCost((13, 8, 9), (41, 30, 32), 200),
    "readout": PageCost((20, 15, 16), (109, 97, 100), 200),
    "intake": PageCost((16, 11, 12), (115, 104, 107), 200),
    "reconciliation": PageCost((19, 13, 14), (241, 229, 231), 200),
    "session": PageCost((24, 18, 19), (237, 224, 227), 200),
    "pack": PageCost((18, 12, 13), (195, 183, 186), 200),
    "pack, yesterday": PageCost((21, 15, 16), (294, 282, 285), 200),
}

# Names of addresses that have no line, and why.
WITHOUT_A_LINE = {
    **dict.fromkeys(
        (
            "account-request",
            "batch",
            "batch-accept",
            "batch-accept-step",
            "batch-undo",
            "briefing-delete",
            "briefing-file",
            "briefing-issue",
            "brought-list",
            "change_draft",
            "delete_draft",
            "draft",
            "evidence-file",
            "list-check",
            "list-confirm",
            "list-discard",
            "list-step",
            "private-delete",
            "private-note",
            "return_draft",
            "version",
            "session-close",
            "letters-stop",
        ),
        "no rows of its kind are in an invented register",
    ),
    **dict.fromkeys(
        (
            "agenda-agree",
            "agenda-decide",
            "agenda-item",
            "agenda-off",
            "agenda-put",
            "agenda-sign",
            "agenda-take",
            "agenda-withdraw",
            "follow",
            "forget-words",
            "intake-close",
            "intake-decide",
            "intake-reopen",
            "intake-tie",
            "keep-words",
            "key-renew",
            "key-revoke",
            "language",
            "letters-week",
            "mention-seen",
            "reconciliation-decide",
        ),
        "takes what is sent",
    ),
    **dict.fromkeys(
        (
            "calendar",
            "feed",
            "file-schema",
            "openapi",
            "list-template",
            "receipt",
            "whole",
        ),
        "no page, but a file or an answer to programs",
    ),
    **dict.fromkeys(
        (
            "setup",
            "setup-bodies",
            "setup-checks",
            "setup-commission",
            "setup-parties",
            "setup-people",
        ),
        "of administrators, who look once",
    ),
    **dict.fromkeys(
        ("home",),
        "leads to the only commission",
    ),
}
