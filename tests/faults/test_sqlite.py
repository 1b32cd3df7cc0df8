"""A disk that is full or fails, and whether SQLite waits for it."""

import resource
import shutil
import subprocess
import time
from pathlib import Path

from tests.faults.client import Person, Seen, Writer
from tests.faults.server import Server, environment
from tests.faults.world import CODES, EMAILS

SAVES = 10


def test_a_full_disk_refuses_to_write_and_goes_on_reading(folder, database, ledger, server):
    ((pages,),) = database.query("PRAGMA page_count")

    with Server(environment(folder, database, FAULTS_PAGES=str(pages + 2))) as full:
        writer = Writer(full, EMAILS[0], Seen(), ledger.told)
        writer.sign_in()
        refused, tried = None, 0
        while refused is None and tried < 200:
            path, form, note = writer.filled_form(CODES[0])
            answer, tried = writer.ask("POST", path, form), tried + 1
            if answer.entry is not None:
                ledger.told[note] = answer.entry
            else:
                refused = answer
        reading = [writer.ask("GET", page).status for page in ("/by-cn/", "/by-cn/register/", path)]

    assert refused is not None
    assert (refused.status, refused.headers["retry-after"]) == (503, "10")
    assert "Accord has no room to save" in refused.text
    assert reading == [200, 200, 200]
    assert full.mistakes() == []
    ledger.check()

    with_room = Writer(server, EMAILS[0], Seen(), ledger.told)
    with_room.cookies = writer.cookies
    with_room.address = writer.address
    with_room.go_on(path, form, note)
    ledger.check_tables()


def test_a_write_that_fails_half_way_leaves_nothing(writer, database, ledger, server):
    """Files may not grow over a limit: writes fail at once, or in the middle of an entry."""
    refusals = 0
    for beyond in (0, 3000, 20_000):
        path, form, note = writer.filled_form(CODES[0])
        log = Path(f"{database.path}-wal")
        limit = log.stat().st_size + beyond if beyond else 0
        workers = server.workers()
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        answers = [writer.ask("POST", path, form) for _time in range(3)]
        reading = writer.ask("GET", "/by-cn/register/").status
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        refusals += sum(answer.status == 503 for answer in answers)
        assert {answer.status for answer in answers} <= {302, 503}
        assert reading == 200
        writer.go_on(path, form, note)

    assert refusals >= 3
    assert database.query("PRAGMA integrity_check") == [("ok",)]
    assert writer.seen.wrong == []
    ledger.check_tables()


def test_signing_in_to_a_busy_database_is_not_told_of_too_many_attempts(server, database):
    person = Person(server, EMAILS[1], Seen())
    form = person.login_form()

    with database.busy():
        refused = person.ask("POST", "/accounts/login/", form)

    assert (refused.status, refused.headers["retry-after"]) == (503, "10")
    person.sign_in()
    assert person.ask("GET", "/by-cn/").status == 200


def test_every_save_waits_for_the_disk(writer, ledger, server, tmp_path):
    """strace counts where it is installed and allowed to; the settings are asked in any case."""
    checked = server.manage("check", "--database", "default", "--fail-level", "WARNING")
    traced = tmp_path / "syncs"
    workers = server.workers()
    tracer = watch_syncs(workers, traced)

    for _time in range(SAVES):
        writer.write(CODES[0])

    if tracer is not None:
        tracer.terminate()
        tracer.wait()
        assert traced.read_text().count("sync(") >= SAVES
    assert checked.returncode == 0, checked.stderr
    ledger.check()


def watch_syncs(workers: list[int], output: Path) -> subprocess.Popen[bytes] | None:
    """strace attached to these processes, or None where that cannot be."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    command = [strace, "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(output)]
    tracer = subprocess.Popen([*command, *(f"--attach={pid}" for pid in workers)], stderr=subprocess.DEVNULL)
    while tracer.poll() is None:
        threads = [path for pid in workers for path in Path(f"/proc/{pid}/task").glob("*/status")]
        if all(f"TracerPid:\t{tracer.pid}\n" in path.read_text() for path in threads):
            return tracer
        time.sleep(0.02)
    return None
