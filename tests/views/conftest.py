"""Fixtures of the tests of views."""

from pathlib import Path

import pytest

from tests.pages import form_in


@pytest.fixture
def media(settings, tmp_path):
    """`media()`: the files that were kept."""
    settings.MEDIA_ROOT = tmp_path
    return lambda: [path for path in Path(tmp_path).rglob("*") if path.is_file()]


@pytest.fixture
def opened(client, world):
    """`opened(stage)`: the address of its form, and the form as the page of that address has it."""

    def open_form(stage):
        commitment = stage.set_up(world)
        world.sign_in(client, stage.seat(world))
        url = stage.url(commitment)
        response = client.get(url)
        assert response.status_code == 200
        return url, form_in(response)

    return open_form


@pytest.fixture
def story(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="100,000 doses arrived.")
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        outlook="off_track",
        reason="The air bridge is closed.",
        note="Nothing came.",
        next_step="Talks in Beijing",
    )
    return world
