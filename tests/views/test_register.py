"""The register: one address holds filters, order, page and day, and says so."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions import Due
from commitments.reports.register.columns import COLUMNS
from commitments.templatetags.rows import CELLS
from tests.pages import HTMX, plain, soup_of, swapped, text_of
from tests.people import moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/register/"


@pytest.fixture
def reader(client, world):
    """The analyst of the first side; the vaccine is in progress for China and blocked for Belarus."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    world.update(world.vaccine, by=world.by.analyst, status="blocked", reason="No plane.")
    world.sign_in(client, world.by.analyst)
    return client


def codes(page):
    """The last two digits of the codes in the table, in their order."""
    return [code.text[-2:] for code in soup_of(page).select("table.register tbody th .code")]


def cells_of(page, row):
    """The words of the cells of a row, by the heads they stand below."""
    heads = [head.get_text(" ", strip=True) for head in page.select("table.register thead th")]
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
    return dict(zip(heads, cells, strict=True))


def test_every_column_has_its_cell():
    assert CELLS.keys() == {column.name for column in COLUMNS}


def test_rows_say_what_each_side_says(reader):
    page = soup_of(reader.get(URL))
    row = page.select_one("table.register tbody tr")

    assert cells_of(page, row) == {
        "Code": "BY-CN-2021-01",
        "Commitment and its words": "Vaccine for Belarus Китай готов поставить Беларуси столько вакцины, сколько"
        " потребуется. BY and CN",
        "Sector": "Health",
        "Belarus says": "Blocked",
        "Agreed": "Sides differ",
        "China says": "In progress",
        "Due": "30 Jun 2021 Late by 15 days",
        "Figures": "",
        "Last update": "164 days",
        "Owners": "BY Health CN Health Move: CN",
    }
    assert row.select_one(".row-title")["href"] == "/by-cn/register/BY-CN-2021-01/"
    assert row.select_one(".snippet")["lang"] == "ru"


ADDRESSES = [
    ("", ["01", "02"], "2 commitments"),
    ("?agreed=differ", ["01"], "Sides differ: 1 of 2"),
    ("?first=blocked&second=in_progress", ["01"], "Belarus says: Blocked, China says: In progress: 1 of 2"),
    ("?sector=economy", ["02"], "Economy: 1 of 2"),
    ("?group=open", ["01", "02"], "Open: 2 of 2"),
    ("?group=closed", [], "Closed: 0 of 2"),
    ("?owner=first:health", ["01"], "Health (BY): 1 of 2"),
    ("?late=1", ["01"], "Late: 1 of 2"),
    ("?due=30", [], "Due within 30 days: 0 of 2"),
    ("?silent=any", [], "Silent: either side: 0 of 2"),
    ("?need=second", ["01", "02"], "Waits for China: 2 of 2"),
    ("?recognition=proposed", ["02"], "Proposed: 1 of 2"),
    ("?attested=both", ["01"], "In both readouts: 1 of 2"),
    ("?attested=first", ["02"], "Only in the readout of Belarus: 1 of 2"),
    ("?q=ВАКЦИНА", ["01"], "“ВАКЦИНА”: 1 of 2"),
    ("?q=疫苗", ["01"], "“疫苗”: 1 of 2"),
    ("?q=by-cn-2021-02", ["02"], "“by-cn-2021-02”: 1 of 2"),
    ("?q=goods&sector=health", [], "“goods”, Health: 0 of 2"),
    ("?sort=-code", ["02", "01"], "2 commitments"),
    ("?sort=title", ["02", "01"], "2 commitments"),
    ("?sort=due", ["01", "02"], "2 commitments"),
    ("?as_of=2021-01-31", ["01", "02"], "2 commitments"),
    ("?as_of=31.1.2021&agreed=not_assessed", ["01", "02"], "Not yet assessed: 2 of 2"),
    ("?as_of=2021年1月31日&known=today", ["01", "02"], "2 commitments"),
    ("?as_of=2021-01-01", [], "0 commitments"),
    ("?as_of=2021-07-14&late=1", ["01"], "Late: 1 of 2"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "rows", "sentence"), ADDRESSES)
def test_address_is_the_whole_state(reader, query, rows, sentence):
    page = reader.get(URL + query)

    assert (page.status_code, codes(page), text_of(page, ".chips strong")) == (200, rows, sentence)
    assert soup_of(page).title.text == f"Register, {sentence} – Accord"


@pytest.mark.parametrize(
    "query",
    ["?sort=-title", "?agreed=differ&q=vaccine", "?as_of=2021-01-31", "?late=1", "?q=nothing", "?page=1&x=1"],
)
@pytest.mark.parametrize("before", ["", "?as_of=2021-01-31&known=today&sort=due"], ids=["plain", "past day"])
def test_list_that_is_swapped_in_leaves_the_page_a_fresh_one_has(reader, before, query):
    """Everything but the fields of the filter, which show already what was asked."""
    answer = reader.get(URL + query, headers=HTMX)
    page = swapped(reader.get(URL + before), answer, "#results")
    fresh_page = soup_of(reader.get(URL + query))

    assert soup_of(answer).html is None
    assert page.select_one("#results")["data-title"] == fresh_page.title.text
    for part in ("#results", "#asof", "#views", "#carried"):
        assert plain(page, part) == plain(fresh_page, part)


def test_part_is_told_apart_from_the_page_by_caches(reader):
    assert "HX-Request" in reader.get(URL)["Vary"]


def test_history_of_the_browser_gets_the_whole_page(reader):
    page = reader.get(URL, headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert soup_of(page).html


# A value that a filter does not offer: tests/views/test_register_filters.py.
UNKNOWN = [
    "first=differ",
    "owner=both:health",
    "due=31",
    "known=yesterday",
    "sort=password",
    "sort=--code",
    "as_of=2021-02-30",
    "as_of=soon",
    "as_of=16.7.2021",
    "colour=red",
]


@pytest.mark.parametrize("part", UNKNOWN)
def test_what_the_address_says_and_nobody_knows_is_left_out_with_a_notice(reader, part):
    page = reader.get(f"{URL}?{part}")

    assert (page.status_code, codes(page)) == (200, ["01", "02"])
    name, _equals, value = part.partition("=")
    notice = "This part of the address is unknown, so it was left out:"
    assert text_of(page, ".message-warn") == f"{notice} {name}={value[:60]}"


@pytest.mark.parametrize(
    "part", ["q=%00", "agreed=%00", "%00=1", "as_of=%00", "q=%ED%A0%80", "sector=%F0%9F%98%80", "q=%E2%80%AE"]
)
def test_no_character_of_an_address_is_a_fault(reader, part):
    assert reader.get(f"{URL}?{part}").status_code == 200


@pytest.mark.parametrize(
    ("part", "control", "typed", "sentence"),
    [
        ("as_of=soon", "as_of", "soon", "“soon” is not a day. Write it like 27.9.2022."),
        ("as_of=16.7.2021", "as_of", "16.7.2021", "This day has not come yet."),
        ("q=" + "x" * 201, "q", "x" * 201, "This is 1 character too long: the limit is 200."),
    ],
)
def test_what_was_typed_into_a_filter_stays_there_with_its_sentence(reader, part, control, typed, sentence):
    field = soup_of(reader.get(f"{URL}?{part}")).select_one(f"form.filter [name={control}]")

    assert field["value"] == typed
    assert field.find_next(id=field["aria-describedby"]).text == sentence


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "1.0", "", "١", "99999999999999999999", "1e1", "%00"])
def test_page_that_is_not_there(reader, page):
    assert reader.get(f"{URL}?page={page}").status_code == 404


def test_each_chip_takes_its_filter_away(reader):
    page = reader.get(f"{URL}?agreed=differ&q=vaccine&late=1&sort=due&as_of=2021-07-14")
    results = soup_of(page).select_one("#results")

    assert {chip.contents[0].strip(): chip["href"] for chip in results.select("a.chip")} == {
        "“vaccine”": "?agreed=differ&late=1&sort=due&as_of=2021-07-14",
        "Sides differ": "?q=vaccine&late=1&sort=due&as_of=2021-07-14",
        "Late": "?agreed=differ&q=vaccine&sort=due&as_of=2021-07-14",
    }
    assert results.find("a", string="Clear")["href"] == "?sort=due&as_of=2021-07-14"


def test_empty_result_says_which_filters_to_take_away(reader):
    page = soup_of(reader.get(f"{URL}?agreed=delivered&q=vaccine"))
    section = page.select_one("#results section")

    assert section.h2.text == "No commitment matches"
    assert [chip["href"] for chip in section.select("a.chip")] == ["?agreed=delivered", "?q=vaccine"]
    assert section.find("a", string="Clear all")["href"] == "?"


def test_empty_register_says_what_will_be_here(client, world):
    for seat, offered in ((world.stranger, True), (world.by.observer, None)):
        if offered is None:
            continue
        world.sign_in(client, seat)
        page = client.get("/kz-uz/register/")
        assert "The list is still empty" in text_of(page, "#results")
        assert soup_of(page).select_one('#results a[href="/kz-uz/readouts/file/"]')


def test_heads_sort_and_say_how(reader):
    def head(query, name):
        cell = soup_of(reader.get(URL + query)).find(id=f"sort-{name}").find_parent("th")
        return cell.get("aria-sort"), cell.a["href"]

    assert head("", "code") == ("ascending", "?sort=-code")
    assert head("?agreed=differ&page=1", "title") == (None, "?agreed=differ&sort=title")
    assert head("?sort=title", "title") == ("ascending", "?sort=-title")
    assert head("?sort=-title", "title") == ("descending", "?sort=title")
    assert head("?sort=-title", "code") == (None, "?sort=code")


def test_views_everybody_has(reader):
    tabs = soup_of(reader.get(f"{URL}?agreed=differ&sort=due")).select("#views a")

    assert [(tab.text, tab["href"], tab.get("aria-current")) for tab in tabs] == [
        ("All", "?", None),
        ("Waits for us", "?need=first", None),
        ("Late", "?late=1", None),
        ("Re-dated", "?redated=1", None),
        ("Sides differ", "?agreed=differ", "page"),
        ("Silent", "?silent=any", None),
    ]


def test_own_side_first_turns_the_columns(client, world):
    user = world.cn.observer.user
    user.own_side_first = True
    user.save()
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    world.sign_in(client, world.cn.observer)
    page = soup_of(client.get(URL))

    assert [head.text for head in page.select("th.stand")] == ["China says", "Agreed", "Belarus says"]
    assert [cell["data-l"] for cell in page.select("tbody tr:first-child td.stand")] == [
        "China",
        "Agreed",
        "Belarus",
    ]
    assert text_of(page, "tbody tr:first-child td.stand") == "In progress"


# --- A past day -------------------------------------------------------------------------------------------


def test_past_day_is_said_and_leads_back(reader):
    page = reader.get(f"{URL}?as_of=2021-01-31&agreed=not_assessed")

    banner = soup_of(page).select_one(".asof")
    assert "The register as it was on 31 January 2021" in text_of(page, ".asof")
    assert {link.text: link["href"] for link in banner.find_all("a")} == {
        "The same day, as known today": "?as_of=2021-01-31&agreed=not_assessed&known=today",
        "Back to today": "?agreed=not_assessed",
    }
    other = reader.get(f"{URL}?as_of=2021-01-31&known=today")
    assert "The register on 31 January 2021, as known today" in text_of(other, ".asof")
    assert soup_of(other).find("a", string="As known then")["href"] == "?as_of=2021-01-31"


def test_two_clocks(reader, world):
    """Recorded on 1 February, true since 28 January."""
    world.update(world.trade, by=world.by.analyst, status="blocked", effective_on=dt.date(2021, 1, 28))

    assert codes(reader.get(f"{URL}?as_of=2021-01-29&first=blocked")) == []
    assert codes(reader.get(f"{URL}?as_of=2021-01-29&first=blocked&known=today")) == ["02"]
    assert codes(reader.get(f"{URL}?as_of=2021-01-27&first=blocked&known=today")) == []


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        ("?as_of=2021-01-31", "?as_of=2021-01-31"),
        ("?as_of=2021-01-31&known=today", "?as_of=2021-01-31&known=today"),
        ("?as_of=2021-01-26&known=today", ""),  # nothing had been recorded by then
    ],
)
def test_rows_lead_to_the_page_of_that_day_where_there_is_one(reader, asked, carried):
    rows = soup_of(reader.get(URL + asked)).select("table.register tbody tr")

    found = [row.find("a")["href"] for row in rows]
    assert found == [f"{URL}BY-CN-2021-0{number}/{carried}" for number in (1, 2)]
    assert {reader.get(url).status_code for url in found} == {200}


@pytest.mark.parametrize("known", ["", "&known=today"])
@pytest.mark.parametrize("day", ["2021-01-26", "2021-01-27", "2021-01-31"])
def test_rows_of_a_past_day_lead_somewhere(reader, day, known):
    """Promised on the 26th, recorded on the 27th."""
    page = soup_of(reader.get(f"{URL}?as_of={day}{known}"))
    links = [link["href"] for link in page.select(".row-title")]

    assert bool(links) == (known != "" or day != "2021-01-26")
    assert [reader.get(link).status_code for link in links] == [200] * len(links)


def test_later_entries_never_change_a_past_day(reader, world):
    before = plain(reader.get(f"{URL}?as_of=2021-02-01"), "#results")
    world.close(world.vaccine, by=world.by.secretary, at=moment("2021-06-01"))
    world.record(title="Another one", at=moment("2021-06-02"))

    assert plain(reader.get(f"{URL}?as_of=2021-02-01"), "#results") == before


# --- Pages of a long list ---------------------------------------------------------------------------------


@pytest.fixture
def many(world, reader):
    """107 commitments: three pages."""
    for number in range(105):
        world.record(title=f"Goods no. {number}", due=Due(kind="date", on=dt.date(2022, 1, 1)))
    return reader


def test_pages_are_links_and_in_the_title(many):
    page = soup_of(many.get(f"{URL}?sort=code&page=2"))

    assert page.title.text == "Register, 107 commitments, page 2 of 3 – Accord"
    assert len(codes_of(page)) == 50
    assert [(link.text, link["href"], link.get("aria-current")) for link in page.select(".pager a")] == [
        ("Previous page", "?sort=code", None),
        ("1", "?sort=code", None),
        ("2", "?sort=code&page=2", "page"),
        ("3", "?sort=code&page=3", None),
        ("Next page", "?sort=code&page=3", None),
    ]
    assert all(link["hx-get"] == link["href"] for link in page.select(".pager a[hx-get]"))


def codes_of(page):
    return [code.text for code in page.select("table.register tbody th .code")]


@pytest.mark.parametrize("sort", ["code", "-code", "title", "-due", "word", "agreed"])
def test_pages_together_are_the_list(many, sort):
    found = [
        code for page in (1, 2, 3) for code in codes_of(soup_of(many.get(f"{URL}?sort={sort}&page={page}")))
    ]

    assert (len(found), len(set(found))) == (107, 107)
    assert many.get(f"{URL}?sort={sort}&page=4").status_code == 404


@pytest.mark.parametrize(
    "query", ["sort=code", "sort=agreed", "as_of=2021-07-15", "as_of=2021-07-15&known=today"]
)
def test_codes_beyond_99_a_year_follow_their_number(many, query):
    found = [code for page in (1, 2, 3) for code in codes_of(soup_of(many.get(f"{URL}?{query}&page={page}")))]

    assert found == [f"BY-CN-2021-{number:02}" for number in range(1, 108)]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?as_of=2021-07-14",
        "?as_of=2021-07-14&known=today",
        "?q=goods&attested=first&need=second&meeting=2021-01-26-call",
    ],
)
def test_few_queries_however_many_rows(client, world, query):
    world.sign_in(client, world.by.analyst)
    few = queries_of_grown_log(client, URL + query, world)
    for number in range(58):
        world.record(title=f"Goods no. {number}")

    # As known today, values may have come later for the day.
    assert few == queries_of_grown_log(client, URL + query, world) <= (10 if "known" in query else 9)


def queries_of_grown_log(client, url, world):
    """How many queries a page takes that nobody has asked for since the log has grown."""
    client.get(url)
    world.record(title="One more of the goods")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
