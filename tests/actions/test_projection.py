"""Projected rows are written in one place: whatever anybody does, no other module sends a statement that changes one."""

import re
import sys
from collections.abc import Iterator

from django.db import connection, transaction

from commitments.actions import NotAllowed, RuleBroken
from commitments.models import (
    AgendaItem,
    Closing,
    Commitment,
    Mark,
    Movement,
    Session,
    Standpoint,
    Tally,
    Terms,
)
from tests.tries import TRIES

PROJECTED = {
    model._meta.db_table
    for model in (Commitment, Standpoint, Terms, Mark, Closing, Session, AgendaItem, Tally, Movement)
}
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
WRITERS = ("commitments/actions/projection.py", "commitments/actions/rebuild.py")


class Undone(Exception):
    """Ends a try without leaving anything of it."""


def callers() -> Iterator[str]:
    frame = sys._getframe(1)
    while frame is not None:
        yield frame.f_code.co_filename
        frame = frame.f_back


def test_nothing_but_the_projection_writes_a_projected_row(world):
    written, elsewhere = set(), set()

    def watch(execute, sql, *rest):
        if (found := WRITES.match(sql)) and found[1] in PROJECTED:
            written.add(found[1])
            if not any(name.endswith(WRITERS) for name in callers()):
                elsewhere.add(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        for make in TRIES.values():
            for seat in (world.by.analyst, world.cn.analyst, world.by.secretary, world.cn.secretary):
                try:
                    with transaction.atomic():
                        make(world, seat.side)(seat)
                        raise Undone
                except (Undone, NotAllowed, RuleBroken):
                    pass

    assert elsewhere == set()
    assert written == PROJECTED
