"""Thirty people who read and four who write, at once and for minutes, as on a busy day.

A reader takes a page, reads for a moment and takes another; a writer logs an update every second.
"""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.load import Client, Request, WrongAnswer, median_ms
from benchmarks.pages import UPDATE, Page, Writer

READERS, WRITERS = 30, 4
# Seconds between two pages of a reader, and between two updates of a writer.
READING, WRITING = (1.0, 3.0), (1.0, 1.0)


@dataclass
class Seen:
    """Seconds of every answer by page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def rows(self) -> list[dict[str, object]]:
        """Median, slowest twentieth (milliseconds) and number of answers of each page."""
        return [
            {
                "name": name,
                "answers": len(taken),
                "p50": median_ms(taken),
                "p95": sorted(taken)[int(len(taken) * 0.95)] * 1000,
            }
            for name, taken in self.seconds.items()
        ]


def a_busy_day(port: int, people: list[Writer], pages: list[Page], *, minutes: float) -> Seen:
    """`people` are the signed-in browsers: the first `READERS` of them read, the others write."""
    seen, ends = Seen(), time.perf_counter() + minutes * 60
    readers, writers = people[:READERS], people[READERS:]
    draw = random.Random(1)  # noqa: S311 (an invented day)
    threads = [
        threading.Thread(
            target=_go_on, args=(seen, Client(port, one.cookies), _read(pages, number), READING, ends)
        )
        for number, one in enumerate(readers)
    ]
    for place, one in enumerate(writers):
        # Each begins elsewhere in the register.
        forms = ((UPDATE.name, form) for form in itertools.islice(one.updates(), place, None, len(writers)))
        threads.append(
            threading.Thread(target=_go_on, args=(seen, Client(port, one.cookies), forms, WRITING, ends))
        )
    for thread in threads:
        time.sleep(draw.random() / 10)  # people do not all come at once
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _read(pages: list[Page], number: int) -> Iterator[tuple[str, Request]]:
    draw = random.Random(number)  # noqa: S311 (an invented day)
    while True:
        page = draw.choice(pages)
        yield page.name, page.request


def _go_on(
    seen: Seen,
    client: Client,
    requests: Iterator[tuple[str, Request]],
    pause: tuple[float, float],
    ends: float,
) -> None:
    draw = random.Random(id(client))  # noqa: S311 (an invented day)
    for name, request in requests:
        begun = time.perf_counter()
        try:
            client.send(request)
            with seen.lock:
                seen.seconds[name].append(time.perf_counter() - begun)
        except (WrongAnswer, OSError) as error:
            with seen.lock:
                seen.errors.append(f"{name}: {error}")
        if time.perf_counter() > ends:
            break
        time.sleep(draw.uniform(*pause))
    client.close()
