"""The demonstration, built once for the tests that only look at it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from commitments.demo import loader
from commitments.demo.acts import Act, read
from commitments.models import Commission
from tests.demo.built import demonstration as built_demonstration
from tests.demo.day import its_own_clock


@pytest.fixture(scope="package")
def acts() -> list[Act]:
    return read()


@pytest.fixture
def acts_done(acts, demonstration) -> list[Act]:
    """Those of them that had happened on the day the demonstration opens on."""
    opening = dt.datetime.combine(loader.LAST_DAY, loader.OPENS_AT, demonstration.zone)
    return [act for act in acts if loader.is_before(opening, act)]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[Commission]:
    """There for the tests of a module, and taken back after them."""
    with django_db_blocker.unblock(), its_own_clock(), transaction.atomic():
        yield built_demonstration()
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(built, db) -> Commission:
    return built
