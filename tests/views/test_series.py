"""Where figures come from: source of a row, publisher and method of a series, both numbers of a share."""

import json
import zlib
from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions.errors import Conflict, RuleBroken
from commitments.figures.period import ValuePeriod
from commitments.reports.data.commitments import indicators_data
from commitments.reports.data.slice import DataAsked
from tests.pages import plain, soup_of, text_of
from tests.people import an_indicator, fresh, moment
from tests.stages import TODAY
from tests.views.test_files import bytes_of, rows_of, sheet_of

pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture
def counted(client, world):
    lines = [
        an_indicator("Exports", "million USD", is_open=True),
        an_indicator("Share of goods", "%", combining="rate", is_open=True),
    ]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=lines)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    client.force_login(world.by.analyst.user)
    return world


def address(world):
    return f"/by-cn/register/{world.trade.code}/"


def send(client, world, **typed):
    sent = {
        "indicator": "1",
        "effective_on": "2021-02-01",
        "decimal_mark": ".",
        "submission": f"values-{zlib.crc32(json.dumps(typed).encode())}",
        "seen": fresh(world.trade).last_number,
        **typed,
    }
    return client.post(f"{address(world)}values/", sent, follow=True)


def test_each_pasted_row_keeps_its_source(client, counted):
    pasted = "2019\t5\t\thttps://example.org/2019\n2020\t6\t\tYearbook 2021"
    preview = send(client, counted, pasted=pasted, preview="1")
    assert "Source: Yearbook 2021" in text_of(preview, ".understood")

    send(client, counted, pasted=pasted)

    held = {row.period: row.source for row in counted.trade.values_given.all()}
    assert held == {"2019": "https://example.org/2019", "2020": "Yearbook 2021"}
    page = soup_of(client.get(address(counted)))
    [link] = page.select('details.values a[href="https://example.org/2019"]')
    assert link["rel"] == ["noreferrer"]
    assert "Yearbook 2021" in page.select_one("details.values").text
    rows = rows_of(client, "indicators/?file=csv")
    assert [row["Source"] for row in rows][:2] == ["https://example.org/2019", "Yearbook 2021"]


def test_the_table_names_the_source_of_the_entry_where_a_row_has_none(client, counted):
    source = {
        "source_title": "Статистический сборник",
        "source_class": "statistic",
        "source_address": "https://example.org/yearbook",
    }
    send(client, counted, pasted="2019\t5\t\tTable 3\n2020\t6", **source)

    rows = rows_of(client, "indicators/?file=csv")
    assert [row["Source"] for row in rows][:2] == ["Table 3", "Статистический сборник"]
    table = soup_of(client.get(address(counted))).select_one("details.values")
    assert "Table 3" in table.text
    [named] = table.select("small[lang=ru]")
    assert named.a["href"] == "https://example.org/yearbook"
    assert named.text.strip() == "Статистический сборник"


def test_another_source_for_the_same_value_is_stated(client, counted):
    send(client, counted, pasted="2020\t6\t\tYearbook 2021")
    send(client, counted, pasted="2020\t6\t\tYearbook 2022")

    [known] = counted.trade.values_given.filter(recorded_to=None)
    assert known.source == "Yearbook 2022"
    again = send(client, counted, pasted="2020\t6\t\tYearbook 2022", note="Once more")
    assert "These values are stated already." in plain(again)


def test_a_series_says_who_publishes_it_and_how_on_every_page_and_in_files(client, counted):
    said = {"publisher": "Belstat", "method": "Customs value, by country of origin."}
    first = plain(send(client, counted, period="2020", number="5", **said))
    assert "Published by Belstat. Method: Customs value, by country of origin." in first
    client.force_login(counted.cn.analyst.user)
    send(client, counted, period="2020", number="7", publisher="China Customs")
    send(client, counted, period="2020", number="6", reference="UN Comtrade", publisher="United Nations")

    page = soup_of(client.get(address(counted)))
    sides = [text_of(page, f".progress tbody:nth-of-type({n})") for n in (1, 2)]
    assert any("Belarus Published by: Belstat Method: Customs value" in side for side in sides)
    assert any("China Published by: China Customs" in side for side in sides)
    assert "UN Comtrade CN Published by: United Nations" in text_of(page, "details.values thead")
    assert "Published by: Belstat" in text_of(client.get("/by-cn/indicators/"))
    rows = [one for one in rows_of(client, "indicators/?file=csv") if one["What is counted"] == "Exports"]
    assert {row["Published by, and by which method"] for row in rows} == {
        "Published by Belstat. Method: Customs value, by country of origin.",
        "Published by China Customs.",
        "Published by United Nations.",
    }


def test_a_series_is_described_anew_without_a_value_and_the_past_stays(client, counted):
    describe(counted, counted.by, publisher="Belstat", method="f.o.b.", at=moment("2021-03-01"))
    describe(counted, counted.by, method="c.i.f.", at=moment("2021-04-01"))

    assert not counted.trade.values_given.exists()
    history = text_of(client.get(address(counted)))
    assert "Belarus said where its figures for it come from. Method: c.i.f." in history
    assert "Published by: Belstat Method: c.i.f." in history
    then = text_of(client.get(f"{address(counted)}?as_of=2021-03-15"))
    assert "Published by: Belstat Method: f.o.b." in then and "c.i.f." not in then
    assert "Belarus, Exports: Method: c.i.f." in plain(client.get("/by-cn/weeks/2021-W13/"))
    with pytest.raises(RuleBroken, match="State at least one value"):
        describe(counted, counted.by, publisher="Belstat", at=moment("2021-05-01"))
    with pytest.raises(RuleBroken, match="At most 400 characters"):
        describe(counted, counted.by, method="a" * 401, at=moment("2021-05-01"))


def test_what_was_wrong_is_removed_and_the_log_says_so(client, counted):
    send(client, counted, publisher="Belsat", method="f.o.b.")
    send(client, counted, publisher="Belstat", undescribed="on")
    [said] = fresh(counted.trade).series
    assert (said["publisher"], said["method"]) == ("Belstat", "")
    history = text_of(client.get(address(counted)))
    assert "Published by Belstat. It no longer says by which method they are made." in history

    send(client, counted, undescribed="on", period="2020", number="5")
    [said] = fresh(counted.trade).series
    assert (said["publisher"], said["method"]) == ("", "")
    page = soup_of(client.get(address(counted)))
    assert "Published by" not in text_of(page, ".progress")
    again = send(client, counted, undescribed="on", note="Once more")
    assert "State at least one value." in plain(again)


def test_a_removal_alone_is_said_in_the_history_and_the_week(client, counted):
    describe(counted, counted.by, publisher="Belsat", at=moment("2021-03-01"))
    describe(counted, counted.by, publisher="", at=moment("2021-03-29"))

    history = text_of(client.get(address(counted)))
    said = "Belarus changed what it says of its figures for it. It no longer says who publishes them."
    assert said in history
    week = text_of(client.get("/by-cn/weeks/2021-W13/"))
    assert "Belarus, Exports: It no longer says who publishes them." in week


@pytest.mark.parametrize(
    ("mine", "theirs", "meets"),
    [
        ({"publisher": "Belstat"}, {"publisher": "Customs"}, True),
        ({"publisher": ""}, {"publisher": "Customs"}, True),
        ({"method": "f.o.b."}, {"publisher": "Customs"}, False),
        ({"publisher": "Belstat"}, {"publisher": "Customs", "reference": "UN Comtrade"}, False),
    ],
)
def test_who_describes_the_same_at_once_is_told(counted, mine, theirs, meets):
    seen = fresh(counted.trade).last_number
    describe(counted, counted.by, **theirs, at=counted.clock())
    again = {"seen": seen, "at": counted.clock(), "by": counted.by.secretary, **mine}
    if meets:
        with pytest.raises(Conflict):
            describe(counted, counted.by, **again)
    else:
        describe(counted, counted.by, **again)


def test_statistics_of_a_third_party_are_a_series_of_each_side_that_recorded_them(client, counted):
    for side, number, publisher in (
        (counted.by, "5", "Отдел статистики ООН"),
        (counted.cn, "6", "United Nations"),
    ):
        client.force_login(side.analyst.user)
        send(client, counted, period="2020", number=number, reference="UN Comtrade", publisher=publisher)

    table = soup_of(client.get(address(counted))).select_one("details.values")
    heads = [head.get_text(" ", strip=True) for head in table.select("thead th")]
    assert heads[1:] == [
        "Belarus",
        "China",
        "UN Comtrade BY Published by: Отдел статистики ООН",
        "UN Comtrade CN Published by: United Nations",
    ]
    assert table.select_one("thead [lang=ru]").text == "Отдел статистики ООН"
    cells = [cell.get_text(" ", strip=True).split(" No.")[0] for cell in table.select("tbody td")]
    assert cells == ["–", "–", "5", "6"]
    assert table.s is None  # nobody has revised anything


def test_words_of_another_language_say_so_wherever_they_are_shown(client, counted):
    said = {"publisher": "Белстат", "parts": "даровано; 2\nкуплено; 3"}
    preview = send(client, counted, pasted="2019\t5\t\tСборник", publisher="Белстат", preview="1")
    cells = soup_of(preview).select(".understood td [lang=ru], .understood td[lang=ru]")
    assert [cell.get_text(" ", strip=True) for cell in cells] == ["2019 5 Сборник", "Сборник"]

    send(client, counted, period="2020", number="5", **said)
    page = soup_of(client.get(address(counted)))
    found = [one.text for one in page.select(".progress [lang=ru], details.values [lang=ru]")]
    assert found == ["Белстат", "даровано", "куплено"]
    assert page.select_one("details.values caption")["lang"] == "en"
    card = soup_of(client.get("/by-cn/indicators/"))
    assert [one.text for one in card.select("dd [lang=ru]")] == ["Белстат"]


def describe(world, side, **said):
    return actions.give_values(world.trade, indicator=1, values=[], **{"by": side.analyst, **said})


def test_a_side_describes_its_own_series_alone(counted):
    describe(counted, counted.cn, publisher="China Customs", at=moment("2021-03-01"))

    [said] = fresh(counted.trade).series
    assert (said["whose"], said["publisher"]) == ("second", "China Customs")


def test_a_share_is_computed_from_its_numbers_and_shows_both(client, counted):
    send(client, counted, indicator="2", period="2020", number="45 / 60")

    [row] = counted.trade.values_given.all()
    assert (row.number, row.numerator, row.denominator) == ("75", "45", "60")
    page = plain(client.get(address(counted)))
    assert "75 (45 of 60)" in page
    assert "75 % (45 of 60)" in page  # the history, with the unit
    [row] = [one for one in rows_of(client, "indicators/?file=csv") if one["Value"]]
    assert [row[name] for name in ("Value", "Numerator", "Denominator")] == ["75", "45", "60"]


@pytest.mark.parametrize(
    ("indicator", "number", "of", "refused"),
    [
        (2, "74", ("45", "60"), "the number is not what the two numbers come to"),
        (2, "75", ("45", "0"), "must be more than zero"),
        (1, "75", ("45", "60"), "only a share"),
        (2, "75", ("9" * 18, "0.000001"), "the two numbers come to too many digits"),
    ],
)
def test_no_door_takes_a_share_that_is_not_its_two_numbers(counted, indicator, number, of, refused):
    value = actions.StatedValue(
        ValuePeriod.of_key("2020"), Decimal(number), of=(Decimal(of[0]), Decimal(of[1]))
    )
    with pytest.raises(RuleBroken, match=refused):
        actions.give_values(
            counted.trade, by=counted.by.analyst, at=counted.clock(), indicator=indicator, values=[value]
        )
    assert not counted.trade.values_given.exists()


def test_programs_read_source_share_and_series(counted):
    value = actions.StatedValue(
        ValuePeriod.of_key("2020"), Decimal(75), of=(Decimal(45), Decimal(60)), source="Yearbook"
    )
    actions.give_values(
        counted.trade,
        by=counted.by.analyst,
        at=counted.clock(),
        indicator=2,
        values=[value],
        publisher="Belstat",
    )
    exports, share = indicators_data(counted.commission, DataAsked()).items

    assert [(one["whose"], one["publisher"], one["method"]) for one in share.series] == [
        ("first", "Belstat", "")
    ]
    [said] = share.values
    assert (said.number, said.numerator, said.denominator, said.source) == ("75", "45", "60", "Yearbook")
    assert exports.series == exports.values == []


def test_statistics_of_a_third_party_are_in_every_file_apart_from_the_sides(client, counted):
    send(client, counted, period="2020", number="5")
    said = {"reference": "UN Comtrade", "publisher": "United Nations", "own_unit": "million EUR"}
    send(client, counted, period="2020", number="about 6", **said)
    send(client, counted, period="2020-H1", number="3", reference="UN Comtrade")

    rows = [one for one in rows_of(client, "indicators/?file=csv") if one["What is counted"] == "Exports"]
    names = ("Side", "Statistics of a third party", "Period", "Value", "Unit", "Precision")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("Belarus", "", "2020", "5", "million USD", "exactly"),
        ("China", "", "", "", "million USD", ""),
        ("Belarus", "UN Comtrade", "first half of 2020", "3", "million EUR", "exactly"),
        ("Belarus", "UN Comtrade", "2020", "6", "million EUR", "about"),
    ]
    assert rows[-1]["Published by, and by which method"] == "Published by United Nations."
    sheet = [[cell.value for cell in row] for row in sheet_of(client, "indicators/?file=xlsx")]
    assert sum("UN Comtrade" in row for row in sheet) == 2
    whole = json.loads(bytes_of(client, "all/"))
    [exports] = [one for one in whole["indicators"] if one["title"] == "Exports"]
    assert {value["reference"] for value in exports["values"]} == {"", "UN Comtrade"}
