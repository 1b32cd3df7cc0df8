"""The product under gunicorn, as it is run: two workers of four threads."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


class Server:
    """`with Server() as server:` serves a checkout on a free port of this machine until the block ends."""

    def __init__(self, root: Path = ROOT, environment: dict[str, str] | None = None) -> None:
        self.root, self.environment = root, environment or os.environ.copy()

    def __enter__(self) -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--config", "tracker/gunicorn.conf.py"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS), "tracker.wsgi"]
        self.process = subprocess.Popen(command, cwd=self.root, env=self.environment)  # noqa: S603 (ourselves)
        answers(f"http://127.0.0.1:{self.port}/readyz", self.process)
        return self

    def __exit__(self, *failure: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def memory(self) -> float:
        """Memory of the largest worker, its share of what it shares included, in MB (of 1,000,000 bytes)."""
        return max(resident(pid) for pid in self.workers()) / 1e6

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


def answers(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server that `process` is answers at `address`. Raises SystemExit where it never does."""
    for _attempt in range(1_800):
        try:
            with urlopen(address, timeout=5):  # noqa: S310 (of our own)
                return
        except (URLError, OSError):
            if process.poll() is not None:
                raise SystemExit("The server did not start.") from None
            time.sleep(0.1)
    raise SystemExit("The server did not become ready within three minutes.")


def resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(pid)
