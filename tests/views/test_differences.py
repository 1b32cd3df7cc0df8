"""Where the sides differ: both views and reasons in the reader's order, sorted and filtered by the address."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from tests.pages import HTMX, plain, soup_of, swapped, text_of
from tests.people import moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/differences/"


@pytest.fixture
def story(world):
    """The sides differ on three: on goods longest, on the vaccine (health), and on books since yesterday."""
    goods, books = world.record(title="Goods"), world.record(title="Books")
    for commitment, day in ((goods, "2021-03-01"), (world.vaccine, "2021-05-01"), (books, "2021-07-14")):
        world.update(
            commitment, by=world.cn.analyst, status="in_progress", note="准备工作进展顺利。", at=moment(day)
        )
        world.update(
            commitment,
            by=world.by.analyst,
            status="blocked",
            position="The air bridge is closed.",
            at=moment(day, "10:00"),
        )
    world.update(world.trade, by=world.by.analyst, status="in_progress", at=moment("2021-07-14", "11:00"))
    return world


@pytest.fixture
def reader(client, story):
    return story.sign_in(client, story.by.observer)


def rows(page):
    return soup_of(page).select("table.differences tbody tr")


def codes(page):
    return [row.select_one(".code").text[-2:] for row in rows(page)]


def sentence(page):
    return soup_of(page).select_one("#results [data-announce]").text


def test_row_has_both_views_both_positions_and_since_when(reader):
    row = rows(reader.get(f"{URL}?sector=health"))[0]
    cells = [text_of(row, f":scope > :nth-child({n})") for n in range(1, 7)]
    numbers = [link["href"].rpartition("-")[2] for link in row.select("a.no")]
    difference, belarus, china = numbers

    assert cells == [
        "BY-CN-2021-01",
        "Vaccine for Belarus",
        "Health",
        f"75 days 1 May 2021 No. {difference}",
        f"BY Belarus says Blocked The air bridge is closed. 1 May 2021 · No. {belarus}",
        f"CN China says In progress 准备工作进展顺利。 1 May 2021 · No. {china}",
    ]
    assert difference == belarus  # Belarus spoke second
    assert row.select_one("a.main")["href"] == "/by-cn/register/BY-CN-2021-01/"
    assert row.select_one("[lang=zh-Hans]").text == "准备工作进展顺利。"


def test_each_number_of_an_entry_leads_to_it(reader):
    for link in soup_of(reader.get(URL)).select("table.differences a.no"):
        path, _hash, anchor = link["href"].partition("#")
        assert soup_of(reader.get(path)).find(id=anchor), link["href"]


@pytest.mark.parametrize(
    ("query", "found", "words"),
    [
        ("", ["03", "01", "04"], "The sides differ on 3 commitments"),
        ("?sort=-since", ["04", "01", "03"], "The sides differ on 3 commitments"),
        ("?sort=code", ["01", "03", "04"], "The sides differ on 3 commitments"),
        ("?sort=-code", ["04", "03", "01"], "The sides differ on 3 commitments"),
        ("?sort=sector", ["01", "03", "04"], "The sides differ on 3 commitments"),
        ("?sort=-sector", ["04", "03", "01"], "The sides differ on 3 commitments"),
        ("?sector=economy", ["03", "04"], "Economy: 2 of 3"),
        ("?as_of=2021-06-01", ["03", "01"], "The sides differ on 2 commitments"),
        ("?as_of=2021-06-01&sort=-since", ["01", "03"], "The sides differ on 2 commitments"),
        ("?as_of=2021-06-01&sector=health", ["01"], "Health: 1 of 2"),
        ("?as_of=2021-03-15", ["03"], "The sides differ on 1 commitment"),
    ],
)
def test_address_holds_order_filter_and_day(reader, query, found, words):
    page = reader.get(URL + query)

    assert (codes(page), sentence(page)) == (found, words)


def test_past_day_says_so_and_leads_to_that_day(reader):
    page = reader.get(f"{URL}?as_of=2021-06-01")

    assert "The register as it was on 1 June 2021" in text_of(page, ".asof")
    assert text_of(rows(page)[1], ".since").startswith("31 days")
    assert rows(page)[1].select_one("a.main")["href"] == "/by-cn/register/BY-CN-2021-01/?as_of=2021-06-01"


def test_own_side_first_turns_the_views(client, story):
    user = story.cn.analyst.user
    user.own_side_first = True
    user.save()
    page = story.sign_in(client, story.cn.analyst).get(URL)

    assert [head.text for head in soup_of(page).select("thead .view .side")] == ["CN", "BY"]
    assert [said.text for said in rows(page)[0].select(".view .says .side")] == ["CN", "BY"]


def test_heads_sort_and_turn_the_order_round(reader):
    def head(query, name):
        link = soup_of(reader.get(URL + query)).select_one(f"#sort-{name}")
        return link.parent.get("aria-sort"), link["href"], link["hx-get"] == link["href"]

    assert head("", "since") == ("ascending", "?sort=-since", True)
    assert head("?sort=-since", "since") == ("descending", "?sort=since", True)
    assert head("?sector=health&page=1", "code") == (None, "?sector=health&sort=code", True)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("?sector=space", "sector=space"),
        ("?sort=title", "sort=title"),
        ("?first=blocked", "first=blocked"),
        ("?sector=%00", "sector="),
    ],
)
def test_what_the_list_does_not_know_is_named_and_left_out(reader, query, what):
    page = reader.get(URL + query)

    assert what in text_of(page, ".message-warn")
    assert len(rows(page)) == 3


@pytest.mark.parametrize(
    ("asked", "words"), [("2031-01-01", "This day has not come yet."), ("soon", "“soon” is not a day.")]
)
def test_day_that_is_none_is_told_at_its_field(reader, asked, words):
    page = reader.get(f"{URL}?as_of={asked}")
    field = soup_of(page).select_one("#as-of")

    assert (field["value"], field["aria-invalid"]) == (asked, "true")
    assert words in text_of(page, f"#{field['aria-describedby']}")
    assert len(rows(page)) == 3


def test_no_difference_in_a_sector_says_which_filter_to_remove(reader):
    page = reader.get(f"{URL}?sector=health&as_of=2021-03-15")

    assert "No commitment matches" in text_of(page)
    assert soup_of(page).select_one("section a.chip")["href"] == "?as_of=2021-03-15"


def test_no_difference_at_all(client, world):
    world.sign_in(client, world.by.observer)

    assert "The sides say the same on every commitment on which both have stated a view." in text_of(
        client.get(URL)
    )
    assert "On that day the sides said the same" in text_of(client.get(f"{URL}?as_of=2021-01-31"))


def test_an_answer_without_words_says_so(client, world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    actions.agree(world.vaccine, by=world.by.secretary, shown="in_progress", at=world.clock())
    world.update(world.vaccine, by=world.cn.analyst, status="part")
    world.sign_in(client, world.by.observer)

    assert "No reason was given." in text_of(rows(client.get(URL))[0], ".view")


def test_fragment_is_the_list_of_the_whole_page(reader):
    asked = f"{URL}?sort=code&as_of=2021-06-01"
    before, whole, part = reader.get(URL), reader.get(asked), reader.get(asked, headers=HTMX)

    assert part.headers["Vary"].count("HX-Request") == 1
    after = swapped(before, part, "#results")
    assert plain(after, "#results") == plain(whole, "#results")
    assert plain(after, "#carried") == plain(whole, "#carried")
    assert plain(after, "#asof") == plain(whole, "#asof")
    assert soup_of(part).select_one("#results")["data-title"] == soup_of(whole).title.text


# --- Ways to it, and numbers that are equal on both ends ------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?as_of=2021-06-01"])
def test_overview_leads_here_and_counts_the_same(reader, query):
    overview = soup_of(reader.get(f"/by-cn/{query}"))
    section = overview.select_one("section[aria-labelledby=differ]")
    link = section.select_one("header a")

    assert link["href"] == URL + query
    page = reader.get(link["href"])
    assert link.text == f"All {len(rows(page))}"
    assert [row.select_one("a.main").text for row in rows(page)] == [
        title.text for title in section.select("a.main")
    ]


@pytest.mark.parametrize(
    "query", ["", "&sector=economy", "&as_of=2021-06-01", "&sector=health&as_of=2021-06-01"]
)
def test_register_and_this_list_lead_to_each_other(reader, query):
    register = reader.get(f"/by-cn/register/?agreed=differ{query}")
    here = soup_of(register).find("a", href=lambda href: href.startswith(URL))
    page = reader.get(here["href"])
    back = soup_of(page).find("a", string="The same in the register")

    listed = [code.text[-2:] for code in soup_of(register).select("tbody th .code")]
    assert sorted(codes(page)) == listed
    assert soup_of(reader.get(back["href"])).select_one("#results strong").text == sentence_of(register)


def sentence_of(page):
    return soup_of(page).select_one("#results strong").text


@pytest.mark.parametrize(
    "query", ["", "?agreed=differ&q=goods", "?agreed=differ&as_of=2021-06-01&known=today"]
)
def test_register_of_other_rows_does_not_lead_here(reader, query):
    page = soup_of(reader.get(f"/by-cn/register/{query}"))

    assert not page.find("a", href=lambda href: href.startswith(URL))


# --- What it costs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?as_of=2021-07-14", "?sort=sector&sector=economy"])
def test_few_queries_however_many_rows(reader, story, query):
    def queries():
        caches["pictures"].clear()
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(URL + query).status_code == 200
        return len(captured)

    few = queries()
    differ_on_more(story, 12)

    assert queries() == few <= 8  # one more of a past day: the names of then


def differ_on_more(world, number):
    at = moment("2021-07-14", "12:00")
    for n in range(number):
        commitment = world.record(title=f"Goods no. {n}", at=at)
        world.update(commitment, by=world.cn.analyst, status="in_progress", at=at)
        world.update(commitment, by=world.by.analyst, status="part", at=at)


def test_pages_are_links_and_none_is_missing(reader, story):
    differ_on_more(story, 49)
    first, second = reader.get(URL), reader.get(f"{URL}?page=2")

    assert (len(rows(first)), len(rows(second))) == (50, 2)
    assert len(set(codes(first)) | set(codes(second))) == 52
    assert [link["href"] for link in soup_of(first).select(".pager li a")] == ["?", "?page=2"]
    assert "page 2 of 2" in soup_of(second).title.text
    assert reader.get(f"{URL}?page=3").status_code == 404
