"""The head of every page: the menu, what is asked of an earlier day, and that errors have it too."""

from __future__ import annotations

import pytest

from tests.pages import soup_of, text_of
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


def asked(page):
    """Where an earlier day is asked for: the address, what goes along, and what will be shown."""
    form = soup_of(page).select_one(".earlier form")
    along = {field["name"]: field["value"] for field in form.select("[type=hidden]")}
    return form["action"], along, form.label.text


@pytest.mark.parametrize(
    ("url", "action", "along", "label"),
    [
        ("/by-cn/", "/by-cn/", {}, "This page on an earlier day"),
        (
            "/by-cn/register/?sector=health&page=1&as_of=2021-02-01",
            "/by-cn/register/",
            {"sector": "health"},
            "This page on an earlier day",
        ),
        ("/by-cn/differences/", "/by-cn/differences/", {}, "This page on an earlier day"),
        (
            "/by-cn/register/BY-CN-2021-01/",
            "/by-cn/register/BY-CN-2021-01/",
            {},
            "This page on an earlier day",
        ),
        (
            "/by-cn/register/BY-CN-2021-01/update/",
            "/by-cn/register/BY-CN-2021-01/",
            {},
            "This commitment on an earlier day",
        ),
        ("/by-cn/weeks/2021-W06/", "/by-cn/weeks/", {}, "The week of an earlier day"),
        ("/by-cn/inbox/", "/by-cn/", {}, "The register on an earlier day"),
        ("/by-cn/log/", "/by-cn/", {}, "The register on an earlier day"),
        ("/reference/", "/by-cn/", {}, "The register on an earlier day"),
    ],
)
def test_an_earlier_day_is_asked_of_the_page_one_is_on(client, world, url, action, along, label):
    world.sign_in(client, world.by.analyst)

    assert asked(client.get(url)) == (action, along, label)


@pytest.mark.parametrize(
    ("asked_for", "shown"),
    [("2021-02-01", "2021-02-01"), ("1.2.2021", "2021-02-01"), ("32.1.2021", ""), ("2121-02-01", "")],
)
def test_the_field_of_an_earlier_day_has_a_day_that_a_browser_takes(client, world, asked_for, shown):
    world.sign_in(client, world.by.analyst)

    page = client.get("/by-cn/indicators/", {"as_of": asked_for})
    assert soup_of(page).select_one("#earlier-day")["value"] == shown


def test_the_day_asked_for_leads_to_the_past_day_of_the_page_and_to_its_week(client, world):
    world.sign_in(client, world.by.analyst)

    past = client.get("/by-cn/register/BY-CN-2021-01/?as_of=2021-02-01")
    assert "1 February 2021" in text_of(past, ".asof")
    # Friday evening after the cut-off belongs to the next week.
    assert client.get("/by-cn/weeks/?as_of=2021-02-05")["Location"] == "/by-cn/weeks/2021-W06/"
    assert client.get("/by-cn/weeks/?as_of=2021-02-04")["Location"] == "/by-cn/weeks/2021-W05/"


def test_an_error_within_a_commission_keeps_its_navigation_and_search(client, world):
    client.raise_request_exception = False
    world.sign_in(client, world.by.analyst)

    inside, outside = client.get("/by-cn/register/BY-CN-2021-99/"), client.get("/no/such/page/")

    assert (inside.status_code, outside.status_code) == (404, 404)
    links = [link["href"] for link in soup_of(inside).select(".mainnav a")]
    assert "/by-cn/register/" in links and "/by-cn/inbox/" in links
    assert soup_of(inside).select_one("form.find")["action"] == "/by-cn/register/"
    assert not soup_of(outside).select(".mainnav, form.find")
