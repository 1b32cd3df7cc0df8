"""A client that waits for each answer, and several of them at once."""

from __future__ import annotations

import gzip
import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True)
class Request:
    """What is sent; `expected` is the only status that counts as an answer."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None
    expected: int = 200


@dataclass(frozen=True)
class Answer:
    seconds: float
    body: bytes

    @property
    def sizes(self) -> tuple[int, int]:
        """Bytes as served, and as a proxy would compress them."""
        return len(self.body), len(gzip.compress(self.body, 6))


class WrongAnswer(Exception):
    """The server answered something else than what is measured."""


class Client:
    """One connection that is kept, as a browser's."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

    def send(self, request: Request) -> Answer:
        try:
            return self._send(request)
        except ConnectionError:
            # The server closes what was idle for some seconds; a browser, too, then asks on a new connection.
            self.connection.close()
            return self._send(request)

    def _send(self, request: Request) -> Answer:
        body, headers = None, self.headers | request.headers
        if request.form is not None:
            body = urlencode(request.form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self.connection.request("GET" if body is None else "POST", request.path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - begun
        if response.status != request.expected:
            raise WrongAnswer(f"{request.path}: {response.status}, not {request.expected}: {content[:300]!r}")
        return Answer(seconds, content)

    def close(self) -> None:
        self.connection.close()


Requests = Callable[[], Iterator[Request]]


def median_ms(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


@dataclass(frozen=True)
class Beside:
    """Medians in milliseconds of a request and of the floor, asked in turn: what slows one slows the other."""

    floor: float
    page: float


def in_turn(
    client: Client, floor: Request, requests: Iterator[Request], *, least: int, most: int, seconds: float
) -> Beside:
    """From `least` to `most` requests, for about `seconds`, each after one of the floor."""
    floors: list[float] = []
    pages: list[float] = []
    ends = time.perf_counter() + seconds
    for request in requests:
        floors.append(client.send(floor).seconds)
        pages.append(client.send(request).seconds)
        if len(pages) >= most or (len(pages) >= least and time.perf_counter() > ends):
            break
    return Beside(median_ms(floors), median_ms(pages))


@dataclass(frozen=True)
class Crowd:
    """What several clients saw: their median in milliseconds, their slowest twentieth, answers a second."""

    p50: float
    p95: float
    per_second: float


def at_once(clients: list[Client], requests: Requests, *, seconds: float, most: int = 100_000) -> Crowd:
    """Let every client ask for `seconds`, or until they have asked `most` times together."""
    times: list[float] = []
    failures: list[BaseException] = []
    lock = threading.Lock()
    begun = time.perf_counter()

    def ask(client: Client, source: Iterator[Request]) -> None:
        try:
            for request in source:
                taken = client.send(request).seconds
                with lock:
                    times.append(taken)
                    enough = len(times) >= most
                if enough or time.perf_counter() - begun > seconds:
                    return
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=ask, args=(client, requests())) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    elapsed = time.perf_counter() - begun
    return Crowd(
        p50=median_ms(times),
        p95=sorted(times)[int(len(times) * 0.95)] * 1000,
        per_second=len(times) / elapsed,
    )
