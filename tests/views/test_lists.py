"""What the pages with a list share: an address that holds only what is set."""

import pytest

from tests.pages import HTMX, soup_of

ADDRESSES = [
    ("register/?q=&agreed=&sector=health&owner=&as_of=", "register/?sector=health"),
    ("register/?sector=health&sector=&late=", "register/?sector=health"),
    ("register/?q=+&sort=-code&known=", "register/?sort=-code"),
    ("register/?q=", "register/"),
    ("differences/?sector=&as_of=2021-02-01", "differences/?as_of=2021-02-01"),
    ("log/?party=&kind=&week=2021-W05", "log/?week=2021-W05"),
]


@pytest.fixture
def reader(client, world):
    world.sign_in(client, world.by.analyst)
    return client


@pytest.mark.parametrize(("asked", "clean"), ADDRESSES)
def test_what_is_not_set_does_not_stay_in_the_address(reader, asked, clean):
    page, part = reader.get(f"/by-cn/{asked}"), reader.get(f"/by-cn/{asked}", headers=HTMX)

    assert (page.status_code, page["Location"]) == (302, f"/by-cn/{clean}")
    assert (part.status_code, part["HX-Push-Url"]) == (200, f"/by-cn/{clean}")
    assert part.content == reader.get(f"/by-cn/{clean}", headers=HTMX).content


@pytest.mark.parametrize(
    "asked", ["register/?sector=health", "register/", "log/?kind=recorded", "differences/"]
)
def test_an_address_that_is_clean_is_answered(reader, asked):
    assert reader.get(f"/by-cn/{asked}").status_code == 200
    assert "HX-Push-Url" not in reader.get(f"/by-cn/{asked}", headers=HTMX)


def test_nothing_is_told_to_who_may_not_read(client, world):
    world.sign_in(client, world.stranger)

    assert client.get("/by-cn/register/?q=", follow=True).status_code == 404


def test_links_of_a_list_carry_only_what_is_set(reader):
    """Also where htmx asked for it with every field of the form."""
    part = soup_of(reader.get("/by-cn/register/?q=&agreed=not_assessed&sector=&owner=", headers=HTMX))

    links = [link["href"] for link in part.select("a[href^='?']")]
    assert links
    assert not [link for link in links if "=&" in link or link.endswith("=")]
