"""A side that counts in another unit than the target: shown with it, held against nothing, and said so everywhere."""

import io
from decimal import Decimal

import pytest
from docx import Document

from commitments import actions
from commitments.actions.errors import Conflict, RuleBroken
from commitments.figures.period import ValuePeriod
from commitments.models import Week
from commitments.reports.data.commitments import indicators_data
from commitments.reports.data.slice import DataAsked
from tests.briefings import prepare
from tests.pages import plain, soup_of, text_of
from tests.people import an_indicator, fresh, moment
from tests.sessions import a_session, ask_for, draft, sign
from tests.stages import TODAY
from tests.views.test_files import rows_of
from tests.views.test_series import address, send

pytestmark = pytest.mark.time_machine(TODAY)
YUAN = "million yuan"
APART = (
    "China counts in million yuan and not in million USD. Its figures are not compared with those of the other side"
    " or with targets."
)


@pytest.fixture
def counted(client, world):
    lines = [
        an_indicator("Exports", "million USD", targets=[{"number": 1, "value": "900", "period": "2020"}])
    ]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=lines)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    give(world, world.by, [a_value("2020-H1", 300)], at=moment("2021-02-01"))
    client.force_login(world.cn.analyst.user)
    return world


def a_value(key, number):
    return actions.StatedValue(ValuePeriod.of_key(key), Decimal(number))


def word_text(client, url):
    paper = Document(io.BytesIO(client.get(url).content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join(cells)


def give(world, side, values, **said):
    return actions.give_values(world.trade, indicator=1, values=values, **{"by": side.analyst, **said})


def test_another_unit_is_shown_with_it_and_held_against_nothing(client, counted):
    told = fresh(counted.trade)
    first = plain(send(client, counted, pasted="2020-H1\t4000\n2020-H2\t5000", own_unit=YUAN))
    assert "4,000 million yuan (first half of 2020)" in first and "Counted in million yuan." in first

    row = fresh(counted.trade)
    assert not row.figures_differ
    assert (row.figures_verdict, row.figures_share) == (told.figures_verdict, told.figures_share)
    assert {one["whose"] for one in row.figures_told["targets"]} == {"first"}
    page = soup_of(client.get(address(counted)))
    assert APART in text_of(page, ".progress") and "5,000 million yuan" in text_of(page, ".progress")
    assert "Unit: million yuan" in text_of(page, "details.values thead")
    assert [path["class"][-1] for path in page.select("figure.indicator path.series")] == ["first"]
    assert APART in text_of(client.get("/by-cn/indicators/")) and APART in plain(client.get("/by-cn/"))
    rows = rows_of(client, "indicators/?file=csv")
    [one, *theirs] = sorted(rows, key=lambda found: found["Side"])
    assert (one["Unit"], {row["Unit"] for row in theirs}) == ("million USD", {YUAN})
    assert {row["Target"] for row in theirs} == {""} and APART in theirs[0][
        "Published by, and by which method"
    ]
    assert APART in word_text(client, f"{address(counted)}?file=docx")
    assert "China, Exports: 4,000 million yuan" in plain(client.get("/by-cn/weeks/2021-W05/?known=today"))


def test_papers_say_why_another_unit_is_held_against_nothing(client, counted):
    give(counted, counted.cn, [a_value("2020-H1", 4000)], own_unit=YUAN, at=moment("2021-02-03"))
    prepare(counted, counted.cn.secretary, week=Week(2021, 5))
    ask_for(counted, "ru zh-hans")
    session = a_session(counted, counted.trade)
    draft(counted, session, words="Принято к сведению.", texts={"zh-hans": "双方予以注意。"})
    sign(counted, session)

    counted.sign_in(client, counted.cn.secretary)
    briefing = text_of(client.get("/by-cn/weeks/2021-W05/briefing/issue/"))
    assert "4,000 million yuan" in briefing and APART in briefing
    protocol = word_text(client, f"{session.get_absolute_url()}protocol/?file=docx").replace("\xa0", " ")
    assert "million yuan, первое полугодие 2020. Единица данных стороны «China» — million yuan" in protocol
    assert "million yuan，2020年上半年。China以“million yuan”而非“million USD”计量" in protocol


def test_each_later_value_is_of_the_same_unit_and_the_form_says_so(client, counted):
    send(client, counted, period="2020-H1", number="4000", own_unit=YUAN)
    assert "These values are taken in million yuan, not in million USD." in plain(
        client.get(f"{address(counted)}values/?indicator=1")
    )
    send(client, counted, pasted="2020-H2\t5000")

    assert {row.unit for row in counted.trade.values_given.filter(whose="second")} == {YUAN}
    [exports] = indicators_data(counted.commission, DataAsked()).items
    assert [value.unit for value in exports.values] == ["", YUAN, YUAN]
    assert [(said["whose"], said["own_unit"]) for said in exports.series] == [("second", YUAN)]


def test_no_known_number_changes_its_unit_silently(counted):
    with pytest.raises(
        RuleBroken, match="Values in million USD are known, for example of first half of 2020"
    ):
        give(counted, counted.by, [a_value("2020-H2", 400)], own_unit="million EUR", at=counted.clock())
    with pytest.raises(RuleBroken, match="At most 40 characters"):
        give(counted, counted.cn, [a_value("2020", 9)], own_unit="a" * 41, at=counted.clock())

    give(counted, counted.by, [a_value("2020-H1", 280)], own_unit="million EUR", at=counted.clock())
    held = counted.trade.values_given.filter(whose="first").order_by("pk")
    assert [(row.number, row.unit) for row in held] == [("300", ""), ("280", "million EUR")]
    assert fresh(counted.trade).figures_verdict == "too_few"
    give(counted, counted.by, [a_value("2020-H1", 300)], own_unit="million USD", at=counted.clock())
    assert fresh(counted.trade).figures_told["targets"][0]["number"] == "300"


def test_what_was_revised_in_another_unit_keeps_it(client, counted):
    give(counted, counted.by, [a_value("2020-H1", 280)], own_unit="million EUR", at=counted.clock())

    page = soup_of(client.get(address(counted)))
    assert page.select_one("details.values s").text == "300 million USD"
    assert "280 million EUR (first half of 2020), before 300 million USD" in page.text


def test_a_past_day_has_the_unit_of_then(client, counted):
    give(counted, counted.cn, [a_value("2020-H1", 4000)], own_unit=YUAN, at=moment("2021-03-01"))
    revised = [a_value("2020-H1", 610)]
    give(counted, counted.cn, revised, own_unit="million USD", at=moment("2021-04-01"))

    assert APART in text_of(client.get(f"{address(counted)}?as_of=2021-03-15"))
    now = text_of(client.get(address(counted)))
    assert APART not in now and "figures for first half of 2020 differ by 51 %" in now


def test_statistics_of_a_third_party_have_a_unit_of_their_own(client, counted):
    send(client, counted, period="2020", number="9000", reference="UN Comtrade", own_unit=YUAN)

    page = soup_of(client.get(address(counted)))
    assert "UN Comtrade CN Unit: million yuan" in text_of(page, "details.values thead")
    assert APART not in page.text


def test_who_says_the_unit_while_a_value_is_typed_is_told(counted):
    seen = fresh(counted.trade).last_number
    give(counted, counted.cn, [a_value("2019", 4000)], own_unit=YUAN, at=counted.clock())
    with pytest.raises(Conflict):
        give(
            counted, counted.cn, [a_value("2020", 6)], by=counted.cn.secretary, seen=seen, at=counted.clock()
        )
