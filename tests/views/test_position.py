"""A position is quoted wherever a side is said to hold a status, and a remark changes it nowhere."""

import pytest

from tests import sessions
from tests.pages import soup_of, text_of
from tests.people import fresh, moment

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-07-15T09:00:00Z")]

WHY, REMARK = "No plane may land in Minsk.", "@Director, please look at this."
PAGES = {
    "/by-cn/": "section:has(#differ)",
    "/by-cn/?as_of=2021-02-12": "section:has(#differ)",
    "/by-cn/differences/": "table.differences",
    "/by-cn/differences/?as_of=2021-02-12": "table.differences",
    "/by-cn/register/BY-CN-2021-01/": ".standpoints",
    "/by-cn/register/BY-CN-2021-01/?as_of=2021-02-12": ".standpoints",
    "/by-cn/sessions/2021-07-12-fifth-session/pack/": ".beside:has(blockquote)",
    "/by-cn/weeks/2021-W06/": "section:has(#differ)",
}


@pytest.fixture
def told(world):
    """The sides differ; each has given its reason, and the first then makes a remark."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-09"))
    fields = {"status": "blocked", "by": world.by.analyst}
    world.update(
        world.vaccine, note="The flight was called off.", position=WHY, at=moment("2021-02-10"), **fields
    )
    world.update(world.vaccine, note=REMARK, at=moment("2021-02-11"), **fields)
    world.clock.now = moment("2021-07-01")
    sessions.put(world, sessions.call(world), fresh(world.vaccine))
    return world


@pytest.mark.parametrize("url", PAGES)
def test_a_remark_changes_no_position(client, told, url):
    told.sign_in(client, told.by.observer)

    said = text_of(soup_of(client.get(url)), PAGES[url])

    assert WHY in said
    assert REMARK not in said
