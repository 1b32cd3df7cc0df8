"""`python -m benchmarks --database sqlite --sizes 1000,10000,100000`: measure one database, print, keep in RESULTS.md."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import compare, peer, table
from benchmarks.database import DATABASES, ROOT, UPDATES

RESULTS = Path(__file__).parent / "RESULTS.md"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
INTRO = """# How fast Accord is

Written by `python -m benchmarks`; README.md beside it tells how to read it. Times are medians in milliseconds. An exclamation
mark stands where a goal is missed. Compare ratios: milliseconds belong to the machine they were taken on.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--database", choices=sorted(DATABASES), default="sqlite")
    parser.add_argument("--sizes", default="1000,10000,100000", help="commitments, with 20 updates each")
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    parser.add_argument(
        "--statements", action="store_true", help="print what each page asks, measure nothing"
    )
    parser.add_argument("--trial", action="store_true", help="each measurement once, to see that it runs")
    parser.add_argument(
        "--before", type=Path, metavar="FOLDER",
        help="another checkout of Accord: ask both in turn for the same pages, and print the ratios",
    )  # fmt: skip
    parser.add_argument(
        "--peer",
        action="store_true",
        help="ask Redmine, as Debian packages it, in turn with Accord (PostgreSQL)",
    )
    parser.add_argument(
        "--crowd", type=float, metavar="MINUTES", help="thirty people who read and four who write, at once"
    )
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # the product's own, also where a test runs this
    ensure_static(ROOT)
    if options.peer:
        for size in sizes:
            print(peer.table_of(size, trial=options.trial))
        return
    if options.before:
        ensure_static(options.before)
        for size in sizes:
            print(compare.table_of(options.before, options.database, size, trial=options.trial))
        return
    found = {}
    for size in sizes:
        sys.stderr.write(f"{NAMES[options.database]}, {size:,} commitments, {UPDATES} updates each\n")
        with DATABASES[options.database](size) as url:
            if options.crowd:
                found_at_once = json.loads(run_measure(url, "--crowd", str(options.crowd)))
                print(table.crowd(size, found_at_once))
                if found_at_once["errors"]:
                    raise SystemExit(1)
            elif options.statements:
                print(run_measure(url, "--statements"))
            else:
                how = ["--trial"] if options.trial else ["--long-run"] if size == sizes[-1] else []
                found[size] = json.loads(run_measure(url, *how))
    if found:
        tell(options, found)


def tell(options: argparse.Namespace, found: dict[int, dict[str, Any]]) -> None:
    heading = NAMES[options.database]
    section = table.section(heading, found).replace("\n\n", f"\n\n{circumstances()}\n\n", 1)
    print(section)
    if not (options.no_results or options.trial):
        before = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
        RESULTS.write_text(table.merged(before, INTRO, heading, section), "utf-8")


def run_measure(url: str, *arguments: str) -> str:
    """What `benchmarks.measure` wrote about the database at `url`."""
    command = [sys.executable, "-m", "benchmarks.measure", *arguments]
    environment = os.environ | {"DATABASE_URL": url, "ACCORD_MODE": "demo"}
    done = subprocess.run(  # noqa: S603 (ourselves)
        command, cwd=ROOT, env=environment | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"},
        stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    return done.stdout


def ensure_static(root: Path) -> None:
    """Pages name their files by the collected ones."""
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    environment = os.environ | {"ACCORD_MODE": "demo", "DATABASE_URL": "sqlite://:memory:"}
    subprocess.run(command, cwd=root, env=environment, check=True)  # noqa: S603 (our own command)


def circumstances() -> str:
    return (
        f"{dt.date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}; gunicorn with 2 workers of "
        f"4 threads on the same machine as the database and the clients; {UPDATES} updates on each commitment."
    )


if __name__ == "__main__":
    main()
