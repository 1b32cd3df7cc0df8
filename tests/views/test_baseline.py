"""The value before the promise: typed in one line with its day and its source, and read by everybody."""

import pytest

from tests.pages import soup_of, text_of
from tests.people import fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


def count(client, world, baseline, **typed):
    client.force_login(world.by.secretary.user)
    sent = {
        "indicators-0-number": "",
        "indicators-0-title": "Companies in the park",
        "indicators-0-unit": "companies",
        "indicators-0-combining": "stock",
        "indicators-0-direction": "more",
        "indicators-0-targets": "100; 2022",
        "indicators-0-baseline": baseline,
        "submission": f"baseline-{len(baseline)}",
        "seen": fresh(world.trade).last_number,
        **typed,
    }
    return client.post(f"{address(world)}indicators/", sent, follow=True)


def address(world):
    return f"/by-cn/register/{world.trade.code}/"


def test_its_source_is_kept_and_shown_and_typed_again_as_it_was(client, world):
    count(client, world, "68; 12.1.2021; Сборник 2020; табл. 3")

    held = fresh(world.trade).indicators[0]["baseline"]
    assert held == {"value": "68", "period": "2021-01-12", "source": "Сборник 2020; табл. 3"}
    page = client.get(address(world))
    assert "Before the promise: 68 companies (12 January 2021) · Сборник 2020; табл. 3" in text_of(page)
    assert soup_of(page).select_one(".note [lang=ru]").text == "Сборник 2020; табл. 3"
    form = soup_of(client.get(f"{address(world)}indicators/"))
    again = form.select_one("[name=indicators-0-baseline]")["value"]
    assert again == "68; 2021-01-12; Сборник 2020; табл. 3"
    refused = count(client, world, again, **{"indicators-0-number": "1"})
    assert "Nothing was changed." in text_of(refused)


def test_a_web_page_is_a_link_and_without_a_source_nothing_is_said_of_one(client, world):
    count(client, world, "68; 12.1.2021; https://example.org/park")
    [link] = soup_of(client.get(address(world))).select('.note a[href="https://example.org/park"]')
    assert link["rel"] == ["noreferrer"]

    count(client, world, "69; 12.1.2021", **{"indicators-0-number": "1"})
    assert fresh(world.trade).indicators[0]["baseline"] == {"value": "69", "period": "2021-01-12"}
    assert not soup_of(client.get(address(world))).select('.note a[href="https://example.org/park"]')


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("68", "write the value, a semicolon, and the day or period"),
        ("68; soon; Yearbook", "soon"),
        (";;Yearbook", "Yearbook"),
        ("68; 12.1.2021; 12", "“12” is no source"),
        ("68; 12.1.2021; ftp://example.org/a", "This is not the address of a web page."),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_form(client, world, typed, sentence):
    refused = count(client, world, typed)

    assert sentence in text_of(refused)
    assert soup_of(refused).select_one("[name=indicators-0-baseline]")["value"] == typed
    assert fresh(world.trade).indicators == []
