"""The databases that are measured: built once from `manage.py sample`, and kept while the code that makes them is the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("TMPDIR", tempfile.gettempdir())) / "accord-benchmarks"
UPDATES = 20
KEPT_DAYS = 7  # the sample's two years end on the day it was made
# What decides what a sample looks like.
MAKERS = (
    "commitments/vocabulary",
    "commitments/models",
    "commitments/actions",
    "commitments/migrations",
    "commitments/management/sample",
    "commitments/demo",
)
# As a small installation would set it; fsync, full_page_writes and synchronous_commit stay on.
POSTGRESQL = {
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "max_wal_size": "4GB",
    "listen_addresses": "",
}


def fingerprint() -> str:
    digest = hashlib.sha256()
    for maker in MAKERS:
        sources = sorted(path for path in (ROOT / maker).rglob("*") if path.suffix in {".py", ".json"})
        if not sources:
            raise SystemExit(f"{maker} makes no sample: it has another name now")
        for source in sources:
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def prepare(url: str, size: int) -> None:
    """Make the tables and a sample of `size` commitments in the empty database at `url`."""
    for command in (
        ["migrate", "--skip-checks", "--verbosity=0"],
        ["sample", f"--commitments={size}", f"--updates={UPDATES}"],
    ):
        environment = os.environ | {"DATABASE_URL": url, "ACCORD_MODE": "demo"}
        subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )


@contextmanager
def sqlite(size: int) -> Iterator[str]:
    """The address of a SQLite database with a sample of `size` commitments."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{size}-{fingerprint()}.sqlite3"
    for other in FOLDER.glob(f"{size}-*.sqlite3*"):
        if not other.name.startswith(path.name) or older_than_kept(path):
            other.unlink()
    if not path.exists():
        unfinished = path.with_name(f"{size}-unfinished.sqlite3")
        prepare(f"sqlite:///{unfinished}", size)
        unfinished.rename(path)
    yield f"sqlite:///{path}"


def older_than_kept(path: Path) -> bool:
    return path.exists() and time.time() - path.stat().st_mtime > KEPT_DAYS * 86_400


@contextmanager
def postgresql(size: int) -> Iterator[str]:
    """The address of a PostgreSQL database with a sample of `size` commitments, on a server of our own."""
    server = Cluster(FOLDER / "postgresql")
    server.start()
    try:
        name = f"sample_{size}_{fingerprint()}"
        for other in server.databases():
            if other.startswith(f"sample_{size}_") and other != name:
                server.run("dropdb", other)
        if name not in server.databases():
            server.run("createdb", "unfinished")
            prepare(server.url("unfinished"), size)
            server.run("psql", "postgres", "-c", f"ALTER DATABASE unfinished RENAME TO {name}")
        yield server.url(name)
    finally:
        server.stop()


class Cluster:
    """A PostgreSQL with real durability, on a socket only it uses. Runs as "postgres" where we are root."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if not found:
            raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql).")
        self.bin = found[-1]
        self.user = "postgres" if os.getuid() == 0 else None

    def start(self) -> None:
        if not self.data.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            FOLDER.chmod(0o755)
            if self.user:
                shutil.chown(self.folder, self.user, self.user)
            self._do(
                "initdb",
                "--username=accord",
                "--auth=trust",
                "--locale=C.UTF-8",
                "--encoding=UTF8",
                self.data,
            )
            with (self.data / "postgresql.conf").open("a") as conf:
                conf.writelines(f"{name} = '{value}'\n" for name, value in POSTGRESQL.items())
                conf.write(f"unix_socket_directories = '{self.folder}'\n")
        self._do("pg_ctl", "--pgdata", self.data, "--log", self.folder / "log", "--wait", "start")
        if "unfinished" in self.databases():
            self.run("dropdb", "unfinished")

    def stop(self) -> None:
        self._do("pg_ctl", "--pgdata", self.data, "--mode=fast", "--wait", "stop")

    def databases(self) -> list[str]:
        rows = self.run("psql", "postgres", "-At", "-c", "SELECT datname FROM pg_database")
        return rows.split()

    def url(self, name: str) -> str:
        return f"postgres://accord@{str(self.folder).replace('/', '%2F')}/{name}"

    def run(self, program: str, *arguments: str) -> str:
        return self._do(program, f"--host={self.folder}", "--username=accord", *arguments)

    def _do(self, program: str, *arguments: str | Path) -> str:
        command = [str(self.bin / program), *map(str, arguments)]
        # A log of the server that inherits our output would keep it open for ever.
        done = subprocess.run(  # noqa: S603 (PostgreSQL's own programs)
            command, cwd="/", user=self.user, group=self.user, extra_groups=[] if self.user else None,
            stdout=subprocess.PIPE if program == "psql" else subprocess.DEVNULL, check=True, text=True,
        )  # fmt: skip
        return done.stdout or ""


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
