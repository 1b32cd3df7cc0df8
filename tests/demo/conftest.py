"""The demonstration, built once for the tests that only look at it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from commitments.demo import loader
from commitments.demo.acts import Act, read
from commitments.models import Commission


@pytest.fixture(scope="package")
def acts() -> list[Act]:
    return read()


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[Commission]:
    """Built once for the tests of a module, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loader.build()
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(built, db) -> Commission:
    return built
