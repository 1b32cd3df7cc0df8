"""The measurements still run: on a small register, each once. No figure is asserted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent.parent


def measured(tmp_path, *options):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--sizes=30", "--trial", *options],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path), "SECRET_KEY": "only-for-measuring-" * 4},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    return [line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("|")]


def test_every_measurement_runs(tmp_path):
    rows = set(measured(tmp_path))

    assert {"F1, the floor", "overview", "register, search", "this week", "log an update"} <= rows


def test_a_crowd_reads_and_writes_without_an_error(tmp_path):
    told = measured(tmp_path, "--crowd=0.05")

    assert "log an update" in told


@pytest.mark.skipif(not shutil.which("puma"), reason="the peer is installed by whoever measures it")
def test_the_peer_is_asked_alone_after_a_change_and_while_somebody_writes():
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's own user works in it
        rows = measured(folder, "--peer")

    assert rows.count("summary") == rows.count("update") == 3
