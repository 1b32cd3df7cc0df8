"""Workers killed and databases restarted under six writing clients: what was told "saved" is there once."""

import os

from tests.faults.ledger import Line, Verdict, compare
from tests.faults.storm import storm

ROUNDS = int(os.environ.get("FAULTS_ROUNDS", "2"))


def test_nothing_told_saved_is_lost_doubled_or_made_up(server, database, ledger):
    faults = {"kill": server.kill_worker, **database.faults(), "kill all": server.kill_all_workers}

    figures = storm(server, faults, ledger.told, rounds=ROUNDS)

    print(figures)
    ledger.check_tables()
    assert all(figures.faults[name] >= ROUNDS for name in faults), figures
    assert figures.seen.cuts > 0, figures
    assert figures.seen.statuses[503] > 0, figures
    assert len(ledger.told) == figures.seen.saved > ROUNDS * len(faults), figures


def test_a_graceful_reload_under_load_fails_nobody(server, ledger):
    def reload():
        before = set(server.workers())
        server.reload()
        return len(before - set(server.workers()))

    reloads = max(1, ROUNDS // 2)
    figures = storm(server, {"workers replaced": reload}, ledger.told, rounds=reloads)

    print(figures)
    ledger.check_tables()
    assert figures.faults["workers replaced"] == 2 * reloads
    assert (figures.seen.cuts, figures.seen.statuses[503]) == (0, 0), figures


def test_the_comparison_finds_what_it_looks_for():
    lines = [
        Line(0, 0, None),
        Line(1, 1, "Written under fault, no. 1: told."),
        Line(2, 2, "Written under fault, no. 2: twice."),
        Line(3, 3, "Written under fault, no. 2: twice."),
        Line(5, 5, "Written under fault, no. 3: untold."),
    ]
    told = {
        "Written under fault, no. 1: told.": 4,
        "Written under fault, no. 2: twice.": 3,
        "Written under fault, no. 9: gone.": 7,
    }

    assert compare(told, lines, size=6) == Verdict(
        lost=["Written under fault, no. 9: gone."],
        doubled=["Written under fault, no. 2: twice."],
        untold=["Written under fault, no. 3: untold."],
        misnumbered=["Written under fault, no. 1: told."],
        gaps=[4, 5],
    )
