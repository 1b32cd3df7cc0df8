"""Redmine, as Debian packages it, beside Accord: the same questions asked of both in turn, on one machine.

Needs packages of Debian, which `scripts/packages` installs. Redmine gets a PostgreSQL of its own with `fsync` on, as many
issues as Accord has commitments, ten journals on each, and puma with two workers of four threads, as Accord has gunicorn.
"""

from __future__ import annotations

import hashlib
import http.client
import itertools
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.compare import environment, run
from benchmarks.database import FOLDER, ROOT, Cluster, postgresql
from benchmarks.load import Client, Request, median_ms
from benchmarks.server import Server, answers
from benchmarks.table import markdown

# The first one: they would otherwise fill a database of the machine, where none may be running.
PACKAGES = ("dbconfig-no-thanks", "redmine", "redmine-pgsql", "puma")
# Says which driver Redmine loads; where its database is, DATABASE_URL says.
DRIVER = Path("/etc/redmine/default/database.yml")
PROGRAM = Path("/usr/share/redmine")
OWNER = "www-data"  # of the package's configuration
SAMPLE = Path(__file__).parent / "peer.sql"
LOGIN, PASSWORD = "admin", "redmine-beside-accord"
LIST = urlencode(
    [
        ("set_filter", "1"), ("per_page", "50"), ("f[]", "status_id"), ("op[status_id]", "="), ("v[status_id][]", "2"),
        ("f[]", "assigned_to_id"), ("op[assigned_to_id]", "="), ("v[assigned_to_id][]", "1007"), ("f[]", ""),
    ]
)  # fmt: skip
HEADS = ("request", "Redmine ms", "Accord ms", "times", "CPU: Redmine ms", "Accord ms", "times")
EVERY = 1.0  # seconds between two updates of somebody else
PAIRS = 40


@dataclass
class Product:
    """One of the two: a signed-in client, what it is asked by name, and the processes that answer."""

    client: Client
    asked: dict[str, Iterator[Request]]
    processes: list[int]

    def ask(self, name: str) -> tuple[float, float]:
        """Seconds that passed, and seconds of processor time of server and database."""
        begun = cpu_seconds(self.processes)
        seconds = self.client.send(next(self.asked[name])).seconds
        return seconds, cpu_seconds(self.processes) - begun


def table_of(size: int, *, trial: bool) -> str:
    """What each question takes of either, alone, after a change, and while somebody writes every second."""
    subprocess.run([ROOT / "scripts/packages", *PACKAGES], check=True)  # noqa: S603 (ours)
    with ExitStack() as stack:
        ours = accord(stack, size)
        theirs = redmine(stack, size)
        pairs = 1 if trial else PAIRS
        parts = [
            f"### Redmine beside Accord, PostgreSQL, {size:,} of either",
            markdown(HEADS, rows_of(theirs, ours, pairs, before=lambda _product: None)),
            "After a change: before each look somebody logged an update.",
            markdown(HEADS, rows_of(theirs, ours, pairs, before=lambda product: product.ask("update"))),
            "While somebody logs an update every second.",
        ]
        with writing(theirs), writing(ours):
            parts.append(markdown(HEADS, rows_of(theirs, ours, pairs, before=lambda _product: None)))
    return "\n\n".join(parts) + "\n"


def rows_of(
    theirs: Product, ours: Product, pairs: int, *, before: Callable[[Product], Any]
) -> list[list[str]]:
    rows = []
    for name in ours.asked:
        found: dict[int, list[tuple[float, float]]] = {id(theirs): [], id(ours): []}
        for product in (theirs, ours):  # warm
            product.ask(name)
        for turn in itertools.islice(itertools.cycle([(theirs, ours), (ours, theirs)]), pairs):
            for product in turn:
                before(product)
                found[id(product)].append(product.ask(name))
        rows.append([name, *cells(found[id(theirs)], found[id(ours)])])
    return rows


def cells(theirs: list[tuple[float, float]], ours: list[tuple[float, float]]) -> list[str]:
    """Medians of what passed and of their ratios; means of processor time, which is counted in hundredths of a second."""
    passed = [[seconds for seconds, _cpu in found] for found in (theirs, ours)]
    ratio = statistics.median(peer / own for peer, own in zip(*passed, strict=True))
    cpu = [1000 * statistics.fmean(used for _seconds, used in found) for found in (theirs, ours)]
    return [
        *(f"{median_ms(seconds):.1f}" for seconds in passed), f"{ratio:.1f}",
        *(f"{used:.1f}" for used in cpu), f"{cpu[0] / cpu[1]:.1f}" if cpu[1] else "",
    ]  # fmt: skip


class writing:
    """`with writing(product):` logs an update every second on a connection of its own."""

    def __init__(self, product: Product) -> None:
        self.done = threading.Event()
        self.client = Client(product.client.connection.port or 0, {})
        self.client.headers = product.client.headers
        self.thread = threading.Thread(target=self._write, args=(product.asked["update"],))

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *failure: object) -> None:
        self.done.set()
        self.thread.join()

    def _write(self, updates: Iterator[Request]) -> None:
        while not self.done.wait(EVERY):
            self.client.send(next(updates))


def accord(stack: ExitStack, size: int) -> Product:
    url = stack.enter_context(postgresql(size))
    plan = json.loads(run(ROOT, url, [sys.executable, str(ROOT / "benchmarks" / "plan.py")]))
    server = stack.enter_context(Server(ROOT, environment(url)))
    pages = {name: Request(path, headers) for name, path, headers in plan["pages"]}
    updates = [Request(path, form=form, expected=302) for path, form in plan["updates"]]
    details = [Request(update.path.removesuffix("update/")) for update in updates]
    return Product(
        client=Client(server.port, plan["cookies"]),
        asked={
            "list, 50 rows filtered": itertools.repeat(pages["register, status and owner"]),
            "one, never seen before": iter(details[::-1]),
            "summary": itertools.repeat(pages["overview"]),
            "update": locked(updates),
        },
        processes=[server.process.pid, postmaster(FOLDER / "postgresql" / "data")],
    )


def redmine(stack: ExitStack, size: int) -> Product:
    cluster = Cluster(FOLDER / "peer")
    cluster.start()
    stack.callback(cluster.stop)
    own = {
        "RAILS_ENV": "production", "REDMINE_LANG": "en", "SECRET_KEY_BASE": secrets.token_hex(64),
        "DATABASE_URL": "postgresql:///redmine", "PGHOST": str(cluster.folder), "PGUSER": "accord",
        "PATH": os.environ["PATH"], "HOME": str(FOLDER),
    }  # fmt: skip
    if not DRIVER.exists():
        DRIVER.write_text("production:\n  adapter: postgresql\n", "utf-8")
    if "redmine" not in cluster.databases():
        cluster.run("createdb", "redmine")
        for task in ("db:migrate", "redmine:load_default_data"):
            subprocess.run(["rake", task], cwd=PROGRAM, env=own, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607 (Debian's own)
    salt = secrets.token_hex(16)
    hashed = hashlib.sha1((salt + hashlib.sha1(PASSWORD.encode()).hexdigest()).encode()).hexdigest()  # noqa: S324 (theirs)
    variables = {"size": str(size), "salt": salt, "hashed": hashed}
    named = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
    cluster.run("psql", "redmine", "-q", "-v", "ON_ERROR_STOP=1", *named, "-c", "\\i " + str(SAMPLE))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        "puma",
        "--environment=production",
        "--workers=2",
        "--threads=4:4",
        f"--bind=tcp://127.0.0.1:{port}",
    ]
    puma = subprocess.Popen(command, cwd=PROGRAM, env=own, stdout=subprocess.DEVNULL)  # noqa: S603 (Debian's own)
    stack.callback(puma.wait)
    stack.callback(puma.terminate)
    answers(f"http://127.0.0.1:{port}/login", puma)
    client = Client(port, {})
    token = sign_in(client, port)
    numbers = (number % size + 1 for number in itertools.count(1, 7919))
    return Product(
        client=client,
        asked={
            "list, 50 rows filtered": itertools.repeat(Request(f"/projects/sample/issues?{LIST}")),
            "one, never seen before": (Request(f"/issues/{number}") for number in numbers),
            "summary": itertools.repeat(Request("/projects/sample/issues/report")),
            "update": locked(
                Request(
                    f"/issues/{number * 13 % size + 1}",
                    form={
                        "_method": "patch", "authenticity_token": token, "issue[status_id]": str(2 + number % 3),
                        "issue[notes]": f"The working group met and settled point {number}.",
                    },
                    expected=302,
                )
                for number in itertools.count(1)
            ),
        },
        processes=[puma.pid, postmaster(cluster.data)],
    )  # fmt: skip


def sign_in(client: Client, port: int) -> str:
    """Sign `client` in, and give the token that its forms carry."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    token, cookie = "", ""
    for path, form in (
        ("/login", None),
        ("/login", {"username": LOGIN, "password": PASSWORD}),
        ("/issues/1", None),
    ):
        body = urlencode(form | {"authenticity_token": token}) if form else None
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST" if form else "GET", path, body, headers)
        response = connection.getresponse()
        page = response.read().decode()
        if found := response.getheader("Set-Cookie"):
            cookie = found.partition(";")[0]
        if meta := re.search(r'name="csrf-token" content="([^"]+)"', page):
            token = meta[1]
    client.headers = {"Cookie": cookie}
    return token


class locked:
    """An iterator that two threads may take from."""

    def __init__(self, source: Any) -> None:
        self.source, self.lock = iter(source), threading.Lock()

    def __iter__(self) -> locked:
        return self

    def __next__(self) -> Request:
        with self.lock:
            return next(self.source)


def postmaster(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().split()[0])


def cpu_seconds(roots: list[int]) -> float:
    """Processor time of these processes, of those they started, and of those that have ended."""
    return sum(_ticks(root) for root in roots) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return 0
    return sum(map(int, fields[11:15])) + sum(_ticks(int(child)) for child in children)
