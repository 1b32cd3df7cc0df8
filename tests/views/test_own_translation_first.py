"""Of two translations alike, lists and pages take that of the reader's own side, then that of the other."""

import pytest

from commitments import actions
from commitments.models import User
from tests.pages import soup_of
from tests.people import fresh
from tests.stages import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

OURS, THEIRS = "Больше товаров", "Расширенный перечень"


def translate(world, side, text):
    said = {"part": "title", "language": "ru", "text": text}
    actions.translate(fresh(world.trade), by=side.analyst, at=world.clock(), **said)


def called(client, world, side, address):
    world.sign_in(client, side.secretary)
    page = soup_of(client.get(address))
    return {one for one in (OURS, THEIRS) if one in page.select_one("main").text}


def test_each_side_reads_its_own(client, world):
    User.objects.update(language="ru", own_side_first=False)
    translate(world, world.cn, THEIRS)
    week = world.commission.calendar.week_of(world.clock.now)
    base = f"/{world.commission.slug}/"
    addresses = [
        base,
        f"{base}register/",
        f"{base}log/",
        f"{base}weeks/{week}/",
        world.trade.get_absolute_url(),
    ]
    for address in addresses[1:]:
        for side in (world.by, world.cn):
            assert called(client, world, side, address) <= {THEIRS}, address
    assert called(client, world, world.by, addresses[1]) == {THEIRS}

    translate(world, world.by, OURS)
    for address in addresses[:-1]:
        for side, text in ((world.by, OURS), (world.cn, THEIRS)):
            assert called(client, world, side, address) <= {text}, address
    assert called(client, world, world.by, addresses[1]) == {OURS}
    assert called(client, world, world.cn, addresses[1]) == {THEIRS}


def test_a_translation_of_what_was_silent_for_long_leaves_it_silent_in_the_week(client, world, time_machine):
    world.update(world.trade, by=world.by.secretary, status="in_progress")
    time_machine.move_to(world.clock(days=world.commission.silent_after_days + 40))
    translate(world, world.cn, THEIRS)
    week = world.commission.calendar.week_of(world.clock.now)
    time_machine.move_to(world.clock(hours=1))
    world.sign_in(client, world.by.secretary)
    page = client.get(f"/{world.commission.slug}/weeks/{week}/")
    assert page.status_code == 200
    assert "No update from either side" in page.text
