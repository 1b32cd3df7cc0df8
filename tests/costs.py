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
    "lists": PageCost((5, 4, 5), (14, 13, 15), 20),
    "sessions": PageCost((5, 4, 4), (14, 14, 14), 20),
    "call a session": PageCost((5, 4, 4), (17, 16, 16), 21),
    "file a readout": PageCost((7, 6, 6), (36, 36, 36), 24),
    "briefings": PageCost((5, 4, 4), (13, 13, 13), 19),
    "keys": PageCost((5, 4, 4), (18, 17, 17), 21),
    "letters": PageCost((7, 6, 6), (29, 29, 29), 22),
    "posts": PageCost((4, 4, 4), (11, 11, 11), 1),
    "private notes": PageCost((6, 5, 5), (17, 17, 17), 21),
    "proposal": PageCost((6, 5, 5), (46, 45, 45), 27),
    "quote": PageCost((7, 6, 6), (31, 31, 31), 27),
    "move a session": PageCost((6, 5, 5), (19, 19, 19), 21),
    "protocol": PageCost((9, 8, 8), (58, 57, 57), 28),
    "words": PageCost((4, 3, 3), (30, 30, 30), 33),
    "settings": PageCost((4, 3, 3), (26, 25, 26), 22),
    "record": PageCost((10, 9, 9), (101, 101, 101), 37),
    "entry": PageCost((7, 5, 5), (25, 24, 24), 20),
    "briefing": PageCost((11, 11, 11), (110, 109, 109), 29),
    "overview": PageCost((11, 3, 7), (138, 19, 27), 72),
    "overview, a year ago": PageCost((12, 3, 3), (115, 19, 19), 66),
    "register": PageCost((7, 5, 5), (44, 42, 42), 103),
    "register, filtered": PageCost((7, 5, 6), (29, 26, 27), 35),
    "register, filtered, part": PageCost((7, 5, 6), (21, 19, 19), 3),
    "register, searched": PageCost((7, 5, 6), (28, 26, 26), 47),
    "register, a year ago": PageCost((8, 5, 5), (46, 44, 44), 105),
    "register, figures": PageCost((7, 5, 5), (34, 31, 31), 57),
    "commitment": PageCost((6, 5, 5), (84, 20, 20), 56),
    "commitment, all history": PageCost((6, 5, 5), (84, 20, 20), 56),
    "commitment, a month ago": PageCost((8, 6, 6), (79, 19, 19), 46),
    "commitment with figures": PageCost((6, 5, 5), (139, 18, 18), 79),
    "update": PageCost((11, 9, 9), (64, 64, 64), 29),
    "values": PageCost((6, 5, 5), (54, 53, 53), 29),
    "indicators": PageCost((8, 3, 3), (115, 14, 14), 85),
    "indicators, a year ago": PageCost((8, 3, 3), (103, 16, 16), 81),
    "this week": PageCost((11, 4, 9), (85, 12, 23), 49),
    "a week a year ago": PageCost((9, 4, 4), (72, 13, 13), 45),
    "weeks": PageCost((9, 5, 7), (99, 54, 71), 39),
    "to do": PageCost((8, 6, 6), (44, 24, 24), 36),
    "log": PageCost((6, 3, 4), (83, 40, 83), 52),
    "differences": PageCost((7, 3, 3), (28, 22, 22), 38),
    "readouts": PageCost((8, 7, 7), (21, 21, 21), 21),
    "readout": PageCost((10, 10, 10), (68, 68, 68), 50),
    "intake": PageCost((11, 10, 10), (85, 85, 85), 46),
    "reconciliation": PageCost((11, 11, 11), (175, 175, 175), 75),
    "session": PageCost((6, 6, 6), (85, 85, 85), 49),
    "pack": PageCost((7, 7, 7), (104, 104, 104), 48),
    "pack, yesterday": PageCost((11, 10, 10), (210, 210, 210), 49),
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
