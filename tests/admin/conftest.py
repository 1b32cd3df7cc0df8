"""Whoever keeps the installation, signed in."""

import pytest

from commitments import actions
from tests.admin.pages import give_a_value
from tests.people import a_source, an_indicator


@pytest.fixture
def keeper(world, client):
    """The administrator, signed in, with a register that has one of everything."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(),))
    counted = [an_indicator("Goods", "kinds")]
    actions.set_indicators(world.trade, by=world.by.secretary, indicators=counted, at=world.clock())
    give_a_value(world, "2019")
    client.force_login(world.administrator)
    return client
