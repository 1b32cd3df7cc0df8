"""How many rows a page of a long list has: chosen once for all lists, and in the address of every page but the first."""

import pytest
from django.test import Client

from tests.pages import form_in, soup_of

pytestmark = pytest.mark.django_db
REGISTER = "/by-cn/register/"


@pytest.fixture
def reader(client, world):
    for number in range(28):
        world.record(title=f"Commitment {number} of a long list")
    return world.sign_in(client, world.by.analyst)


def choose(client, rows):
    form = form_in(client.get("/settings/"), "main form.mt")
    return client.post("/settings/", form.filled(rows_on_page=rows))


def codes(page):
    return [link.text for link in soup_of(page).select("#results tbody .code")]


def next_url(page):
    return soup_of(page).select_one("a[rel=next]")["href"]


def test_choice_holds_for_every_list_and_whoever_opens_a_page_sees_its_rows(reader, world):
    assert len(codes(reader.get(REGISTER))) == 30
    assert choose(reader, "25").status_code == 302

    first = reader.get(REGISTER)
    assert len(codes(first)) == 25
    assert next_url(first) == "?page=2&rows=25"
    assert len(soup_of(reader.get("/by-cn/log/")).select("[data-row]")) == 25
    second = codes(reader.get(f"{REGISTER}{next_url(first)}"))
    assert len(second) == 5
    colleague = world.sign_in(Client(), world.by.secretary)
    assert codes(colleague.get(f"{REGISTER}{next_url(first)}")) == second


@pytest.mark.parametrize("rows", ["24", "0", "", "all"])
def test_no_other_number_is_a_choice(reader, world, rows):
    assert choose(reader, rows).status_code == 422
    page = reader.get(f"{REGISTER}?rows={rows or 0}")

    assert len(codes(page)) == 30
    assert world.by.analyst.user.rows_on_page == 50
