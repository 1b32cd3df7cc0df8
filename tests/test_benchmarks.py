"""The measurements still run: on a small register, each once. No figure is asserted."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_measurement_runs(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--sizes=30", "--trial"],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path), "SECRET_KEY": "only-for-measuring-" * 4},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    rows = {line.split("|")[1].strip(): line for line in done.stdout.splitlines() if line.startswith("|")}
    assert {"F1, the floor", "overview", "register, search", "this week", "log an update"} <= rows.keys()
