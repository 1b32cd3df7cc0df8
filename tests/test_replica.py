"""Which questions go to a replica, and when none does. Under the name of the replica the main database answers here; a

real one is what tests/faults/test_replica.py promotes.
"""

import time

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from commitments.models import Commission, Commitment, Entry, Seat, SignedIn, User, replica
from tests.pages import errors_in, form_in

AHEAD = "FFFFFFFF/FFFFFFFF"  # further than any replica has come
pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "replica"]),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="replicas are those of PostgreSQL"),
]


@pytest.fixture
def reader(client, world, settings, monkeypatch):
    """A browser of somebody with a seat, of an installation with a replica."""
    settings.DATABASE_ROUTERS = ["commitments.models.replica.Router"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "commitments.middleware.replica.ReplicaMiddleware"]
    monkeypatch.setattr(replica, "_asked_again_at", 0.0)
    world.sign_in(client, world.by.analyst)
    client.address = world.vaccine.get_absolute_url()
    client.world = world
    yield client
    connections["replica"].close()


def asked(reader):
    """What the replica and what the main database were asked for the page of a commitment."""
    with (
        CaptureQueriesContext(connections["replica"]) as there,
        CaptureQueriesContext(connection) as here,
    ):
        assert reader.get(reader.address).status_code == 200
    return [one["sql"] for one in there], [one["sql"] for one in here]


def reads(statements, table):
    return any(f'FROM "commitments_{table}"' in sql for sql in statements)


def test_the_register_is_read_there_and_accounts_and_seats_where_they_are_written(reader):
    there, here = asked(reader)

    for table in ("commitment", "entry"):
        assert reads(there, table)
        assert not reads(here, table)
    for table in ("seat", "signedin", "user"):
        assert reads(here, table)
        assert not reads(there, table)


def test_nothing_is_read_there_without_a_router(reader, settings):
    settings.DATABASE_ROUTERS = []

    assert asked(reader)[0] == []


@pytest.mark.parametrize("written", [AHEAD, "1/0; DROP", "-"])
def test_a_replica_that_lacks_what_its_reader_wrote_is_not_read(reader, written):
    reader.cookies[settings.WRITTEN_COOKIE_NAME] = written

    there, here = asked(reader)

    assert not reads(there, "commitment")
    assert reads(here, "commitment")


@pytest.mark.parametrize(("size", "revision"), [(0, 0), (1, 0), (0, 1)])
def test_a_replica_that_lacks_an_entry_or_a_name_the_main_database_has_told_is_not_read(
    reader, size, revision
):
    commission = reader.world.commission
    commission.refresh_from_db()
    commission.loghead.refresh_from_db()
    commission.loghead.size += size
    commission.revision += revision

    with replica.one_request():
        replica.read(commission, written="")
        assert replica.is_read() == (size == revision == 0)


def update(reader, note):
    address = f"{reader.address}update/"
    return reader.post(address, form_in(reader.get(address)).filled(note=note))


def test_who_has_written_is_told_how_far_and_finds_it(reader):
    answer = update(reader, "A second lot was shipped.")

    assert answer.status_code == 302, errors_in(answer)
    assert replica.WRITTEN.fullmatch(answer.cookies[settings.WRITTEN_COOKIE_NAME].value)
    assert reads(asked(reader)[0], "commitment")
    assert "A second lot was shipped." in reader.get(reader.address).text


def test_who_writes_reads_where_is_written(reader):
    with CaptureQueriesContext(connections["replica"]) as there:
        answer = reader.post(f"{reader.address}update/", {"note": ""})

    assert answer.status_code == 422
    assert there.captured_queries == []


def test_a_transaction_reads_where_it_writes(reader):
    router = replica.Router()

    with replica.one_request():
        replica.read(Commission.objects.get(slug="by-cn"), written="")
        assert router.db_for_read(Commitment) == router.db_for_read(Entry) == "replica"
        assert {router.db_for_read(table) for table in (Seat, SignedIn, User)} == {"default"}
        assert router.db_for_write(Commitment) == "default"
        with transaction.atomic():
            assert router.db_for_read(Commitment) == "default"
    assert router.db_for_read(Commitment) == "default"


def away(*_args):
    raise OperationalError("the replica is away")


def test_without_the_replica_the_main_database_answers_and_it_is_left_alone_for_a_while(reader, monkeypatch):
    with monkeypatch.context() as without:
        without.setattr(connections["replica"], "cursor", away)
        assert reads(asked(reader)[1], "commitment")

    assert asked(reader)[0] == []
    monkeypatch.setattr(replica, "_asked_again_at", 0.0)
    assert reads(asked(reader)[0], "commitment")


def test_while_one_reader_waits_for_a_replica_that_was_away_the_others_do_not(reader, monkeypatch):
    commission = reader.world.commission
    replica.give_up()
    monkeypatch.setattr(replica, "_asked_again_at", time.monotonic() - 1)
    waited = []

    def wait(*_args):
        waited.append(1)
        if len(waited) < 3:
            replica.read(commission, written="")  # another reader comes
        return away()

    with monkeypatch.context() as without, replica.one_request():
        without.setattr(connections["replica"], "cursor", wait)
        replica.read(commission, written="")
        assert len(waited) == 1

    monkeypatch.setattr(replica, "_asked_again_at", time.monotonic() - 1)
    assert reads(asked(reader)[0], "commitment")
    assert replica._asked_again_at == 0


def test_a_page_begun_on_a_replica_that_dies_is_made_by_the_main_database(reader):
    def fail(execute, sql, *rest):
        return away() if "commitments_entry" in sql else execute(sql, *rest)

    with connections["replica"].execute_wrapper(fail):
        there, here = asked(reader)

    assert reads(there, "commitment")
    assert reads(here, "entry")


def test_operators_read_how_far_the_replica_is_behind(reader, monkeypatch):
    assert reader.get("/readyz").text == "ready\nreplica 0 bytes behind\n"

    monkeypatch.setattr(connections["replica"], "cursor", away)

    answer = reader.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\nreplica away\n")
