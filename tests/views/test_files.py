"""Lists as files: the rows and the order of the page, all its pages, as of its day, and for who may read it."""

import csv
import gc
import gzip
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from commitments import actions
from commitments.exports.lists import register_list
from commitments.figures.period import ValuePeriod
from commitments.models import Seat
from commitments.reports.pagination import PAGE_SIZE
from commitments.reports.register import Query
from commitments.reports.register.page import RegisterRow
from commitments.views.files import WRITERS
from tests.pages import soup_of
from tests.people import an_indicator, moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

SLUG = "/by-cn/"
EXPORTS = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])


@pytest.fixture
def story(world):
    """The sides differ on the vaccine, exports are counted, and one title looks like a formula."""
    world.record(title="=HYPERLINK(1) of goods")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-01"))
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        position="Воздушный мост закрыт.",
        at=moment("2021-02-02"),
    )
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[EXPORTS])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    value = actions.StatedValue(ValuePeriod.of_key("2020"), Decimal("120.5"), "about")
    actions.give_values(world.trade, by=world.by.analyst, at=world.clock(), indicator=1, values=[value])
    return world


@pytest.fixture
def reader(client, story):
    return story.sign_in(client, story.by.analyst)


def bytes_of(client, address):
    response = client.get(f"{SLUG}{address}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_says_how_long_it_is_however_it_is_packed_on_the_way(reader, kind):
    packed = reader.get(f"{SLUG}register/?file={kind}", headers={"Accept-Encoding": "gzip"})
    content = gzip.decompress(b"".join(packed.streaming_content))

    assert packed["File-Size"] == str(len(content))
    packed.close()


def rows_of(client, address):
    """The rows of a file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(bytes_of(client, address).decode("utf-8-sig"), newline="")))


def sheet_of(client, address):
    return load_workbook(io.BytesIO(bytes_of(client, address))).active


def shown(client, address):
    """The codes of a list on its page."""
    return [one.text for one in soup_of(client.get(f"{SLUG}{address}")).select("main tbody .code")]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "sort=-title",
        "sector=health",
        "as_of=2021-01-31",
        "as_of=2021-01-31&known=today",
        "q=nothing+such",
    ],
)
def test_the_register_has_the_rows_of_its_page(reader, query):
    rows = rows_of(reader, f"register/?{query}&file=csv" if query else "register/?file=csv")

    assert [row["Code"] for row in rows] == shown(reader, f"register/?{query}" if query else "register/")
    assert len(rows) == {"sector=health": 1, "q=nothing+such": 0}.get(query, len(rows))


def test_a_row_of_the_register_says_what_the_page_says_with_days_for_numbers(reader):
    by_code = {row["Code"]: row for row in rows_of(reader, "register/?file=csv")}

    vaccine = by_code["BY-CN-2021-01"]
    assert (vaccine["Belarus says"], vaccine["China says"]) == ("Blocked", "In progress")
    assert vaccine["Last word on"] == "2021-02-02"
    assert vaccine["Page"] == "http://testserver/by-cn/register/BY-CN-2021-01/"
    assert reader.get(vaccine["Page"]).status_code == 200
    assert by_code["BY-CN-2021-03"]["Commitment"] == "'=HYPERLINK(1) of goods"


def test_a_workbook_says_what_it_shows_as_of_when_and_how_far_the_log_reached(reader, story):
    sheet = sheet_of(reader, "register/?as_of=2021-01-31&sector=health&file=xlsx")

    facts = {label.value: value.value for label, value in sheet["A2":"B6"]}
    assert facts["Commission"] == "Belarus – China"
    assert facts["Shows"] == "Health: 1 of 2"
    assert facts["As of"] == "31 January 2021, as recorded then"
    last = story.commission.entry_set.latest("number")
    assert facts["Log"] == f"up to entry No. {last.number}, hash {last.leaf_hex}"
    assert [cell.value for cell in sheet["A"][7:]] == ["Code", "BY-CN-2021-01"]


def test_the_own_side_comes_first_for_who_wants_it_so(client, story):
    seat = story.cn.analyst
    seat.user.own_side_first = True
    seat.user.save()
    story.sign_in(client, seat)

    heads = list(rows_of(client, "register/?file=csv")[0])
    assert heads.index("China says") < heads.index("Belarus says")
    assert rows_of(client, "register/?file=csv")[0]["China says"] == "In progress"


def test_differences_have_the_position_of_each_side(reader):
    (row,) = rows_of(reader, "differences/?file=csv")

    assert row["Code"] == "BY-CN-2021-01"
    assert (row["Belarus says"], row["Position: Belarus"]) == ("Blocked", "Воздушный мост закрыт.")
    assert row["Differ since"] == "2021-02-02"


def test_indicators_have_a_row_for_each_value_and_one_for_a_side_without(reader):
    mine, theirs = rows_of(reader, "indicators/?file=csv")

    assert (mine["Side"], mine["Period"], mine["Value"], mine["Target"]) == (
        "Belarus",
        "2020",
        "120.5",
        "900",
    )
    assert (mine["First day"], mine["Last day"]) == ("2020-01-01", "2020-12-31")
    assert (theirs["Side"], theirs["Value"]) == ("China", "")


def test_the_log_has_all_its_pages_newest_first(reader, story):
    for number in range(45):
        story.update(story.trade, by=story.by.analyst, status="not_started", note=f"Round {number}.")
    rows = rows_of(reader, "log/?file=csv")

    size = story.commission.entry_set.count()
    assert size > 50
    assert [int(row["No."]) for row in rows] == list(range(size - 1, -1, -1))
    assert rows[0]["Note"] == "Round 44."
    assert {row["Side"] for row in rows_of(reader, "log/?party=CN&file=csv")} == {"China"}


def test_the_list_to_do_is_that_of_its_reader(client, story):
    story.sign_in(client, story.cn.secretary)
    theirs = rows_of(client, "inbox/?file=csv")
    story.sign_in(client, story.by.secretary)
    ours = rows_of(client, "inbox/?file=csv")

    assert theirs != ours
    for rows, seat in ((theirs, story.cn.secretary), (ours, story.by.secretary)):
        story.sign_in(client, seat)
        tasks = soup_of(client.get(f"{SLUG}inbox/")).select(".tasks .begins b")
        assert [row["What to do"] for row in rows] == [task.text for task in tasks]


@pytest.mark.parametrize("known", ["", "&known=today"])
def test_a_week_has_the_lines_of_its_sections(reader, known):
    page = soup_of(reader.get(f"{SLUG}weeks/2021-W05/?{known[1:]}"))
    rows = rows_of(reader, f"weeks/2021-W05/?file=csv{known}")

    assert rows
    names = [heading.get_text(" ", strip=True) for heading in page.select("main h2, main h3")]
    assert not [row["Section"] for row in rows if not any(row["Section"] in name for name in names)]
    if not known:
        assert sheet_of(reader, "weeks/2021-W05/?file=xlsx")["A1"].value == "Week 5 of 2021"


def test_every_list_leads_to_its_files_as_it_is_filtered(reader):
    for address in (
        "register/?sector=health",
        "differences/",
        "indicators/",
        "log/?party=CN",
        "weeks/2021-W05/",
    ):
        links = soup_of(reader.get(f"{SLUG}{address}")).select(".files a")
        assert [link.text for link in links] == ["Excel", "CSV"]
        path, _mark, query = address.partition("?")
        assert links[1]["href"] == f"?{query}&file=csv" if query else "?file=csv"
        assert bytes_of(reader, f"{path}{links[0]['href']}").startswith(b"PK")


def test_no_other_kind_of_file_and_no_other_reader(client, story):
    story.sign_in(client, story.by.observer)
    assert client.get(f"{SLUG}register/?file=exe").status_code == 404
    assert (
        client.get(f"{SLUG}weeks/1999-W05/?file=csv").status_code == 200
    )  # before the log: the page says so
    story.sign_in(client, story.stranger)
    assert client.get(f"{SLUG}register/?file=csv").status_code == 404
    client.logout()
    assert client.get(f"{SLUG}register/?file=csv").status_code == 302


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_of_a_long_register_two_pages_are_in_memory_and_no_more(db, kind):
    """However many pages there are: 5 of 50 here."""
    call_command("sample", commitments=230, updates=0, figures_every=0, verbosity=0)
    seat = Seat.objects.filter(commission__slug="sample", role="analyst").first()
    most = 0

    def counted(rows):
        nonlocal most
        for number, row in enumerate(rows):
            if number % PAGE_SIZE == PAGE_SIZE // 2:
                most = max(most, sum(type(one) is RegisterRow for one in gc.get_objects()))
            yield row

    made = register_list(seat, Query({}), shows="", absolute=str)
    write, _content_type = WRITERS[kind]
    write(replace(made, rows=counted(made.rows)), io.BytesIO())

    assert PAGE_SIZE <= most <= 2 * PAGE_SIZE
