"""What is asked for again: a 304 where nothing private is, and nothing that anybody keeps where something is."""

import pytest

SCHEMA, DOCUMENT = "/api/v1/commission.schema.json", "/api/v1/openapi.json"


@pytest.mark.parametrize("address", ["/.well-known/security.txt", SCHEMA, DOCUMENT])
def test_what_is_the_same_for_all_is_not_sent_twice(world, client, settings, address):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    world.sign_in(client, world.by.observer)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert client.get(address, headers={"If-None-Match": '"another"'}).content == first.content


@pytest.mark.parametrize(
    "address", ["/by-cn/", "/by-cn/register/", "/by-cn/inbox/", "/reference/", "/settings/"]
)
def test_what_somebody_reads_signed_in_is_kept_by_nobody(world, client, address):
    world.sign_in(client, world.by.analyst)
    page = client.get(address, headers={"If-None-Match": "*"})

    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in page


def test_the_page_of_the_door_is_never_the_same_twice(client, db):
    first, again = (client.get("/accounts/login/") for _time in range(2))

    assert first.content != again.content  # its token is masked anew
    assert "ETag" not in first
