"""Two checkouts of Accord beside each other: the same register, the same pages, asked in turn.

The register is made by the earlier checkout and brought up to date by this one, so both hold the same log. Each
checkout names its own addresses and fills in its own forms (`benchmarks.plan`), and serves its own copy.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.database import FOLDER, ROOT, UPDATES, Cluster
from benchmarks.load import Client, Request, median_ms
from benchmarks.server import Server
from benchmarks.table import markdown

KEY = "benchmarks-only-benchmarks-only-benchmarks-only-benchmarks-only"
HEADS = ("page", "before", "now", "now / before", "after a change: before", "now", "now / before")
AGAIN, FRESH, UPDATED = 100, 15, 60


@dataclass(frozen=True)
class Checkout:
    """A checkout with its database, its addresses and forms, and a signed-in client of its server."""

    pages: dict[str, Request]
    updates: list[Request]
    client: Client

    def again(self, page: str) -> float:
        return self.client.send(self.pages[page]).seconds

    def after_a_change(self, page: str) -> float:
        self.update()
        return self.again(page)

    def update(self) -> float:
        return self.client.send(self.updates.pop()).seconds


def table_of(before: Path, database: str, size: int, *, trial: bool) -> str:
    """Medians in milliseconds of every page both checkouts have, and the median ratio of neighbouring requests."""
    with ExitStack() as stack:
        old_url, new_url = registers(stack, before, database, size)
        sides = []
        # The sessions that the first plan makes are in the first register alone: each plan makes its own.
        for root, url in ((before, old_url), (ROOT, new_url)):
            plan = json.loads(run(root, url, [sys.executable, str(ROOT / "benchmarks" / "plan.py")]))
            server = stack.enter_context(Server(root, environment(url)))
            sides.append(checkout(plan, server))
        rounds = (1, 1, 1) if trial else (AGAIN, FRESH, UPDATED)
        return f"### {database}, {size:,} commitments\n\n{markdown(HEADS, rows_of(*sides, rounds))}\n"


def registers(stack: ExitStack, before: Path, database: str, size: int) -> tuple[str, str]:
    """The addresses of two registers with the same log: as `before` made it, and a copy brought up to date."""
    folder = FOLDER / "compare"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sample = ["manage.py", "sample", f"--commitments={size}", f"--updates={UPDATES}"]
    migrate = ["manage.py", "migrate", "--skip-checks", "--verbosity=0"]
    if database == "sqlite":
        old, new = folder / "before.sqlite3", folder / "now.sqlite3"
        urls = f"sqlite:///{old}", f"sqlite:///{new}"
    else:
        cluster = Cluster(folder)
        cluster.start()
        stack.callback(cluster.stop)
        cluster.run("createdb", "before")
        urls = cluster.url("before"), cluster.url("now")
    for command in (migrate, sample):
        run(before, urls[0], [sys.executable, *command])
    if database == "sqlite":
        shutil.copyfile(old, new)
    else:
        cluster.run("createdb", "now", "--template=before")
    run(ROOT, urls[1], [sys.executable, *migrate])
    return urls


def environment(url: str) -> dict[str, str]:
    settings = {"ACCORD_MODE": "demo", "SECRET_KEY": KEY, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    return os.environ | settings | {"DATABASE_URL": url}


def run(root: Path, url: str, command: list[str]) -> str:
    own = environment(url) | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=own, check=True, text=True, stdout=subprocess.PIPE)  # noqa: S603 (our own)
    return done.stdout


def checkout(plan: dict[str, Any], server: Server) -> Checkout:
    return Checkout(
        pages={name: Request(path, headers) for name, path, headers in plan["pages"]},
        updates=[Request(path, form=form, expected=302) for path, form in plan["updates"]],
        client=Client(server.port, plan["cookies"]),
    )


def rows_of(before: Checkout, now: Checkout, rounds: tuple[int, int, int]) -> list[list[str]]:
    again, fresh, updated = rounds
    rows = []
    for page in (name for name in before.pages if name in now.pages):
        sys.stderr.write(f"    {page}\n")
        for side in (before, now):  # warm
            side.again(page)
        looks = in_turn(lambda side, page=page: side.again(page), before, now, again)
        first_looks = in_turn(lambda side, page=page: side.after_a_change(page), before, now, fresh)
        rows.append([page, *cells(looks), *cells(first_looks)])
    rows.append(
        ["log an update", *cells(in_turn(lambda side: side.update(), before, now, updated)), *[""] * 3]
    )
    return rows


def in_turn(ask: Any, before: Checkout, now: Checkout, times: int) -> list[tuple[float, float]]:
    """Seconds of neighbouring requests; who is first changes from pair to pair."""
    pairs = []
    for first, second in itertools.islice(itertools.cycle([(before, now), (now, before)]), times):
        taken = {id(side): ask(side) for side in (first, second)}
        pairs.append((taken[id(before)], taken[id(now)]))
    return pairs


def cells(pairs: list[tuple[float, float]]) -> list[str]:
    old, new = (list(seconds) for seconds in zip(*pairs, strict=True))
    ratio = statistics.median(now / before for before, now in pairs)
    return [f"{median_ms(old):.1f}", f"{median_ms(new):.1f}", f"{ratio:.2f}"]
