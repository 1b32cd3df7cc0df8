"""The commands of docs/operations.md, as they stand there.

What needs root and a machine of its own is run by scripts/proof (`make proof`). Here: every block is run somewhere, every
command is one that exists with these arguments, and an installation by hand works for an unprivileged user whose program
is read-only.
"""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.core.management import get_commands, load_command_class

from tests.installed import ROOT, Installed

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```sh (.+?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
PROOF = (ROOT / "scripts" / "proof").read_text(encoding="utf-8")
RUN_HERE = {"by hand", "sqlite"}
PARSED_ONLY = {"log of one commission"}  # they name entries of a register that only exists somewhere else
HOST = "accord.example.org"
# Root without capabilities may do what the owner of the files may, and a file without "w" is read-only to it.
UNPRIVILEGED = (
    ["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"] if os.getuid() == 0 else []
)
PATIENCE = 120


def test_every_block_of_the_page_is_run():
    proved = set(re.findall(r"^page ([a-z ]+?)(?: /\S+)?(?: \|.*)?$", PROOF, re.MULTILINE))

    assert set(BLOCKS) == proved | RUN_HERE | PARSED_ONLY
    assert not re.findall(r"^ {4}\S", PAGE, re.MULTILINE), (
        "a command outside of a named block is run by nobody"
    )


COMMANDS = [
    shlex.split(line, comments=True)
    for block in BLOCKS.values()
    for line in block.splitlines()
    if re.match(r"accord manage |\./manage\.py ", line)
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_command_takes_these_arguments(words):
    name, *arguments = words[2:] if words[0] == "accord" else words[1:]
    if name == "--version":
        return
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)

    assert parser.parse_args(arguments)


def test_commands_of_the_script_are_those_it_has():
    script = (ROOT / "deploy" / "accord").read_text(encoding="utf-8")
    named = set(re.findall(r"^accord ([a-z]+)", "\n".join(BLOCKS.values()), re.MULTILINE))

    assert named <= set(re.findall(r"^#   accord ([a-z]+)", script, re.MULTILINE))


# --- By hand --------------------------------------------------------------------------------------------------


class ByHand:
    """The program of this version, owned by somebody else and read-only; one folder for the data."""

    def __init__(self, folder):
        self.folder = folder / "program"
        self.folder.mkdir()
        Installed(self.folder)
        (self.folder / ".venv").symlink_to(ROOT / ".venv")
        self.data = folder / "data"
        for path in (self.data, self.data / "tmp", self.folder / "staticfiles"):
            path.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONDONTWRITEBYTECODE": "1",
            "SECRET_KEY": "Zk3vQ9wLr7TyB2nMs8HdPf4GjXc6UaEo1ViKqWtRmYbNzJh5Dg",
            "ALLOWED_HOSTS": HOST,
            "TRUSTED_PROXY": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.data}/accord.sqlite3",
            "ACCORD_MEDIA": f"{self.data}/media",
            "ACCORD_BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "1",
            "TMPDIR": f"{self.data}/tmp",
        }

    def start(self, command):
        return subprocess.Popen(
            [*UNPRIVILEGED, *shlex.split(command)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def done(self, command):
        process = self.start(command)
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return said

    def ask(self, path, body=None, kind=""):
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Content-Type": kind,
            "X-Forwarded-For": "10.1.1.1",
        }
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b""


@pytest.fixture
def by_hand(tmp_path):
    installation = ByHand(tmp_path)
    yield installation
    installation.folder.chmod(0o755)
    shutil.rmtree(installation.folder)


def test_an_installation_by_hand_runs_starts_again_and_is_copied(by_hand):
    deploy, serve = BLOCKS["by hand"].splitlines()
    assert by_hand.done(deploy).splitlines()[-1].endswith("is ready to run.")
    for path in by_hand.folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    by_hand.folder.chmod(0o555)

    for _start in range(2):
        process = by_hand.start(serve)
        try:
            deadline = time.monotonic() + PATIENCE
            while by_hand.ask("/readyz")[0] != 200:
                assert process.poll() is None, process.stdout.read()
                assert time.monotonic() < deadline
                time.sleep(0.2)
            status, page = by_hand.ask("/accounts/login/")
            assert status == 200
            style = re.search(rb'href="(/static/[^"]+\.css)"', page)[1].decode()
            assert by_hand.ask(style)[0] == 200
            # Larger than what is kept in memory: it goes to a file while it arrives, and is refused only for its token.
            boundary = "a-boundary"
            large = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\n'.encode()
            large += b"x" * (3 * 1024 * 1024) + f"\r\n--{boundary}--\r\n".encode()
            assert (
                by_hand.ask("/accounts/login/", large, f"multipart/form-data; boundary={boundary}")[0] == 403
            )
        finally:
            process.terminate()
            process.communicate()

    assert "No migrations to apply" in by_hand.done(deploy)
    copy = by_hand.data / "accord-copy.sqlite3"
    command = BLOCKS["sqlite"].replace("data/accord.sqlite3", str(by_hand.data / "accord.sqlite3"))
    by_hand.done(command.replace("accord-copy.sqlite3", str(copy)).replace("python3", sys.executable))
    assert copy.stat().st_size > 100_000
