"""One database of one size, measured: writes what it found as JSON to its output.

Run by `python -m benchmarks` in a process of its own, with DATABASE_URL set.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
os.environ["ACCORD_MODE"] = "demo"
django.setup()

from django.db import connections  # noqa: E402

from benchmarks.crowd import READERS, WRITERS, a_busy_day  # noqa: E402
from benchmarks.floor import bare_ms, listing, statements_of  # noqa: E402
from benchmarks.load import Client, Request, Requests, at_once, in_turn  # noqa: E402
from benchmarks.pages import UPDATE, Page, Writer, floor_of, pages_of, writers  # noqa: E402
from benchmarks.server import Server  # noqa: E402
from commitments.models import Commission  # noqa: E402

SLUG = "sample"
CLIENTS = 8
LONG_RUN, LOOKS = 10_000, 4


@dataclass(frozen=True)
class Effort:
    """How long each figure is measured: requests and seconds at most, and seconds of a crowd."""

    warm: int = 10
    most: int = 200
    least: int = 20
    fresh: int = 20
    seconds: float = 3.0
    crowd_seconds: float = 4.0


FULL = Effort()
# Enough to see that every measurement still runs, and not a figure to quote.
TRIAL = Effort(warm=1, most=2, least=1, fresh=1, seconds=0.0, crowd_seconds=0.0)


def say(words: str) -> None:
    sys.stderr.write(f"    {words}\n")
    sys.stderr.flush()


class Measuring:
    def __init__(self, server: Server, people: list[Writer], floor: Request, effort: Effort) -> None:
        self.server, self.people, self.floor, self.effort = server, people, floor, effort
        self.clients = [Client(server.port, writer.cookies) for writer in people]

    def again(self, requests: Iterator[Request]) -> dict[str, float]:
        """One client asking, once everything is warm."""
        for request in itertools.islice(requests, self.effort.warm):
            self.clients[0].send(request)
        return self._in_turn(requests, most=self.effort.most)

    def after_a_change(self, request: Request) -> dict[str, float]:
        """A first look: before each, somebody has logged an update."""
        updates = self.people[1].updates()

        def changed() -> Iterator[Request]:
            while True:
                self.clients[1].send(next(updates))
                yield request

        return self._in_turn(changed(), most=self.effort.fresh)

    def _in_turn(self, requests: Iterator[Request], *, most: int) -> dict[str, float]:
        least, seconds = self.effort.least, self.effort.seconds
        return asdict(in_turn(self.clients[0], self.floor, requests, least=least, most=most, seconds=seconds))

    def crowd(self, requests: Requests) -> dict[str, float]:
        return asdict(at_once(self.clients, requests, seconds=self.effort.crowd_seconds))

    def page(self, page: Page) -> dict[str, Any]:
        say(page.name)
        first, later = statements_of(page.request, self.people[0].cookies)
        raw, compressed = self.clients[0].send(page.request).sizes
        return {
            "name": page.name,
            "goal": page.against_floor,
            "growth": page.growth,
            "goal_queries": page.queries,
            "queries": len(later),
            "queries_fresh": len(first),
            "again": self.again(itertools.repeat(page.request)),
            "fresh": self.after_a_change(page.request),
            "bare_fresh": bare_ms(first),
            "crowd": self.crowd(lambda: itertools.repeat(page.request)),
            "raw": raw,
            "compressed": compressed,
        }

    def update(self) -> dict[str, Any]:
        say(UPDATE.name)
        forms = iter([writer.updates() for writer in self.people])
        return {
            "name": UPDATE.name,
            "goal": UPDATE.against_floor,
            "growth": UPDATE.growth,
            "again": self.again(self.people[0].updates()),
            "crowd": self.crowd(lambda: next(forms)),
        }

    def floor_alone(self) -> dict[str, Any]:
        say("the floor")
        return {
            "again": self.again(itertools.repeat(self.floor)),
            "crowd": self.crowd(lambda: itertools.repeat(self.floor)),
        }

    def long_run(self, pages: list[Page]) -> list[float]:
        """Memory of a worker before, during and after ten thousand requests of all kinds, in MB."""
        requests = [page.request for page in pages]
        memory = [self.server.memory()]
        for _look in range(LOOKS):
            at_once(self.clients, lambda: itertools.cycle(requests), seconds=600, most=LONG_RUN // LOOKS)
            memory.append(self.server.memory())
        return memory


def measure(effort: Effort, *, with_long_run: bool) -> dict[str, Any]:
    commission = Commission.objects.get(slug=SLUG)
    people = writers(commission, CLIENTS)
    pages = pages_of(commission)
    connections.close_all()
    with Server() as server:
        measuring = Measuring(server, people, floor_of(commission), effort)
        found = {
            "floor": measuring.floor_alone(),
            "pages": [*(measuring.page(page) for page in pages), measuring.update()],
            "memory": [server.memory()],
        }
        if with_long_run:
            say(f"{LONG_RUN:,} requests")
            found["memory"] = measuring.long_run(pages)
    return found


def measure_crowd(minutes: float) -> dict[str, Any]:
    commission = Commission.objects.get(slug=SLUG)
    people, pages = writers(commission, READERS + WRITERS), pages_of(commission)
    connections.close_all()
    with Server() as server:
        client = Client(server.port, people[0].cookies)
        for page in pages:
            client.send(page.request)
        seen = a_busy_day(server.port, people, pages, minutes=minutes)
        return {"rows": seen.rows(), "errors": seen.errors, "memory": server.memory()}


def print_statements() -> None:
    """What each page asks on a first look, and how long the database alone takes for it."""
    commission = Commission.objects.get(slug=SLUG)
    (writer,) = writers(commission, 1)
    for page in pages_of(commission):
        first, _later = statements_of(page.request, writer.cookies)
        print(f"{page.name}: {len(first)} statements", *listing(first), sep="\n")


if __name__ == "__main__":
    if "--statements" in sys.argv:
        print_statements()
    elif "--crowd" in sys.argv:
        json.dump(measure_crowd(float(sys.argv[-1])), sys.stdout)
    else:
        effort = TRIAL if "--trial" in sys.argv else FULL
        json.dump(measure(effort, with_long_run="--long-run" in sys.argv), sys.stdout)
