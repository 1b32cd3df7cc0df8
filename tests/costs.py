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
    "lists": PageCost((5, 4, 5), (14, 14, 17), 20),
    "sessions": PageCost((5, 4, 5), (14, 14, 14), 20),
    "call a session": PageCost((5, 4, 5), (20, 20, 20), 21),
    "file a readout": PageCost((7, 6, 7), (40, 39, 40), 24),
    "briefings": PageCost((5, 4, 5), (13, 13, 13), 19),
    "keys": PageCost((5, 4, 5), (18, 18, 18), 21),
    "letters": PageCost((7, 6, 7), (29, 29, 31), 22),
    "posts": PageCost((4, 4, 4), (11, 11, 11), 1),
    "private notes": PageCost((6, 5, 6), (20, 20, 20), 21),
    "proposal": PageCost((6, 5, 6), (48, 48, 48), 27),
    "quote": PageCost((7, 6, 7), (33, 33, 33), 27),
    "move a session": PageCost((6, 5, 6), (22, 22, 22), 21),
    "protocol": PageCost((9, 8, 9), (72, 72, 72), 26),
    "words": PageCost((4, 3, 4), (29, 29, 29), 34),
    "settings": PageCost((4, 3, 4), (25, 25, 25), 22),
    "record": PageCost((10, 9, 10), (98, 97, 98), 36),
    "entry": PageCost((7, 5, 6), (24, 23, 24), 20),
    "briefing": PageCost((24, 22, 23), (315, 315, 315), 28),
    "overview": PageCost((21, 3, 20), (243, 23, 243), 72),
    "overview, a year ago": PageCost((20, 3, 18), (249, 22, 248), 69),
    "register": PageCost((8, 5, 8), (42, 41, 42), 114),
    "register, filtered": PageCost((8, 5, 8), (29, 27, 29), 34),
    "register, filtered, part": PageCost((7, 5, 7), (21, 19, 21), 3),
    "register, searched": PageCost((8, 5, 8), (29, 27, 29), 50),
    "register, a year ago": PageCost((9, 5, 7), (46, 43, 45), 116),
    "register, figures": PageCost((8, 5, 8), (33, 31, 33), 58),
    "commitment": PageCost((17, 8, 9), (104, 34, 34), 58),
    "commitment, all history": PageCost((17, 8, 9), (105, 34, 34), 59),
    "commitment, a month ago": PageCost((14, 6, 7), (86, 18, 19), 52),
    "commitment with figures": PageCost((18, 8, 9), (156, 36, 36), 79),
    "update": PageCost((11, 9, 10), (78, 78, 78), 29),
    "values": PageCost((6, 5, 6), (54, 54, 54), 28),
    "indicators": PageCost((9, 3, 9), (119, 13, 119), 85),
    "indicators, a year ago": PageCost((9, 3, 8), (105, 15, 105), 76),
    "this week": PageCost((17, 5, 16), (285, 16, 285), 46),
    "a week a year ago": PageCost((17, 5, 6), (266, 17, 17), 40),
    "weeks": PageCost((151, 5, 9), (3103, 91, 176), 52),
    "to do": PageCost((10, 8, 9), (66, 66, 66), 38),
    "log": PageCost((7, 5, 6), (71, 70, 71), 49),
    "differences": PageCost((10, 7, 10), (38, 36, 38), 29),
    "readouts": PageCost((8, 7, 8), (22, 22, 22), 21),
    "readout": PageCost((15, 14, 15), (84, 84, 84), 54),
    "intake": PageCost((11, 10, 11), (92, 92, 92), 48),
    "reconciliation": PageCost((14, 12, 13), (198, 197, 198), 77),
    "session": PageCost((19, 17, 18), (200, 200, 200), 49),
    "pack": PageCost((13, 11, 12), (155, 155, 155), 45),
    "pack, yesterday": PageCost((16, 14, 15), (244, 243, 244), 46),
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
