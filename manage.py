#!/usr/bin/env python3
"""Runs the project's commands, inside .venv where there is one: nothing has to be activated first."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from tracker.version import VERSION

ROOT = Path(__file__).resolve().parent
VENV_PYTHON = ROOT / ".venv" / "bin" / "python"
DEMONSTRATION = {"demo", "sample"}


def enter_venv() -> None:
    """Replace this process by the same command in .venv, unless a virtual environment is already active."""
    if sys.prefix != sys.base_prefix:
        return
    if VENV_PYTHON.exists():
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])  # noqa: S606 (our own interpreter, no shell)
    if find_spec("django") is None:
        sys.exit(
            "Accord is not set up here yet: run `make` once, it creates .venv and starts the demonstration."
        )


def choose_mode(command: str) -> None:
    """The commands that make invented registers start without settings. Any other one needs them, as the service does:
    a forgotten environment must not be answered by an empty database of this command's own.
    """
    if command in DEMONSTRATION and not os.environ.keys() & {"ACCORD_MODE", "SECRET_KEY"}:
        os.environ["ACCORD_MODE"] = "demo"


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in {"--version", "version"}:
        print(f"Accord {VERSION}")
        return
    enter_venv()
    choose_mode(command)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    # Only now: before enter_venv there may be no Django to import.
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
