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
    "call a session": PageCost((5, 4, 4), (20, 20, 20), 21),
    "file a readout": PageCost((7, 6, 6), (42, 42, 42), 24),
    "briefings": PageCost((5, 4, 4), (14, 13, 13), 19),
    "keys": PageCost((5, 4, 4), (19, 19, 19), 21),
    "letters": PageCost((7, 6, 6), (30, 30, 30), 22),
    "posts": PageCost((4, 4, 4), (12, 12, 12), 1),
    "private notes": PageCost((6, 5, 5), (21, 20, 20), 21),
    "proposal": PageCost((6, 5, 5), (53, 52, 52), 27),
    "quote": PageCost((7, 6, 6), (37, 36, 36), 28),
    "move a session": PageCost((6, 5, 5), (23, 22, 22), 21),
    "protocol": PageCost((9, 8, 8), (47, 46, 46), 26),
    "words": PageCost((4, 3, 3), (32, 31, 31), 33),
    "settings": PageCost((4, 3, 3), (28, 27, 27), 22),
    "record": PageCost((10, 9, 9), (114, 113, 113), 37),
    "entry": PageCost((7, 5, 5), (25, 25, 25), 20),
    "briefing": PageCost((11, 11, 11), (109, 109, 109), 28),
    "overview": PageCost((11, 3, 7), (153, 24, 33), 71),
    "overview, a year ago": PageCost((12, 3, 3), (127, 22, 23), 67),
    "register": PageCost((7, 5, 5), (52, 50, 50), 105),
    "register, filtered": PageCost((7, 5, 6), (31, 28, 29), 35),
    "register, filtered, part": PageCost((7, 5, 6), (22, 20, 20), 3),
    "register, searched": PageCost((7, 5, 6), (32, 30, 30), 49),
    "register, a year ago": PageCost((8, 5, 5), (56, 53, 53), 106),
    "register, figures": PageCost((7, 5, 5), (37, 35, 35), 57),
    "commitment": PageCost((6, 5, 5), (112, 31, 31), 61),
    "commitment, all history": PageCost((6, 5, 5), (112, 31, 31), 61),
    "commitment, a month ago": PageCost((8, 6, 6), (94, 19, 19), 53),
    "commitment with figures": PageCost((6, 5, 5), (175, 30, 30), 89),
    "update": PageCost((11, 9, 9), (81, 80, 80), 29),
    "values": PageCost((6, 5, 5), (61, 61, 61), 29),
    "indicators": PageCost((8, 3, 3), (120, 15, 15), 86),
    "indicators, a year ago": PageCost((8, 3, 3), (103, 16, 16), 76),
    "this week": PageCost((11, 4, 9), (95, 14, 32), 47),
    "a week a year ago": PageCost((9, 4, 4), (71, 15, 15), 40),
    "weeks": PageCost((10, 5, 7), (117, 71, 89), 40),
    "to do": PageCost((8, 7, 7), (69, 69, 69), 37),
    "log": PageCost((6, 4, 4), (95, 95, 95), 50),
    "differences": PageCost((7, 3, 3), (24, 20, 20), 28),
    "readouts": PageCost((8, 7, 7), (23, 23, 23), 21),
    "readout": PageCost((10, 10, 10), (82, 82, 82), 53),
    "intake": PageCost((11, 10, 10), (95, 95, 95), 49),
    "reconciliation": PageCost((11, 11, 11), (200, 200, 200), 77),
    "session": PageCost((6, 6, 6), (101, 101, 101), 49),
    "pack": PageCost((7, 7, 7), (97, 96, 96), 45),
    "pack, yesterday": PageCost((11, 10, 10), (183, 183, 183), 46),
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
