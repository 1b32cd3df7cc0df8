"""Commands typed without settings: the demonstration's own start, any other says one sentence and touches nothing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.version import VERSION

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def typed(tmp_path):
    """Type a command in a copy of the program, in a shell that knows no settings. Returns what became of it."""
    (tmp_path / "commitments").symlink_to(ROOT / "commitments")
    shutil.copytree(ROOT / "tracker", tmp_path / "tracker")  # its settings work in the folder they lie in
    shutil.copy(ROOT / "manage.py", tmp_path)

    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    "words", [("migrate",), ("verify_projections",), ("remind",), ("createsuperuser",), ("help",), ()]
)
def test_command_without_settings_says_one_sentence_and_touches_nothing(typed, tmp_path, words):
    before = sorted(tmp_path.iterdir())

    result = typed(*words)

    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Accord cannot start: SECRET_KEY is not set;")
    assert sorted(tmp_path.iterdir()) == before


def test_the_demonstration_needs_no_settings(typed):
    assert typed("sample", "--help").returncode == 0
    assert typed("demo", "--help").returncode == 0


@pytest.mark.parametrize("word", ["--version", "version"])
def test_version_is_that_of_the_program_and_of_the_changelog(typed, word):
    result = typed(word)

    assert (result.returncode, result.stdout) == (0, f"Accord {VERSION}\n")
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1].rstrip(",") == VERSION
