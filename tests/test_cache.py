"""The shared cache: what it keeps, for how long, and that a fault of the database is not taken for an answer."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings):
    """The cache of the product; the tests otherwise have one in memory."""
    settings.CACHES = settings.CACHES | {
        "shared": {
            "BACKEND": "tracker.cache.DatabaseCache",
            "LOCATION": "accord_cache",
            "OPTIONS": {"MAX_ENTRIES": 9},
        }
    }
    call_command("createcachetable", verbosity=0)
    return caches["shared"]


def test_what_is_set_is_found_and_replaced(cache):
    cache.set("key", [1.5, "я"], 60)
    cache.set("key", [2.5], None)

    assert cache.get("key") == [2.5]
    assert cache.get_many(["key", "other"]) == {"key": [2.5]}


def test_only_the_first_can_add(cache):
    assert [cache.add("lock", 1, 60), cache.add("lock", 2, 60)] == [True, False]
    assert cache.get("lock") == 1


def test_what_has_expired_does_not_count(cache):
    cache.set("lock", 1, -5)

    assert cache.get("lock") is None
    cache.set("lock", 1, -5)
    assert cache.add("lock", 2, 60)
    assert cache.get("lock") == 2


def test_a_deleted_lock_can_be_taken_again(cache):
    cache.add("lock", 1, 60)
    cache.delete("lock")

    assert cache.add("lock", 2, 60)


def test_it_does_not_grow_beyond_its_limit(cache):
    for number in range(40):
        cache.set(f"key-{number}", number, 60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accord_cache")
        assert cursor.fetchone()[0] <= 10


@pytest.mark.parametrize("store", ["add", "set"])
def test_a_database_that_refuses_is_not_an_answer(cache, store):
    def refuse(execute, sql, *rest):
        if sql.startswith("INSERT"):
            return execute("INSERT INTO no_such_table VALUES (1)", *rest)
        return execute(sql, *rest)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.execute_wrapper(refuse):
        getattr(cache, store)("key", 1, 60)
