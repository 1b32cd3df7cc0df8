"""Commands typed without settings: the demonstration's own start, any other says one sentence and touches nothing."""

import re

import pytest

from tests.installed import ROOT, Installed
from tracker.version import VERSION


@pytest.fixture
def installed(tmp_path):
    return Installed(tmp_path)


@pytest.mark.parametrize(
    "words", [("migrate",), ("verify_projections",), ("remind",), ("createsuperuser",), ("help",), ()]
)
def test_command_without_settings_says_one_sentence_and_touches_nothing(installed, tmp_path, words):
    before = sorted(tmp_path.iterdir())

    result = installed.run("manage.py", *words)

    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Accord cannot start: SECRET_KEY is not set;")
    assert sorted(tmp_path.iterdir()) == before


def test_the_demonstration_needs_no_settings(installed):
    assert "sample" in installed.manage("sample", "--help")
    assert "demo" in installed.manage("demo", "--help")


@pytest.mark.parametrize("word", ["--version", "version"])
def test_version_is_that_of_the_program_and_of_the_changelog(installed, word):
    result = installed.run("manage.py", word)

    assert (result.returncode, result.stdout) == (0, f"Accord {VERSION}\n")
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1].rstrip(",") == VERSION
