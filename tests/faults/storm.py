"""Six people or more write and one looks around, while the server and its database are hurt again and again."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.faults.client import Person, Seen, Writer
from tests.faults.server import PATIENCE, Server
from tests.faults.world import CODES, EMAILS

PAGES = ("/by-cn/", "/by-cn/register/", f"/by-cn/register/{CODES[0]}/")


@dataclass
class Figures:
    """What a storm was and what people saw of it. Times in seconds."""

    seen: Seen = field(default_factory=Seen)
    faults: Counter[str] = field(default_factory=Counter)
    worst_recovery: float = 0.0

    def __str__(self) -> str:
        parts = [f"{name} {count}" for name, count in self.faults.items()]
        parts += [f"saved {self.seen.saved}", f"cut {self.seen.cuts}"]
        parts += [f"sign-ins asked to wait {self.seen.asked_to_wait}"]
        parts += [f"answered {status}: {count}" for status, count in sorted(self.seen.statuses.items())]
        parts += [f"worst answer {self.seen.worst:.1f} s", f"worst recovery {self.worst_recovery:.1f} s"]
        return ", ".join(parts)


def storm(
    server: Server,
    faults: dict[str, Callable[[], int]],
    told: dict[str, int],
    *,
    rounds: int,
    writers: int = len(EMAILS),
) -> Figures:
    """Make each fault so many times, always once people are being told "saved" again.

    More than six who write are the same people in a second browser.

    A fault is a function that says how often it struck. What people are told goes to `told`.
    """
    figures, over = Figures(), threading.Event()
    figures.seen.patience *= 1 + rounds  # one of the six may be unlucky for long
    emails = itertools.islice(itertools.cycle(EMAILS), writers)
    clients = [Writer(server, email, figures.seen, told) for email in emails]

    def write(writer: Writer) -> None:
        writer.sign_in()
        for code in itertools.cycle(CODES):
            if over.is_set():
                return
            writer.write(code)

    def look_around() -> None:
        for email in itertools.cycle(EMAILS):
            visitor = Person(server, email, figures.seen)
            pages = PAGES * 3 if visitor.try_to_sign_in() else ["/accounts/login/"]
            for page in pages:
                if over.wait(0.1):
                    return
                visitor.ask_until(lambda answer: answer.status == 200, "GET", page)

    with ThreadPoolExecutor(writers + 1) as people:
        busy = [people.submit(write, writer) for writer in clients] + [people.submit(look_around)]
        try:
            wait_for_saves(figures.seen, busy, at_least=writers)
            for name, fault in [*faults.items()] * rounds:
                figures.faults[name] += fault()
                figures.worst_recovery = max(figures.worst_recovery, wait_for_saves(figures.seen, busy))
        except AssertionError as error:
            error.add_note(f"{figures}\n{server.mistakes()}")
            raise
        finally:
            over.set()
        for person in busy:
            person.result()
    assert figures.seen.wrong == [], server.mistakes()
    return figures


def wait_for_saves(seen: Seen, busy: list[Future[None]], *, at_least: int = 1) -> float:
    """Wait until people are told "saved" again, and a moment more for all to be in the middle of something."""
    begun, before = time.monotonic(), seen.saved
    while seen.saved < before + at_least:
        for person in busy:
            if person.done():
                person.result()  # raises what went wrong
        assert time.monotonic() - begun < PATIENCE, "nobody is told that anything is saved any more"
        time.sleep(0.02)
    recovered = time.monotonic() - begun
    time.sleep(0.2)
    return recovered
