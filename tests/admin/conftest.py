"""Whoever keeps the installation, signed in."""

import pytest

from tests.people import a_source


@pytest.fixture
def keeper(world, client):
    """The administrator, signed in, with a register that has one of everything."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(),))
    client.force_login(world.administrator)
    return client
