"""The register of a past day by both clocks: what filters find is what the page shows."""

import datetime as dt

import pytest

from commitments import actions
from tests.pages import text_of
from tests.people import moment
from tests.stages import TODAY
from tests.views.test_register import URL, codes

pytestmark = pytest.mark.time_machine(TODAY)

CLOCKS = [
    # Due on 30 June. Recorded on 10 July: delivered on 25 June for both sides.
    ("group=open", ["01", "02"], ["02"]),
    ("group=closed", [], ["01"]),
    ("late=1", ["01"], []),
    ("need=second", ["01", "02"], ["02"]),
    ("need=first", [], []),
]


@pytest.mark.parametrize(("query", "then", "now"), CLOCKS)
def test_filters_follow_the_clock_of_the_page(client, world, query, then, now):
    for side in (world.by, world.cn):
        world.close(
            world.vaccine, by=side.secretary, at=moment("2021-07-10"), effective_on=dt.date(2021, 6, 25)
        )
    world.sign_in(client, world.by.analyst)

    assert codes(client.get(f"{URL}?as_of=2021-07-05&{query}")) == then
    assert codes(client.get(f"{URL}?as_of=2021-07-05&{query}&known=today")) == now


def test_whose_move_it_was_follows_the_clock_of_the_page(client, world):
    """On 5 March China speaks; on the 10th Belarus tells what had been so since the 3rd."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-03-05"))
    late = {"status": "blocked", "effective_on": dt.date(2021, 3, 3), "at": moment("2021-03-10")}
    world.update(world.vaccine, by=world.by.analyst, **late)
    world.sign_in(client, world.by.analyst)

    def moves(side, clock):
        return "01" in codes(client.get(f"{URL}?as_of=2021-03-06&need={side}{clock}"))

    assert [moves(side, "") for side in ("first", "second")] == [True, False]
    assert [moves(side, "&known=today") for side in ("first", "second")] == [False, True]


def test_what_was_over_by_the_clock_of_the_page_is_not_shown_as_late(client, world):
    for side in (world.by, world.cn):
        world.close(
            world.vaccine, by=side.secretary, at=moment("2021-07-10"), effective_on=dt.date(2021, 6, 25)
        )
    world.sign_in(client, world.by.analyst)

    assert "Late by 5 days" in text_of(client.get(f"{URL}?as_of=2021-07-05"), "#results")
    assert "Late by" not in text_of(client.get(f"{URL}?as_of=2021-07-05&known=today&sort=due"), "#results")


def test_an_offered_wording_waits_for_the_side_that_proposed_by_both_clocks(client, world):
    """Until 6 March China is asked to confirm the goods; then Belarus is asked to accept other words for them."""
    words = {"statement": "China will look at the list.", "reason": "So it was understood."}
    actions.reword(world.trade, by=world.cn.secretary, at=moment("2021-03-06"), **words)
    world.sign_in(client, world.by.analyst)

    for clock in ("", "&known=today"):
        moves = [
            [
                side
                for side in ("first", "second")
                if "02" in codes(client.get(f"{URL}?as_of={day}&need={side}{clock}"))
            ]
            for day in ("2021-03-05", "2021-03-07")
        ]
        assert moves == [["second"], ["first"]], clock
