"""Who writes to SQLite waits in a queue: in order, no longer than before, and nobody keeps a turn that is over."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from commitments.models import Sector
from tracker.sqlite.turns import Turns, turns_at

HOLD = """
import fcntl, sys
held = open(sys.argv[1], "w")
fcntl.flock(held, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def turns(tmp_path):
    return Turns(str(tmp_path / "register.sqlite3"))


def waiting(turns, count):
    """Wait until so many threads wait."""
    pause = threading.Event()
    while len(turns._waiting) < count:
        pause.wait(0.001)


def test_threads_are_served_in_the_order_in_which_they_came(turns):
    served, threads = [], []

    def write(number):
        assert turns.take(60)
        served.append(number)
        turns.give_back()

    assert turns.take(1)
    for number in range(8):
        threads.append(threading.Thread(target=write, args=[number]))
        threads[-1].start()
        waiting(turns, number + 1)
    turns.give_back()
    for thread in threads:
        thread.join()

    assert served == list(range(8))


def test_who_has_waited_long_enough_goes_and_keeps_nobody(turns):
    assert turns.take(1)
    assert not turns.take(0.01)
    turns.give_back()

    assert turns.take(0.01)


def test_another_process_has_its_turn_and_gives_it_back_when_it_dies(turns):
    command = [sys.executable, "-c", HOLD, turns.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        assert not turns.take(0.01)
        other.kill()

    assert turns.take(60)


def test_without_a_place_for_the_file_there_is_a_queue_of_threads_all_the_same(tmp_path):
    turns = Turns(str(tmp_path / "missing" / "register.sqlite3"))

    assert turns.take(1)
    assert not turns.take(0.01)


def test_who_may_write_to_the_database_may_queue_also_after_root(turns):
    database = Path(turns.database)
    database.touch()
    database.chmod(0o660)
    if os.geteuid() == 0:
        os.chown(database, 4321, 4321)

    assert turns.take(1)

    made, wanted = Path(turns.path).stat(), database.stat()
    assert (made.st_mode & 0o777, made.st_uid, made.st_gid) == (0o660, wanted.st_uid, wanted.st_gid)


sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the queue is that of SQLite")


def is_free():
    turns = turns_at(str(connection.settings_dict["NAME"]))
    return not turns._is_taken


@sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_holds_a_turn_until_its_end():
    assert is_free()
    with transaction.atomic():
        assert not is_free()
        with transaction.atomic():
            pass
        assert not is_free()
    assert is_free()

    with pytest.raises(DatabaseError), transaction.atomic():
        Sector.objects.create(commission_id=0, code="-")
        transaction.get_connection().check_constraints()
    assert is_free()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        connection.close()
        raise ZeroDivisionError
    assert is_free()


@sqlite
@pytest.mark.django_db(transaction=True)
def test_who_waits_in_vain_is_told_as_by_the_database(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    turns = turns_at(str(connection.settings_dict["NAME"]))
    assert turns.take(1)
    try:
        with pytest.raises(OperationalError, match="database is locked"), transaction.atomic():
            pass
    finally:
        turns.give_back()

    with transaction.atomic():
        assert not Sector.objects.exists()
