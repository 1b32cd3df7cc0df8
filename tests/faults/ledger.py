"""What people were told, held against what the log holds."""

import json
from collections import Counter
from dataclasses import dataclass, field

from tests.faults.client import MARK
from tests.faults.databases import Postgresql, Sqlite
from tests.faults.server import Server

LOG = """
    SELECT entry.number, entry.record, texts.note
    FROM commitments_entry AS entry
    JOIN commitments_commission AS commission ON commission.id = entry.commission_id
    JOIN commitments_sealedtext AS texts ON texts.entry_id = entry.id
    WHERE commission.slug = 'by-cn' ORDER BY entry.number
"""
SIZE = """
    SELECT head.size FROM commitments_loghead AS head
    JOIN commitments_commission AS commission ON commission.id = head.commission_id
    WHERE commission.slug = 'by-cn'
"""


@dataclass
class Verdict:
    """Nothing in any of these: what was told is what is."""

    lost: list[str] = field(default_factory=list)  # told saved, and not in the log
    doubled: list[str] = field(default_factory=list)  # sent once, in the log more than once
    untold: list[str] = field(default_factory=list)  # in the log, and nobody was told
    misnumbered: list[str] = field(default_factory=list)  # told another number than it has
    gaps: list[int] = field(default_factory=list)  # numbers that are missing or stand there twice


@dataclass(frozen=True)
class Line:
    number: int
    seq: int
    note: str | None


def read_log(database: Sqlite | Postgresql) -> list[Line]:
    return [
        Line(number, json.loads(bytes(record))["seq"], note) for number, record, note in database.query(LOG)
    ]


def compare(told: dict[str, int], lines: list[Line], *, size: int, since: int = 0) -> Verdict:
    """`told` is the number told for each note; entries before `since` are other people's."""
    notes = Counter(line.note for line in lines[since:] if line.note and line.note.startswith(MARK))
    numbers = {line.note: line.number for line in lines}
    return Verdict(
        lost=[note for note in told if note not in numbers],
        doubled=[note for note, times in notes.items() if times > 1],
        untold=[note for note in notes if note not in told],
        misnumbered=[note for note, number in told.items() if numbers.get(note, number) != number],
        gaps=[
            expected
            for expected, line in enumerate([*lines, Line(size, size, None)])
            if line.number != expected or line.seq != expected
        ],
    )


class Ledger:
    """What is told from now on."""

    def __init__(self, server: Server, database: Sqlite | Postgresql) -> None:
        self.server, self.database = server, database
        self.told: dict[str, int] = {}
        self.since = len(read_log(database))

    def verdict(self) -> Verdict:
        ((size,),) = self.database.query(SIZE)
        return compare(self.told, read_log(self.database), size=size, since=self.since)

    def check(self) -> None:
        """Everything told is in the log once, nothing else, and no answer was 500."""
        assert self.verdict() == Verdict()
        assert len(read_log(self.database)) == self.since + len(self.told)
        assert self.server.mistakes() == []

    def check_tables(self) -> None:
        """And every table says what the log says."""
        self.check()
        verified = self.server.manage("verify_projections", "--commission", "by-cn")
        assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout + verified.stderr
