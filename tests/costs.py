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
    "lists": PageCost((5, 4, 4), (14, 14, 14), 20),
    "sessions": PageCost((5, 4, 4), (14, 14, 14), 20),
    "call a session": PageCost((5, 4, 4), (20, 20, 20), 21),
    "file a readout": PageCost((7, 6, 6), (39, 39, 39), 24),
    "briefings": PageCost((5, 4, 4), (13, 13, 13), 19),
    "keys": PageCost((5, 4, 4), (18, 18, 18), 21),
    "letters": PageCost((7, 6, 7), (29, 29, 35), 22),
    "posts": PageCost((4, 4, 4), (11, 11, 11), 1),
    "private notes": PageCost((6, 5, 5), (20, 20, 20), 21),
    "proposal": PageCost((6, 5, 5), (48, 48, 48), 27),
    "quote": PageCost((7, 6, 6), (33, 33, 33), 27),
    "move a session": PageCost((6, 5, 5), (22, 22, 22), 21),
    "protocol": PageCost((9, 8, 8), (72, 72, 72), 26),
    "words": PageCost((4, 3, 3), (29, 29, 29), 34),
    "settings": PageCost((4, 3, 3), (26, 25, 25), 22),
    "record": PageCost((10, 9, 9), (98, 97, 97), 36),
    "entry": PageCost((7, 5, 5), (24, 24, 24), 20),
    "briefing": PageCost((24, 22, 22), (317, 316, 316), 28),
    "overview": PageCost((23, 3, 7), (240, 22, 45), 72),
    "overview, a year ago": PageCost((21, 3, 3), (246, 21, 21), 69),
    "register": PageCost((8, 5, 5), (43, 41, 41), 114),
    "register, filtered": PageCost((8, 5, 6), (29, 27, 27), 35),
    "register, filtered, part": PageCost((7, 5, 6), (21, 19, 20), 3),
    "register, searched": PageCost((8, 5, 6), (29, 27, 28), 51),
    "register, a year ago": PageCost((9, 5, 5), (46, 44, 44), 116),
    "register, figures": PageCost((8, 5, 5), (33, 31, 31), 59),
    "commitment": PageCost((17, 8, 8), (104, 34, 34), 59),
    "commitment, all history": PageCost((17, 8, 8), (104, 34, 34), 59),
    "commitment, a month ago": PageCost((14, 6, 6), (86, 18, 18), 52),
    "commitment with figures": PageCost((18, 8, 8), (157, 33, 33), 81),
    "update": PageCost((11, 9, 9), (77, 77, 77), 29),
    "values": PageCost((6, 5, 5), (54, 53, 53), 28),
    "indicators": PageCost((9, 3, 6), (121, 14, 119), 86),
    "indicators, a year ago": PageCost((9, 3, 6), (107, 15, 105), 76),
    "this week": PageCost((22, 5, 11), (338, 16, 52), 46),
    "a week a year ago": PageCost((17, 5, 5), (269, 17, 17), 40),
    "weeks": PageCost((151, 5, 8), (3104, 91, 176), 52),
    "to do": PageCost((10, 8, 8), (67, 66, 66), 38),
    "log": PageCost((7, 5, 5), (70, 70, 70), 49),
    "differences": PageCost((10, 7, 7), (38, 36, 36), 29),
    "readouts": PageCost((8, 7, 7), (22, 22, 22), 21),
    "readout": PageCost((15, 14, 14), (84, 84, 84), 55),
    "intake": PageCost((11, 10, 10), (92, 92, 92), 48),
    "reconciliation": PageCost((14, 12, 12), (198, 197, 197), 77),
    "session": PageCost((19, 17, 17), (201, 201, 201), 49),
    "pack": PageCost((13, 11, 11), (156, 155, 155), 45),
    "pack, yesterday": PageCost((16, 14, 14), (245, 244, 244), 46),
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
