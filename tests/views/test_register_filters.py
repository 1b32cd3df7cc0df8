"""Each filter of the register by its declaration: what it finds by three clocks, what it offers, what it refuses."""

import datetime as dt
from decimal import Decimal
from urllib.parse import quote

import pytest

from commitments import actions
from commitments.actions import Due, StatedValue
from commitments.figures.period import ValuePeriod
from commitments.reports.register import FILTERS, Query, choices_of
from commitments.reports.register.query import rows_for
from tests.pages import soup_of, text_of
from tests.people import MEETING_DAY, a_criterion, an_indicator, find_words, moment
from tests.stages import TODAY
from tests.views.test_register import URL, codes

pytestmark = pytest.mark.time_machine(TODAY)

DAY = dt.date(2021, 7, 5)
CLOCKS = ("", f"as_of={DAY}", f"as_of={DAY}&known=today")


@pytest.fixture
def six(client, world):
    """Six commitments, seen today and about 5 July.

    01 was due on 30 June; on 10 July both sides said that it had been delivered on 25 June. It stands in the readouts
    of two meetings. 02 and 03 are proposed; 03 is a request. 04 and those after it are of the second meeting; 04 was
    moved from 1 June to 20 July on 3 July, and China said it about a later meeting only. 05 was withdrawn. 06 is
    confirmed with an agreed test and a target of 2021; its values were behind until those stated on 10 July, of days before.
    """
    held = {"kind": "visit", "title": "Visit", "held_on": MEETING_DAY}
    visit = actions.open_meeting(world.commission, by=world.by.analyst, at=world.clock(), **held)
    filed = {
        "language": "ru",
        "publisher": "President",
        "published_on": MEETING_DAY,
        "text": "Вакцина нужна.",
    }
    again = actions.file_readout(visit, by=world.by.analyst, at=world.clock(), **filed)
    actions.quote(world.vaccine, by=world.by.analyst, words=find_words(again, "Вакцина"), at=world.clock())
    world.record(title="A list", speech_act="request", performed_by="second")
    world.meeting = visit
    words = (find_words(again, "нужна"),)
    moved = world.record(title="Books", due=Due(kind="date", on=dt.date(2021, 6, 1)), quotes=words)
    withdrawn = world.record(title="Twice", quotes=words)
    actions.withdraw(withdrawn, by=world.by.secretary, reason="Recorded twice.", at=world.clock())
    held |= {"title": "Summit", "held_on": MEETING_DAY + dt.timedelta(days=1)}
    summit = actions.open_meeting(world.commission, by=world.cn.analyst, at=world.clock(), **held)
    filed |= {"language": "zh-hans", "published_on": held["held_on"], "text": "图书已送出。"}
    later = actions.file_readout(summit, by=world.cn.analyst, at=world.clock(), **filed)
    actions.quote(moved, by=world.cn.analyst, words=find_words(later, "图书"), at=world.clock())
    tested = world.record(title="A hospital", quotes=words)
    criteria = [a_criterion("It is open.")]
    actions.set_criteria(tested, criteria=criteria, by=world.by.secretary, at=world.clock())
    exports = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])
    actions.set_indicators(tested, indicators=[exports], by=world.by.secretary, at=world.clock())
    actions.confirm(tested, by=world.cn.secretary, at=world.clock())
    later = {"due_on": dt.date(2021, 7, 20), "reason": "The plant opens late.", "at": moment("2021-07-03")}
    actions.redate(moved, by=world.by.secretary, **later)
    for at, on, number in (("2021-07-04", dt.date(2021, 2, 1), 1), ("2021-07-10", dt.date(2021, 6, 25), 800)):
        january_to = StatedValue(ValuePeriod(dt.date(2021, 1, 1), on - dt.timedelta(days=1)), Decimal(number))
        by = {"by": world.by.analyst, "effective_on": on, "at": moment(at)}
        actions.give_values(tested, indicator=1, values=[january_to], **by)
    for side in (world.by, world.cn):
        done = {"effective_on": dt.date(2021, 6, 25), "at": moment("2021-07-10")}
        world.close(world.vaccine, by=side.secretary, **done)
    world.sign_in(client, world.by.analyst)
    return world


# What is found now, on the day as recorded by then, and on the day as known today.
RULES = {
    "q": ("goods", "02", "02", "02"),
    "agreed": ("delivered", "01", "", "01"),
    "first": ("delivered", "01", "", "01"),
    "second": ("not_assessed", "02 04 06", "01 02 04 06", "02 04 06"),
    "group": ("closed", "01", "", "01"),
    "sector": ("health", "01", "01", "01"),
    "owner": ("second:health", "01", "01", "01"),
    "performer": ("first", "02", "02", "02"),
    "late": ("1", "", "01", ""),
    "due": ("28", "04", "04", "04"),
    "due_kind": ("date", "01 04", "01 04", "01 04"),
    "delivered": ("on_time", "01", "", "01"),
    "silent": ("unassessed-first", "02 04 06", "01 02 04 06", "02 04 06"),
    "need": ("second", "02 03 04", "01 02 03 04", "02 03 04"),
    "move": ("second", "02 03 04 06", "01 02 03 04 06", "02 03 04 06"),
    "request": ("unanswered", "03", "03", "03"),
    "redated": ("1", "04", "04", "04"),
    "slipped": ("30", "04", "04", "04"),
    "recognition": ("withdrawn", "05", "05", "05"),
    "test": ("agreed", "06", "06", "06"),
    "attested": ("both", "01", "01", "01"),
    "said_later": ("second", "04", "04", "04"),
    "restated": ("2", "01 04", "01 04", "01 04"),
    "figures": ("behind", "", "06", ""),
    "texts": ("without-ru", "01 02 03 04 06", "01 02 03 04 06", "01 02 03 04 06"),
    "meeting": ("2021-01-26-visit", "04 06", "04 06", "04 06"),
}


@pytest.mark.parametrize("name", [one.name for one in FILTERS])
def test_each_filter_finds_what_it_says_by_each_clock(client, six, name):
    value, *found = RULES[name]

    assert [codes(client.get(f"{URL}?{name}={value}&{clock}")) for clock in CLOCKS] == [
        numbers.split() for numbers in found
    ]


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)
def test_every_choice_can_be_asked_for_by_each_clock_and_has_words(world, one):
    offered = choices_of(world.commission, head=0)
    values = [choice.value for choice in one.choices(offered)] if one.choices else ["goods"]
    queries = [
        Query({one.name: value}, as_of=day, known_today=known)
        for value in values
        for day, known in ((None, False), (DAY, False), (DAY, True))
    ]

    union, *more = (rows_for(world.commission, query).order_by().values("code") for query in queries)
    assert union.union(*more).count() <= 2
    labels = [one.chip(value, offered) for value in values]
    assert len(set(labels)) == len(labels) > 0
    assert "" not in [*labels, one.label_for(offered)]


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)
def test_a_filter_has_its_control_its_chip_and_its_words(client, world, one):
    """The control is labelled and shown; a value nobody knows is named and left out."""
    world.sign_in(client, world.by.analyst)
    offered = choices_of(world.commission, head=0)
    value = one.choices(offered)[0].value if one.choices else "goods"
    page = soup_of(client.get(URL, {one.name: value, "sort": "-code"}))
    field = page.select_one(f"form.filter [name={one.name}]")

    assert page.select_one(f"form.filter label[for={field['id']}]").text == one.label_for(offered)
    chosen = field.select_one("[selected]")["value"] if one.choices else field["value"]
    assert chosen == value
    assert page.select_one("details.more").has_attr("open") is not one.is_in_front
    [chip] = page.select("#results .turn a.chip")
    assert (chip.contents[0].strip(), chip["href"]) == (one.chip(value, offered), "?sort=-code")
    assert text_of(page, ".chips strong").startswith(f"{one.chip(value, offered)}: ")

    unknown = "no-such-thing" if one.choices else "x" * 201
    refused = client.get(URL, {one.name: unknown})
    notice = "This part of the address is unknown, so it was left out:"
    assert text_of(refused, ".message-warn") == f"{notice} {one.name}={unknown[:60]}"
    assert codes(refused) == ["01", "02"]


@pytest.mark.parametrize("words", ["%", "€", "😀", "?!", "…"])
@pytest.mark.parametrize("clock", ["", "&as_of=2021-07-05", "&as_of=2021-07-05&known=today"])
def test_words_with_nothing_to_search_for_find_nothing_and_say_so(client, world, words, clock):
    world.sign_in(client, world.by.analyst)
    page = client.get(f"{URL}?q={quote(words)}&agreed=not_assessed{clock}")

    said = f"There is nothing to search for in “{words}”"
    assert text_of(page, ".chips strong") == said
    assert "letters or digits" in text_of(page, "#results > p")
    assert (codes(page), soup_of(page).select("#results table")) == ([], [])
    assert soup_of(page).select_one("#results a.chip")["href"].startswith("?agreed=not_assessed")
