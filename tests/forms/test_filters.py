"""The address of the register as a query: what it knows, what it leaves out, and what a chip says."""

import datetime as dt

import pytest
from django.http import QueryDict

from commitments.forms.filters import AsOf, RegisterFilter
from commitments.reports.register import Query, choices_of
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture
def asked(world):
    choices = choices_of(world.commission, head=0)
    return lambda address: RegisterFilter(QueryDict(address), choices=choices)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("", Query()),
        ("q=&agreed=&late=&due=&sort=", Query()),
        ("q=+goods++list+&agreed=differ", Query({"q": "goods list", "agreed": "differ"})),
        ("late=1&due=30", Query({"late": "1", "due": "30"})),
        ("owner=second:trade-cn&sector=health", Query({"owner": "second:trade-cn", "sector": "health"})),
        ("silent=any&need=first&group=open", Query({"silent": "any", "need": "first", "group": "open"})),
        ("sort=-due", Query(sort="due", descending=True)),
        ("as_of=1.3.2021&known=today", Query(as_of=dt.date(2021, 3, 1), known_today=True)),
        ("known=today", Query()),
        ("agreed=differ&agreed=delivered", Query({"agreed": "delivered"})),
        ("agreed=broken&late=1", Query({"late": "1"})),
        ("meeting=2021-01-26-call", Query({"meeting": "2021-01-26-call"})),
        ("page=2&colour=red", Query()),
    ],
)
def test_address_as_a_query(asked, address, query):
    assert asked(address).query() == query


@pytest.mark.parametrize(
    ("address", "left_out"),
    [
        ("agreed=differ&page=2&q=", []),
        ("colour=red&agreed=broken", ["agreed=broken", "colour=red"]),
        ("sector=" + "x" * 100, ["sector=" + "x" * 60]),
        ("as_of=soon", ["as_of=soon"]),
    ],
)
def test_what_is_left_out_is_named(asked, address, left_out):
    form = asked(address)
    form.query()

    assert form.not_understood() == left_out


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("q", "goods", "“goods”"),
        ("agreed", "differ", "Sides differ"),
        ("group", "open", "Open"),
        ("first", "blocked", "Belarus says: Blocked"),
        ("second", "part", "China says: Delivered in part"),
        ("sector", "health", "Health"),
        ("owner", "second:trade-cn", "Trade (CN)"),
        ("late", "1", "Late"),
        ("due", "30", "Due within 30 days"),
        ("silent", "any", "Silent: either side"),
        ("silent", "first", "Silent: Belarus"),
        ("need", "second", "Waits for China"),
        ("recognition", "one_sided", "One side’s understanding"),
        ("attested", "both", "In both readouts"),
        ("attested", "first", "Only in the readout of Belarus"),
        ("meeting", "2021-01-26-call", "Call of the presidents"),
    ],
)
def test_what_a_chip_says(asked, name, value, label):
    form = asked(f"{name}={value}")

    assert form.chips(form.query()) == {name: label}


def test_nothing_of_another_commission_is_offered(asked, world):
    fields = asked("").fields

    assert fields["sector"].choices == [("", "Any"), ("health", "Health"), ("economy", "Economy")]
    assert fields["owner"].choices == [
        ("", "Any body"),
        ("first:health", "Health (BY)"),
        ("first:trade-by", "Trade (BY)"),
        ("second:health", "Health (CN)"),
        ("second:trade-cn", "Trade (CN)"),
    ]


@pytest.mark.parametrize(
    ("address", "day", "sentences"),
    [
        ("", None, []),
        ("as_of=", None, []),
        ("as_of=2021-03-01", dt.date(2021, 3, 1), []),
        ("as_of=1.3.2021", dt.date(2021, 3, 1), []),
        ("as_of=2021-07-15", None, []),
        ("as_of=2021-07-16", None, ["This day has not come yet."]),
        ("as_of=x", None, ["“x” is not a day. Write it like 27.9.2022."]),
    ],
)
def test_day_of_a_page(world, address, day, sentences):
    form = AsOf(QueryDict(address), commission=world.commission)

    assert (form.day(), list(form.errors.get("as_of", []))) == (day, sentences)
