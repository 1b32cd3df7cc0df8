"""A copy of the program in a folder of its own, as an installation has it: what it writes beside itself stays there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Installed:
    """The program in `folder`, and a shell in it that knows no settings but those given."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        for name in ("commitments", "templates", "static", "locale", "tests"):
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "tracker", folder / "tracker")  # its settings work in the folder they lie in
        shutil.copy(ROOT / "manage.py", folder)
        self.environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **settings}

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-u", *words],
            cwd=self.folder,
            env={**self.environment, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*words, **settings)
        out, err = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def manage(self, *words: str, **settings: str) -> str:
        """What a command that has to succeed says."""
        result = self.run("manage.py", *words, **settings)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout
