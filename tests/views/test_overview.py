"""The overview: each number leads to the list it counts, and what waits is for its reader."""

import json
import re
from decimal import Decimal
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Seat
from tests.demo.built import demonstration
from tests.demo.day import its_own_clock
from tests.pages import HTMX, soup_of, text_of
from tests.people import an_indicator, fresh, moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/"


@pytest.fixture
def story(world):
    """China says "In progress" on the vaccine, Belarus "Blocked"; both have delivered textbooks."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="100,000 doses arrived.")
    world.update(world.vaccine, by=world.by.analyst, status="blocked", reason="The air bridge is closed.")
    books = world.record(title="Textbooks for schools")
    for side in (world.by, world.cn):
        world.close(fresh(books), by=side.secretary)
    return world


def sections(page):
    return {section.h2.text: section for section in soup_of(page).select("main section")}


def test_figures_say_how_the_register_stands(client, story):
    story.sign_in(client, story.by.analyst)
    page = soup_of(client.get(URL))

    assert [(div.dt.text, div.dd.text, div.a["href"]) for div in page.select(".figures div")] == [
        ("commitments", "3", "/by-cn/register/"),
        ("delivered, both sides agree", "1", "/by-cn/register/?agreed=delivered"),
        ("where the sides differ", "1", "/by-cn/differences/"),
        ("assessed by one side only", "0", "/by-cn/register/?agreed=one_side"),
        ("late", "1", "/by-cn/register/?late=1&sort=due"),
        ("with a silent side", "0", "/by-cn/register/?silent=any&sort=word"),
    ]


def test_difference_names_both_positions_and_since_when(client, story):
    story.sign_in(client, story.by.analyst)
    row = sections(client.get(URL))["Where the sides differ"].select_one("li")

    assert text_of(row, ".meta") == (
        "For 164 days. BY Blocked. Talks were held. CN In progress. 100,000 doses arrived."
    )
    assert row.select_one("a.main")["href"] == "/by-cn/register/BY-CN-2021-01/"


def test_difference_quotes_the_position_of_the_day_also_where_the_status_stayed(client, story):
    for day, why in (("2021-03-01", "400,000 doses in all."), ("2021-05-01", "1,900,000 doses in all.")):
        story.update(story.vaccine, by=story.cn.analyst, status="in_progress", position=why, at=moment(day))
    story.sign_in(client, story.by.analyst)

    for query, note in (
        ("", "1,900,000"),
        ("?as_of=2021-06-01", "1,900,000"),
        ("?as_of=2021-04-01", "400,000"),
    ):
        row = sections(client.get(URL + query))["Where the sides differ"].select_one("li")
        assert f"CN In progress. {note} doses in all." in text_of(row, ".meta")


def test_where_nobody_has_spoken_the_sides_do_not_say_the_same(client, story):
    story.sign_in(client, story.by.analyst)

    # The vaccine differs, the books are delivered for both; on the trade nobody has said a word.
    assert text_of(sections(client.get(URL))["Status of the commitments"], ".finding").startswith(
        "On 1 of 3 the sides say the same; on 1 neither has stated a status."
    )
    story.update(story.trade, by=story.cn.analyst, status="in_progress")
    assert text_of(sections(client.get(URL))["Status of the commitments"], ".finding").startswith(
        "On 1 of 3 the sides say the same."
    )


def test_difference_names_the_sides_in_the_readers_order(client, story):
    user = story.cn.analyst.user
    user.own_side_first = True
    user.save()
    for seat, order in ((story.by.analyst, ["BY", "CN"]), (story.cn.analyst, ["CN", "BY"])):
        story.sign_in(client, seat)
        row = sections(client.get(URL))["Where the sides differ"].select_one("li")
        assert [side.text for side in row.select(".side")] == order


@pytest.mark.parametrize(
    ("who", "waiting"),
    [
        (
            ("first", "analyst"),
            ["Agree that it is “In progress”, or say what differs: Vaccine for Belarus"],
        ),
        (
            ("second", "secretary"),
            [
                "Confirm it, or say why not: A wider list of goods",
                "Deliver it, or state its status: Vaccine for Belarus",
            ],
        ),
        (("first", "observer"), None),
    ],
)
def test_what_waits_is_for_its_reader(client, story, who, waiting):
    side, role = who
    story.update(story.vaccine, by=story.cn.analyst, status="in_progress", note="It goes on.")
    story.sign_in(client, story.side(side).seat(role))
    found = sections(client.get(URL)).get("To do")

    if waiting is None:
        assert found is None
    else:
        assert [
            f"{row.select_one('a.main').text}: {row.select_one('.meta [lang]').text}"
            for row in found.select("li")
        ] == waiting


def test_one_reader_never_gets_the_page_of_another(client, story):
    """The page is kept between readers; what waits, the role and the order of sides are each reader's own."""
    user = story.cn.secretary.user
    user.own_side_first = True
    user.save()
    pages = {}
    for _round in range(2):
        for seat in (story.by.analyst, story.by.observer, story.cn.secretary):
            story.sign_in(client, seat)
            page = client.get(URL)
            pages.setdefault(seat.pk, []).append(
                (
                    "To do" in sections(page),
                    text_of(page, "section[aria-labelledby=sides] thead"),
                    text_of(page, ".who p"),
                )
            )

    assert pages == {
        story.by.analyst.pk: [(True, "Status BY Belarus says CN China says", "BY Analyst, Belarus")] * 2,
        story.by.observer.pk: [(False, "Status BY Belarus says CN China says", "BY Observer, Belarus")] * 2,
        story.cn.secretary.pk: [(True, "Status CN China says BY Belarus says", "CN Secretary, China")] * 2,
    }


def test_observer_sees_no_button(client, story):
    story.sign_in(client, story.by.observer)
    main = soup_of(client.get(URL)).main

    assert main.select("form, button, .btn") == []


def test_page_moves_with_the_log(client, story):
    story.sign_in(client, story.by.analyst)
    before = text_of(client.get(URL), ".figures")
    story.update(story.trade, by=story.cn.analyst, status="in_progress", note="Ten firms.")

    after = client.get(URL)

    assert text_of(after, ".figures") != before
    assert "Ten firms." in text_of(sections(after)["Latest entries"], "li")


def test_empty_register_begins_with_a_readout(client, world):
    world.sign_in(client, world.stranger)
    page = client.get("/kz-uz/")

    assert "The register is still empty" in text_of(page)
    assert soup_of(page).main.select_one("a.btn")["href"] == "/kz-uz/readouts/file/"


# --- L3: each number leads to a list with exactly that many rows ----------------------------------------------

NUMBER = re.compile(r"\d+")


def rows_behind(client, url):
    page = soup_of(client.get(url))
    sentence = page.select_one("#results .chips strong").text
    count = int(re.search(r"(\d+)(?: of \d+| commitments?)(?:;|$)", sentence)[1])
    assert len(page.select("#results table:not(.differing) tbody tr")) == count
    return count


def check_numbers(client, page):
    links = {}
    for link in page.select('main a[href^="/by-cn/register/?"], #differ + a, main .figures a'):
        if number := NUMBER.search(link.text):
            links.setdefault(link["href"], set()).add(int(number[0]))
    assert {url: {rows_behind(client, url)} for url in links} == links
    linked = page.select(".figures dd a, table:not(figure table, .progress) td.num a")
    numbers = page.select(".figures dd, table:not(figure table, .progress) td.num")
    assert len(linked) == len([cell for cell in numbers if cell.text != "0" or cell.find("a")])
    return len(links)


def test_L3_each_number_leads_to_its_list(client, story):
    story.sign_in(client, story.cn.secretary)

    assert check_numbers(client, soup_of(client.get(URL))) > 10
    assert check_numbers(client, soup_of(client.get(f"{URL}?as_of=2021-02-01"))) > 10


@pytest.fixture
def demo(db, client):
    with its_own_clock():
        demonstration()
        client.force_login(Seat.objects.get(post="Analyst, Ministry of Health").user)
        yield


@pytest.mark.time_machine("2026-11-23T09:00:00Z")
def test_demonstration_holds_what_it_promises(client, demo):
    """One demonstration for all of it, because it takes some seconds to build."""
    for query in ("", "?as_of=2021-03-01", "?as_of=2022-09-16", "?as_of=2024-01-01"):
        page = soup_of(client.get(URL + query))
        assert check_numbers(client, page) > 10
        chart_is_its_table(page)
    for link in soup_of(client.get(URL)).select(".note a"):
        assert client.get(urljoin(URL, link["href"])).status_code == 200, link
    vaccine_of_march_2021(client)


def chart_is_its_table(page):
    """L16: title with a finding, the same numbers in bars and table, and the last column is what the figures say."""
    figure = page.select_one("figure")
    rows = [[int(cell.text) for cell in row.find_all("td")] for row in figure.select("tbody tr")]
    bars = [[] for _row in rows]
    places = sorted({float(rect["x"].rstrip("%")) for rect in figure.select("rect")})
    for rect in figure.select("rect"):
        bars[places.index(float(rect["x"].rstrip("%")))].append(float(rect["height"]))
    highest = max(sum(row) for row in rows)
    for row, heights in zip(rows, bars, strict=True):
        assert heights == [pytest.approx(count / highest * 156 - 1, abs=0.1) for count in row if count]
    total = int(page.select_one(".figures dd").text)
    assert sum(rows[-1]) == total
    assert str(total) in figure.find_previous(class_="finding").text
    assert figure.svg["role"] == "img"
    assert page.find(id=figure.svg["aria-labelledby"]).text.endswith("The table below has the same numbers.")


def vaccine_of_march_2021(client):
    """As of 1 March 2021 the vaccine shows the first lot of 100,000 doses and nothing that came later."""
    page = client.get("/by-cn/register/BY-CN-2021-05/?as_of=2021-03-01")
    words = text_of(page)

    assert "100,000" in words
    # A chart marks the way to it on its axis; nothing of what came later is there.
    assert set(re.findall(r"\b\d{1,3}(?:,\d{3})+\b", words)) == {"50,000", "100,000"}
    assert {time["datetime"][:10] for time in soup_of(page).select("main time")} <= {
        f"2021-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 32) if (month, day) <= (3, 1)
    }
    assert not soup_of(page).main.select("form, .btn, .actions")


# --- Its parts, and what is new in it -----------------------------------------------------------------------


def picture_in(page):
    """The part of the page that is swapped, byte for byte."""
    html = page.content.decode()
    start = html.index('<div id="picture">')
    end = html.find('<p id="folio" hx-swap-oob', start)
    return html[start : end if end >= 0 else html.index("</main>", start)].strip()


@pytest.mark.parametrize("query", ["", "?sector=health", "?sector=economy&move=second", "?as_of=2021-07-14"])
def test_the_part_is_that_of_the_fresh_page(client, story, query):
    doses = an_indicator("Doses", "doses", targets=[{"value": "900000", "period": "2021"}])
    actions.set_indicators(story.trade, by=story.by.secretary, at=story.clock(), indicators=[doses])
    value = actions.StatedValue(ValuePeriod.of_key("2021-01"), Decimal(100))
    actions.give_values(story.trade, by=story.by.analyst, at=story.clock(), indicator=1, values=[value])
    story.sign_in(client, story.by.analyst)

    page, part = client.get(URL + query), client.get(URL + query, headers=HTMX)

    assert picture_in(part) == picture_in(page)
    rows = [row.select_one(".code").text[-2:] for row in soup_of(page).select(".progress tbody tr")]
    assert rows == ([] if "health" in query else ["02"])
    assert b"<main" not in part.content
    assert {one["id"] for one in soup_of(part).select("[hx-swap-oob]")} == {"folio", "waits"}


def test_the_overview_of_a_part_counts_that_part_alone(client, story):
    story.sign_in(client, story.cn.secretary)

    page = soup_of(client.get(f"{URL}?sector=health"))
    assert page.select_one(".figures dd").text == "1"
    assert [row.th.text.strip() for row in page.select("[aria-labelledby=sectors] tbody tr")] == ["Health"]
    assert {link.text for link in page.select("[aria-labelledby=latest] li a:not(.no)")} == {
        "Vaccine for Belarus"
    }
    assert page.select_one(".parts [aria-current]")["href"] == "?"
    for query in (
        "?sector=health",
        "?move=first",
        "?sector=economy&move=second",
        "?sector=health&as_of=2021-07-14",
    ):
        assert check_numbers(client, soup_of(client.get(URL + query))), query
    assert text_of(client.get(f"{URL}?sector=gazebo"), ".figures dd") == "3"


def test_nothing_is_sent_until_something_has_happened(client, story):
    story.sign_in(client, story.by.analyst)
    watch = soup_of(client.get(URL)).select_one("[hx-trigger]")
    seen = HTMX | json.loads(watch["hx-headers"])

    assert client.get(watch["hx-get"], headers=seen).status_code == 204
    story.update(story.trade, by=story.cn.analyst, status="in_progress", note="Ten firms.")

    after = client.get(watch["hx-get"], headers=seen)
    assert (after.status_code, "Ten firms." in after.content.decode()) == (200, True)
    assert soup_of(client.get(f"{URL}?as_of=2021-07-14")).select("[hx-trigger]") == []


# --- A day, and what it costs -------------------------------------------------------------------------------


def test_past_day_shows_nothing_later(client, story):
    story.sign_in(client, story.by.analyst)
    before = text_of(client.get(f"{URL}?as_of=2021-02-01"))
    story.close(story.trade, by=story.by.secretary, at=moment("2021-06-01"))

    assert text_of(client.get(f"{URL}?as_of=2021-02-01")) == before
    assert "To do" not in before
    assert "The register as it was on 1 February 2021" in text_of(
        client.get(f"{URL}?as_of=2021-02-01"), ".asof"
    )


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("soon", "“soon” is not a day. Write it like 27.9.2022. What you see is today."),
        ("2021-02-30", "“2021-02-30” is not a day of the calendar. What you see is today."),
        ("2031-01-01", "This day has not come yet. What you see is today."),
        ("%00", "“�” is not a day. Write it like 27.9.2022. What you see is today."),
    ],
)
@pytest.mark.parametrize("url", [URL, "/by-cn/register/BY-CN-2021-01/"], ids=["overview", "commitment"])
def test_day_that_is_none_is_told(client, story, url, asked, sentence):
    story.sign_in(client, story.by.analyst)
    page = client.get(f"{url}?as_of={asked}")

    assert (page.status_code, text_of(page, "#messages").replace("\0", "�")) == (200, sentence)
    assert soup_of(page).select_one(".asof") is None


@pytest.mark.parametrize("query", ["", "?as_of=2021-07-14"])
def test_few_queries_however_many_rows(client, story, query):
    def queries():
        client.get(URL + query)  # counted once per entry and day, for all readers
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL + query).status_code == 200
        return len(captured)

    story.sign_in(client, story.by.analyst)
    few = queries()
    for number in range(20):
        commitment = story.record(title=f"Goods no. {number}")
        story.update(commitment, by=story.cn.analyst, status="blocked")

    assert queries() == few <= 12
