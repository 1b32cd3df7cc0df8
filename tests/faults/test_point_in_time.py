"""A register taken back to a moment, as docs/operations.md says: a base backup, and the log of the database until then."""

import os
import subprocess
import sys

import pytest

from tests.faults import world
from tests.faults.client import Seen, Writer
from tests.faults.conftest import FILL
from tests.faults.databases import ROOT, Postgresql
from tests.faults.ledger import Ledger
from tests.faults.server import Server, environment, wait_until


class Archived(Postgresql):
    """A cluster that keeps its log, and can go back to a moment of it."""

    def as_postgres(self, *command):
        user = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        )
        subprocess.run([*user, *command], check=True, cwd="/", capture_output=True)

    def keep_log(self):
        self.archive, self.base = self.folder / "archive", self.folder / "base"
        self.as_postgres("mkdir", str(self.archive))
        self.query("ALTER SYSTEM SET archive_mode = on")
        copy = f"test ! -f {self.archive}/%f && cp %p {self.archive}/%f"
        self.query(f"ALTER SYSTEM SET archive_command = '{copy}'")
        self.restart()
        self.as_postgres(
            str(self.bin / "pg_basebackup"), "--pgdata", str(self.base), "--host", str(self.folder),
            "--username", "accord", "--checkpoint", "fast",
        )  # fmt: skip

    def moment(self):
        return self.query("SELECT clock_timestamp()")[0][0]

    def go_back(self, moment):
        """The last of the log is kept; the data of the base backup take the place of what there is, up to `moment`."""
        last = self.query("SELECT pg_walfile_name(pg_switch_wal())")[0][0]
        wait_until((self.archive / last).exists)
        self.pg_ctl("stop", "--mode=fast")
        data = self.folder / "data"
        data.rename(self.folder / "data-before")
        self.base.rename(data)
        with (data / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"restore_command = 'cp {self.archive}/%f %p'\n")
            settings.write(f"recovery_target_time = '{moment.isoformat()}'\n")
            settings.write("recovery_target_action = 'promote'\n")
        self.as_postgres("touch", str(data / "recovery.signal"))
        self.start()
        wait_until(lambda: not self.query("SELECT pg_is_in_recovery()")[0][0])


@pytest.fixture
def archived(folder):
    own = folder / "archived"
    own.mkdir(mode=0o711)
    database = Archived(own)
    try:
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", FILL],
            cwd=ROOT,
            env=environment(own, database),
            check=True,
        )
        yield database
    finally:
        database.stop()


def test_a_register_goes_back_to_a_moment_and_goes_on_from_there(archived):
    archived.keep_log()
    environ = environment(archived.folder.parent, archived)
    with Server(environ) as server:
        ledger = Ledger(server, archived)
        before, after = {}, {}
        writer = Writer(server, world.EMAILS[0], Seen(), before)
        writer.sign_in()
        for code in world.CODES[:3]:
            writer.write(code)
        moment = archived.moment()
        writer.told = after
        for code in world.CODES[:3]:
            writer.write(code)

        archived.go_back(moment)

        notes = {note for (note,) in archived.query("SELECT note FROM commitments_sealedtext")}
        assert set(before) <= notes
        assert not set(after) & notes
        assert len(before) == len(after) == 3
        verified = server.manage("verify_projections", "--commission", "by-cn")
        assert verified.returncode == 0, verified.stderr
        # and it goes on: what is written now gets the numbers that were taken back
        again = {}
        writer.told = again
        writer.sign_in()
        writer.write(world.CODES[0])
        assert set(again.values()) == {min(after.values())}
        ledger.told = {**before, **again}
        ledger.check_tables()
