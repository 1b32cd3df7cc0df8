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
    "lists": PageCost((5, 4, 4), (15, 14, 14), 20),
    "sessions": PageCost((5, 4, 4), (15, 15, 15), 20),
    "call a session": PageCost((5, 4, 4), (21, 21, 21), 21),
    "file a readout": PageCost((7, 6, 6), (43, 43, 43), 24),
    "briefings": PageCost((5, 4, 4), (14, 13, 13), 19),
    "keys": PageCost((5, 4, 4), (19, 19, 19), 21),
    "letters": PageCost((7, 6, 7), (30, 30, 36), 22),
    "posts": PageCost((4, 4, 4), (11, 11, 11), 1),
    "private notes": PageCost((6, 5, 5), (21, 21, 21), 21),
    "proposal": PageCost((6, 5, 5), (53, 53, 53), 26),
    "quote": PageCost((7, 6, 6), (35, 35, 35), 27),
    "move a session": PageCost((6, 5, 5), (24, 23, 23), 21),
    "protocol": PageCost((9, 8, 8), (56, 55, 55), 26),
    "words": PageCost((4, 3, 3), (31, 31, 31), 34),
    "settings": PageCost((4, 3, 3), (27, 27, 27), 22),
    "record": PageCost((10, 9, 9), (115, 114, 115), 37),
    "entry": PageCost((7, 5, 5), (24, 24, 24), 20),
    "briefing": PageCost((24, 22, 22), (320, 320, 320), 28),
    "overview": PageCost((22, 3, 7), (247, 23, 47), 71),
    "overview, a year ago": PageCost((21, 3, 3), (248, 22, 22), 67),
    "register": PageCost((8, 5, 5), (52, 50, 50), 105),
    "register, filtered": PageCost((8, 5, 6), (30, 28, 28), 34),
    "register, filtered, part": PageCost((7, 5, 6), (21, 20, 20), 3),
    "register, searched": PageCost((8, 5, 6), (31, 29, 29), 49),
    "register, a year ago": PageCost((9, 5, 5), (55, 53, 53), 106),
    "register, figures": PageCost((8, 5, 5), (35, 33, 33), 56),
    "commitment": PageCost((17, 8, 8), (118, 36, 36), 61),
    "commitment, all history": PageCost((17, 8, 8), (118, 36, 36), 61),
    "commitment, a month ago": PageCost((14, 6, 6), (95, 19, 19), 53),
    "commitment with figures": PageCost((18, 8, 8), (177, 36, 36), 87),
    "update": PageCost((11, 9, 9), (84, 83, 83), 29),
    "values": PageCost((6, 5, 5), (62, 62, 62), 29),
    "indicators": PageCost((9, 3, 3), (131, 15, 15), 86),
    "indicators, a year ago": PageCost((9, 3, 3), (114, 16, 16), 76),
    "this week": PageCost((22, 5, 11), (339, 17, 53), 46),
    "a week a year ago": PageCost((17, 5, 5), (270, 18, 18), 40),
    "weeks": PageCost((11, 5, 8), (826, 72, 194), 40),
    "to do": PageCost((8, 7, 7), (66, 66, 66), 37),
    "log": PageCost((7, 5, 5), (89, 88, 89), 49),
    "differences": PageCost((10, 7, 7), (39, 37, 37), 28),
    "readouts": PageCost((8, 7, 7), (23, 22, 22), 21),
    "readout": PageCost((15, 14, 14), (87, 87, 87), 55),
    "intake": PageCost((11, 10, 10), (91, 91, 91), 49),
    "reconciliation": PageCost((14, 12, 12), (187, 187, 187), 77),
    "session": PageCost((19, 17, 17), (113, 113, 113), 49),
    "pack": PageCost((13, 11, 11), (145, 144, 144), 45),
    "pack, yesterday": PageCost((16, 14, 14), (239, 239, 239), 45),
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
            "list-stop",
            "list-take",
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
            "setup-names",
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
