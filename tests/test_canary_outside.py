"""What is private to a side leaves the register in no letter, calendar, feed, answer or file: to neither side, nor to others."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from commitments.actions.access_key import make_key
from commitments.actions.telling import follow, keep_choice
from commitments.exports.schema import ENDPOINTS
from commitments.vocabulary.keys import KeyKind
from tests.letters import sent_letters
from tests.stages import TODAY
from tests.test_private_canary import CANARY, furnished, planted  # noqa: F401 (fixtures)

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]


def holders(world):
    return {
        f"{side.party.code} {seat.role}": seat
        for side in (world.by, world.cn)
        for seat in world.seats
        if seat.party_id == side.party.pk
    }


def leaks(said):
    """Where one of the words is, by the name of what was read."""
    assert said
    return [
        (name, word)
        for name, text in said.items()
        for word in CANARY.values()
        if word.lower() in text.lower()
    ]


def test_letters_hold_nothing_private(planted):  # noqa: F811
    world = planted.world
    for seat in world.seats:
        choice = {"weekly": True, "waiting": "at_once", "followed": "at_once", "before_21": True}
        keep_choice(seat, by=seat.user, choice=choice)
        with time_machine.travel("2021-01-20T09:00:00Z"):
            follow(seat, world.meeting)
    call_command("write_letters", stdout=StringIO())
    world.commission.remind_silent_days = world.commission.remind_owed_days = 1
    world.commission.save()
    call_command("remind", stdout=StringIO())

    letters = sent_letters()

    assert len(letters) > len(world.seats)
    assert "administrator" not in {letter.to[0] for letter in letters}
    assert world.administrator.email not in {letter.to[0] for letter in letters}
    said = {f"{number} {letter.to[0]}": letter.message().as_string() for number, letter in enumerate(letters)}
    said |= {
        f"{number} text": "\n".join(
            [
                letter.subject,
                letter.body,
                *(content for content, _kind in getattr(letter, "alternatives", [])),
            ]
        )
        for number, letter in enumerate(letters)
    }
    assert leaks(said) == []


def test_calendars_feeds_and_programs_read_nothing_private(planted, client):  # noqa: F811
    world = planted.world
    said = {}
    for name, seat in holders(world).items():
        for kind in (KeyKind.CALENDAR, KeyKind.FEED):
            _row, token = make_key(seat, kind, name="Mine")
            said[f"{name} {kind}"] = client.get(f"/api/{kind}/{token}/").content.decode()
        _row, token = make_key(seat, KeyKind.PROGRAM, name="Sheet", days=30)
        for one in ENDPOINTS.values():
            path = one.path.format(code=world.vaccine.code, week="2021-W05", number="20")
            response = client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})
            assert response.status_code == 200
            said[f"{name} {path}"] = b"".join(response).decode()

    assert leaks(said) == []


def test_the_file_of_a_commission_is_for_people_with_a_seat(planted, client):  # noqa: F811
    world = planted.world
    said = {}
    for name, seat in holders(world).items():
        world.sign_in(client, seat)
        said[name] = b"".join(client.get("/by-cn/all/")).decode()
    world.sign_in(client, world.administrator)
    assert client.get("/by-cn/all/").status_code == 403
    world.sign_in(client, world.stranger)
    assert client.get("/by-cn/all/").status_code == 404

    assert leaks(said) == []


def test_what_looks_for_leaks_finds_them():
    assert leaks({"x": f"a {CANARY['first']} b"}) == [("x", CANARY["first"])]
