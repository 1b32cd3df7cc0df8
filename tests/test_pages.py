"""Every page by everybody: who gets in, who is told why not, and that looking never writes."""

import pytest

from tests.people import fresh

READING = [
    "/by-cn/",
    "/by-cn/?as_of=2021-02-01",
    "/by-cn/inbox/",
    "/by-cn/register/",
    "/by-cn/register/?agreed=differ&sort=-due",
    "/by-cn/register/?as_of=2021-02-01&known=today",
    "/by-cn/differences/",
    "/by-cn/differences/?as_of=2021-02-01",
    "/by-cn/register/{code}/",
    "/by-cn/register/{code}/?as_of=2021-02-01",
    "/by-cn/weeks/2021-W05/",
    "/by-cn/weeks/2021-W05/?known=today",
    "/by-cn/readouts/",
    "/by-cn/readouts/2021-01-26-call-by-ru/",
    "/by-cn/meetings/2021-01-26-call/",
    "/by-cn/log/",
]
# Address, and the roles that may open it.
WRITING = {
    "/by-cn/register/{code}/update/": {"analyst", "secretary"},
    "/by-cn/register/{code}/close/": {"secretary"},
    "/by-cn/register/{code}/propose/due/": {"analyst", "secretary"},
    "/by-cn/register/{code}/hand-over/": {"secretary"},
    "/by-cn/register/{code}/propose/wording/": {"analyst", "secretary"},
    "/by-cn/register/{code}/propose/speech_act/": {"analyst", "secretary"},
    "/by-cn/register/{code}/propose/performers/": {"analyst", "secretary"},
    "/by-cn/register/{code}/propose/sector/": {"analyst", "secretary"},
    "/by-cn/register/{code}/supersede/": {"secretary"},
    "/by-cn/readouts/file/": {"analyst", "secretary"},
}
OWN = ["/settings/", "/reference/"]


def address(url, world):
    return url.format(code=world.vaccine.code)


@pytest.mark.parametrize("url", [*READING, *WRITING, *OWN])
def test_who_is_not_signed_in_is_asked_to_sign_in(client, world, url):
    response = client.get(address(url, world))

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("url", READING)
def test_every_role_of_both_sides_reads_every_page(client, world, url, only_reading):
    for seat in world.seats:
        world.sign_in(client, seat)
        with only_reading():
            assert (seat.role, client.get(address(url, world)).status_code) == (seat.role, 200)


@pytest.mark.parametrize("url", WRITING)
def test_pages_that_write_open_for_the_roles_that_may(client, world, url, only_reading):
    for seat in world.seats:
        world.sign_in(client, seat)
        with only_reading():
            expected = 200 if seat.role in WRITING[url] else 403
            assert (seat.role, client.get(address(url, world)).status_code) == (seat.role, expected)


@pytest.mark.parametrize("url", [*READING, *WRITING])
def test_strangers_find_nothing_and_administrators_are_told_why(client, world, url):
    world.sign_in(client, world.stranger)
    assert client.get(address(url, world)).status_code == 404

    world.sign_in(client, world.administrator)
    assert client.get(address(url, world)).status_code == 403


@pytest.mark.parametrize("url", WRITING)
def test_an_observer_is_refused_by_hand_made_posts_too(client, world, url):
    before = fresh(world.vaccine).last_number
    world.sign_in(client, world.by.observer)

    assert client.post(address(url, world), {"status": "delivered", "note": "Done"}).status_code == 403
    assert fresh(world.vaccine).last_number == before


@pytest.mark.parametrize("url", OWN)
def test_ones_own_pages_need_no_seat(client, world, url):
    world.sign_in(client, world.administrator)

    assert client.get(url).status_code == 200
