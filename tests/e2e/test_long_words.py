"""Words that have no place to break, as long as a form takes them, on every page at every width."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions import Due, Owner
from commitments.figures.period import ValuePeriod
from tests import sessions
from tests.people import a_criterion, a_source, an_indicator, fresh
from tests.stages import last_entry

RUSSIAN, CHINESE = "водогрязеторфопарафинолечебница", "关于进一步加强全天候全面战略伙伴关系的联合声明"
WORD, SIGNS, UNIT = (RUSSIAN * 6)[:160], (CHINESE * 8)[:160], "тоннокилометров" * 2
NAME = (RUSSIAN * 2)[:50]
# What is past an edge of the window and in no box that can be pushed there by itself, nor in one that is only read out.
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && !element.closest(".scroller, .vh") && (box.right > innerWidth + 1 || box.left < -1);
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def wordy(world):
    """A world in which everything that has a name has a long one."""
    for side in (world.by, world.cn):
        for body in (side.ministry, side.company):
            body.name, body.short_name = WORD[:120], NAME[:40]
            body.save()
    row = world.record(
        title=WORD,
        statement=WORD,
        due=Due(kind="date", on=dt.date(2021, 3, 1)),
        first_owner=Owner(world.by.ministry, NAME),
        second_owner=Owner(world.cn.ministry, NAME),
    )
    lines = [
        an_indicator(WORD[:120], UNIT, every_months=3, targets=[{"value": "900000000", "period": "2021"}]),
        an_indicator(SIGNS[:100], "%", combining="rate", is_open=True),
    ]
    actions.set_indicators(row, by=world.by.secretary, at=world.clock(), indicators=lines)
    actions.set_criteria(row, by=world.by.secretary, at=world.clock(), criteria=[a_criterion(WORD)])
    actions.confirm(row, by=world.cn.secretary, at=world.clock())
    for side, number in ((world.by, "8226000"), (world.cn, "123456789")):
        for period, factor in (("2019", 1), ("2020", 2)):
            value = actions.StatedValue(ValuePeriod.of_key(period), Decimal(number) * factor, "about")
            actions.give_values(row, by=side.analyst, at=world.clock(), indicator=1, values=[value])
    world.update(
        row,
        by=world.by.analyst,
        status="in_progress",
        note=WORD * 4,
        position=WORD * 2,
        sources=(a_source(WORD),),
        outlook="at_risk",
        reason=WORD,
    )
    world.update(row, by=world.cn.analyst, status="blocked", note=SIGNS, reason=SIGNS, position=SIGNS)
    world.propose(row, by=world.by, reason=WORD)
    return world, fresh(row)


@pytest.mark.parametrize("width", [320, 390, 1366])
def test_no_page_has_to_be_pushed_sideways_for_a_long_word(wordy, open_page, width):
    world, row = wordy
    session = sessions.call(world, title=WORD, place=NAME)
    sessions.put(world, session, row, title=WORD)
    at = row.get_absolute_url()
    held = f"/by-cn/sessions/{session.slug}/"
    page = open_page(world.by.secretary.user, viewport={"width": width, "height": 844})
    for url in (
        "/by-cn/",
        "/by-cn/inbox/",
        "/by-cn/register/",
        "/by-cn/register/?figures=any",
        "/by-cn/register/?redated=any",
        "/by-cn/differences/",
        "/by-cn/indicators/",
        "/by-cn/weeks/",
        "/by-cn/weeks/2021-W05/",
        f"{at}?history=all",
        f"{at}update/",
        f"{at}values/",
        f"{at}propose/figures/",
        f"{at}hand-over/",
        "/by-cn/log/",
        f"/by-cn/log/{last_entry(world).number}/",
        held,
        f"{held}pack/",
        f"{held}protocol/",
    ):
        page.goto(url)
        page.evaluate(
            """() => document.querySelectorAll("main details").forEach((fold) => { fold.open = true; })"""
        )
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert (url, wide, page.evaluate(OUTSIDE)) == (url, width, [])
