"""What the form of values understands beyond one plain number: whole things, parts, how exact a number is."""

import pytest

from commitments import actions
from tests.pages import soup_of, text_of
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture
def counted(client, world):
    lines = [
        an_indicator("Doses", "doses", is_open=True),
        an_indicator("Exports", "million USD", is_open=True),
    ]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=lines)
    client.force_login(world.by.analyst.user)
    return world


def send(client, world, **typed):
    sent = {
        "indicator": "1",
        "period": "2020",
        "effective_on": "2021-02-01",
        "submission": "values-1",
        "seen": fresh(world.trade).last_number,
        **typed,
    }
    return client.post(f"/by-cn/register/{world.trade.code}/values/", sent)


def test_a_comma_in_a_number_of_whole_things_parts_thousands(client, counted):
    assert send(client, counted, number="about 60,000").status_code == 302

    [value] = counted.trade.values_given.all()
    assert (value.number, value.qualifier) == ("60000", "about")


def test_where_decimals_may_be_meant_it_is_asked(client, counted):
    answer = send(client, counted, indicator="2", number="60,000")

    assert answer.status_code == 422
    assert "choose how decimals are written" in text_of(soup_of(answer), "#id_number_error")
    assert send(client, counted, indicator="2", number="about 60,000", decimal_mark=".").status_code == 302
    [value] = counted.trade.values_given.all()
    assert (value.number, value.qualifier) == ("60000", "about")


def test_pasted_rows_of_whole_things_need_no_mark(client, counted):
    send(client, counted, period="", pasted="2019\t1,500\n2020\t60.000")

    assert [row.number for row in counted.trade.values_given.all()] == ["1500", "60000"]


def test_parts_add_up_to_the_value_and_are_shown_beside_it(client, counted):
    assert (
        send(
            client, counted, number="9.5 million", parts="donated; 4.9 million\nbought; 4.6 million"
        ).status_code
        == 302
    )

    [value] = counted.trade.values_given.all()
    assert [(part["name"], part["number"]) for part in value.parts] == [
        ("donated", "4900000"),
        ("bought", "4600000"),
    ]
    page = client.get(counted.trade.get_absolute_url())
    assert "donated 4,900,000" in text_of(page, "details.values")


@pytest.mark.parametrize(
    ("parts", "field", "sentence"),
    [
        (
            "donated; 4.9 million\nbought; 4.5 million",
            "number",
            "2020: the parts do not add up to the value.",
        ),
        ("donated 4.9", "parts", "“donated 4.9”: write the name of the part, a semicolon, and its value."),
        ("donated; many", "parts", "“many” is no number."),
        ("one; 1\none; 2", "parts", "“one” is here twice."),
    ],
)
def test_parts_that_cannot_be_are_refused_at_their_place(client, counted, parts, field, sentence):
    answer = send(client, counted, number="9.5 million", parts=parts)

    assert answer.status_code == 422
    assert sentence in text_of(soup_of(answer), f"#id_{field}_error")
    assert not counted.trade.values_given.exists()
    assert soup_of(answer).select_one("[name=parts]").text.strip() == parts
