"""The product as it is run: gunicorn with its own configuration, in production mode, as if behind a proxy."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from tests.faults.databases import ROOT, Postgresql, Sqlite

HOST = "accord.example.org"
# Seconds after which a wait for an event is given up. It bounds a hang; no test passes or fails by how fast a machine is.
PATIENCE = 180
OURS = re.compile(r"^(ACCORD|FAULTS|DJANGO|DATABASE|EMAIL|SECRET|ALLOWED|TRUSTED|CSRF|WEB)_")


def environment(folder: Path, database: Sqlite | Postgresql, **more: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not OURS.match(name)},
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "FAULTS_FOLDER": str(folder),
        "DATABASE_URL": database.url,
        "ACCORD_MODE": "production",
        "SECRET_KEY": "only-for-servers-under-fault-only-for-servers-under-fault",
        "ALLOWED_HOSTS": HOST,
        "TRUSTED_PROXY": "127.0.0.1",
        "EMAIL_URL": f"file://{folder}/letters",
        "WEB_CONCURRENCY": "2",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }


def wait_until(happened: Callable[[], Any]) -> Any:
    """What `happened` answers, as soon as that is something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert time.monotonic() < deadline, f"nothing happened within {PATIENCE} s"
        time.sleep(0.02)
    return found


class Server:
    """gunicorn with two workers of four threads on a free port. `with Server(…) as server:` waits until it is ready."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.environ = environ
        self.lines: list[str] = []

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "gunicorn", "--config", "tracker/gunicorn.conf.py"]
        self.process = subprocess.Popen(
            [*command, "--bind", "127.0.0.1:0", "tracker.wsgi"],
            cwd=ROOT,
            env=self.environ,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        try:
            self.port = int(self._wait_for_line(r"Listening at: http://127\.0\.0\.1:(\d+)"))
            self._wait_until(self.is_ready)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: Any) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            for pid in [*self.workers(), self.process.pid]:
                os.kill(pid, signal.SIGKILL)
            self.process.wait()
        self.reader.join()
        assert self.process.stderr is not None
        self.process.stderr.close()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)

    def _wait_until(self, happened: Callable[[], Any]) -> Any:
        def happened_while_alive() -> Any:
            assert self.process.poll() is None, f"the server ended: {self.lines}"
            return happened()

        return wait_until(happened_while_alive)

    def _wait_for_line(self, pattern: str) -> str:
        match = self._wait_until(
            lambda: next(filter(None, (re.search(pattern, x) for x in self.lines)), None)
        )
        return match[1]

    def is_ready(self) -> bool:
        return self.status("/readyz") == 200

    def status(self, path: str) -> int:
        """The status of a page without signing in; 0 where the connection was cut."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Host": HOST})
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """Process ids of the living workers."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                except (FileNotFoundError, ProcessLookupError):
                    continue  # it ended while we were looking
                if int(parent) == self.process.pid and state != "Z":
                    found.append(int(entry.name))
        return sorted(found)

    def kill_worker(self) -> int:
        """The oldest worker ends in the middle of whatever it does."""
        workers = self.workers()
        for pid in workers[:1]:
            os.kill(pid, signal.SIGKILL)
        return len(workers[:1])

    def kill_all_workers(self) -> int:
        workers = self.workers()
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        return len(workers)

    def reload(self) -> None:
        """As after an upgrade: new workers, and the old ones finish what they have begun."""
        before = set(self.workers())
        self.process.send_signal(signal.SIGHUP)
        self._wait_until(lambda: not before & set(self.workers()) and self.workers())

    def mistakes(self) -> list[str]:
        """What the server's log says of the requests it answered with 500."""
        # By text: lines of several workers may stand in one another where they are long.
        numbers = {
            match[1]
            for line in self.lines
            if (match := re.search(r'"request": "(\S+)", "status": 500,', line))
        }
        return [line[-1500:] for line in self.lines if any(number in line for number in numbers)]

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
