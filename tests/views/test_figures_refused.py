"""Values that cannot be: through every door a sentence at its place, nothing stored, and what was typed still there."""

from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from tests.pages import HTMX, soup_of, text_of
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

# What is typed as period and value, and what is said of it.
WRONG = {
    "unit in it": ("2019", "5 tonnes", "“5 tonnes” is no number. Write digits only, without the unit."),
    "not a number": ("2019", "NaN", "“NaN” is no number."),
    "infinite": ("2019", "1e400", "“1e400” is no number."),
    "a date": ("2019", "12.3.2020", "“12.3.2020” is no number."),
    "too many digits": ("2019", "1234567890123456789", "has too many digits: at most 18, and six after the point."),
    "too many decimals": ("2019", "1.2345678", "has too many digits: at most 18, and six after the point."),
    "two readings": ("2019", "1,234", "“1,234” can be 1234 or 1.234: choose how decimals are written."),
    "no period": ("soon", "5", "“soon” is no period. Write it like 2021, Q1 2021, March 2021 or 26.1.2021."),
    "ends first": ("2019 – 2017", "5", "“2019 – 2017” ends before it begins."),
    "overlaps": ("1.3.2020 – 31.5.2020", "5", "overlaps Q1 2020 in part: their values cannot be counted together."),
    "to come": ("2030", "5", "2030 has not begun yet."),
    "running": ("2021", "5", "2021 has not ended yet: its value is provisional or estimated."),
}  # fmt: skip
AT_THE_PERIOD = {"no period", "ends first"}


@pytest.fixture
def counted(world):
    exports = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[exports])
    known = actions.StatedValue(ValuePeriod.of_key("2020-Q1"), Decimal(20))
    actions.give_values(world.trade, by=world.by.analyst, at=world.clock(), indicator=1, values=[known])
    return world


def post(client, world, *, headers=None, **typed):
    """A request to state a value as the form sends it, and its answer; nothing may come of it."""
    client.force_login(world.by.analyst.user)
    sent = {
        "indicator": "1",
        "effective_on": "2021-02-01",
        "note": "From the yearbook.",
        "submission": "values-1",
        "seen": fresh(world.trade).last_number,
        **typed,
    }
    before = world.trade.entry_set.count()
    answer = client.post(f"/by-cn/register/{world.trade.code}/values/", sent, headers=headers or {})
    assert world.trade.entry_set.count() == before
    assert [row.period for row in world.trade.values_given.all()] == ["2020-Q1"]
    page = soup_of(answer)
    shown = {one["name"]: one.get("value", one.text) for one in page.select("input[name], textarea[name]")}
    for name in ("period", "number", "pasted", "note"):
        assert shown[name].strip() == sent.get(name, ""), name
    return answer, page


def error_at(page, name):
    """The sentence of a field that is marked as wrong."""
    field = page.select_one(f"[name={name}][aria-invalid=true]")
    assert field is not None, [one["name"] for one in page.select("[aria-invalid=true]")]
    assert f"id_{name}_error" in field["aria-describedby"].split()
    return text_of(page, f"#id_{name}_error")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
@pytest.mark.parametrize("wrong", WRONG)
def test_one_value_typed(client, counted, wrong, headers):
    period, number, sentence = WRONG[wrong]
    answer, page = post(client, counted, period=period, number=number, headers=headers)

    assert answer.status_code == 422
    assert sentence in error_at(page, "period" if wrong in AT_THE_PERIOD else "number")


@pytest.mark.parametrize("wrong", WRONG)
def test_one_row_among_others_pasted(client, counted, wrong):
    period, number, sentence = WRONG[wrong]
    rows = f"2015\t1\n{period}\t{number}\n2016\t2"
    answer, page = post(client, counted, pasted=rows)
    assert answer.status_code == 422
    assert sentence in error_at(page, "pasted")

    shown = text_of(post(client, counted, pasted=rows, preview="1")[1], "table")
    assert "2015" in shown and "2016" in shown  # the others are understood
    if wrong not in ("overlaps", "to come", "running"):  # those are told when they are stated
        assert f"Row 2: {sentence[:10]}" in shown or sentence in shown


def test_more_rows_than_an_entry_takes(client, counted):
    rows = "\n".join(f"{year}\t1" for year in range(1800, 2001))
    answer, page = post(client, counted, pasted=rows)
    assert answer.status_code == 422
    assert "Only 200 rows can be stated at once." in error_at(page, "pasted")


def test_a_third_cell_says_the_status_or_is_asked_about(client, counted):
    page = post(client, counted, pasted="2019;1;sure")[1]
    assert "Row 1: “sure” is no status." in error_at(page, "pasted")
    shown = text_of(post(client, counted, pasted="2021;1;Provisional", preview="1")[1], "table")
    assert "1, provisional" in shown


def test_the_same_period_twice(client, counted):
    page = post(client, counted, pasted="2019\t1\n2019\t2")[1]
    assert "2019 is here twice." in error_at(page, "pasted")


@pytest.mark.parametrize(
    ("made", "name", "sentence"),
    [
        ({"indicator": "7"}, "indicator", "is not one of the available choices"),
        ({"status": "gone"}, "status", "is not one of the available choices"),
        ({"decimal_mark": "x", "number": "1,234"}, "decimal_mark", "is not one of the available choices"),
        ({"effective_on": "2031-01-01"}, "effective_on", ""),
        (
            {"status": "withheld"},
            "number",
            "Either there is a number, or there is none: empty one of the two.",
        ),
        ({"reference": "x" * 121}, "reference", ""),
    ],
    ids=["what", "status", "mark", "day", "number and none", "reference"],
)
def test_requests_made_by_hand(client, counted, made, name, sentence):
    answer, page = post(client, counted, **{"period": "2019", "number": "5", **made})
    assert answer.status_code == 422
    assert sentence in error_at(page, name) != ""


def test_values_of_the_other_side_are_nobody_elses_to_state(client, counted):
    answer, page = post(client, counted, period="2019", number="5", whose="second")
    assert answer.status_code == 422
    assert "Values of China are stated by China alone." in text_of(page, "main")
    client.force_login(counted.by.observer.user)
    assert client.post(f"/by-cn/register/{counted.trade.code}/values/", {}).status_code == 403
