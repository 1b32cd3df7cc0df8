"""What waits for a side: to confirm, to answer, to assess, and what it is late with."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.models import LogHead
from commitments.reports.waiting import inbox, next_waiting, task_count, waiting_for
from tests.people import fresh
from tests.stages import TODAY, log_size

pytestmark = pytest.mark.time_machine(TODAY)


def waiting(world, seat):
    """The first tasks, and how many in all."""
    head = log_size(world)
    return waiting_for(seat, head=head), task_count(seat, head=head).all


def test_what_is_asked_of_whom(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    late = world.record(title="Goods", performed_by="first", due=Due(kind="date", on=dt.date(2021, 7, 1)))
    found = {
        side: [
            (item.title, item.asked, item.remark, item.mark)
            for item in waiting(world, world.side(side).analyst)[0]
        ]
        for side in ("first", "second")
    }

    assert found["first"] == [
        (
            "Vaccine for Belarus",
            "China says “In progress”; your side has stated no status. Late by 15 days.",
            "One side only",
            "one_side",
        ),
        (late.title, "Your side owes this.", "Late by 14 days", "late"),
    ]
    assert found["second"] == [
        ("A wider list of goods", "Belarus proposed it: confirm it or say why not.", "Proposed", "due"),
        (late.title, "Belarus proposed it: confirm it or say why not. Late by 14 days.", "Proposed", "due"),
        ("Vaccine for Belarus", "Your side owes this.", "Late by 15 days", "late"),
    ]  # fmt: skip


def test_latest_word_asks_for_an_answer(world):
    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    (item,), count = waiting(world, world.by.secretary)

    assert (item.asked, item.mark, count) == (
        "China says “In progress”, your side “Blocked”: agree, or say what differs. Late by 15 days.",
        "differ",
        1,
    )


def test_nothing_waits_for_an_observer(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")

    assert waiting(world, world.by.observer) == ([], 0)
    assert next_waiting(world.by.observer, after="") is None


def test_the_first_five_and_how_many_in_all(world):
    for number in range(7):
        world.record(title=f"Goods no. {number}")
    items, count = waiting(world, world.cn.analyst)

    assert ([item.title for item in items], count) == (
        ["A wider list of goods", *(f"Goods no. {number}" for number in range(4))],
        9,
    )


def test_what_is_asked_comes_before_what_is_only_late(world):
    for number in range(6):
        due = Due(kind="date", on=dt.date(2021, 5, 1 + number))
        late = world.record(title=f"Late no. {number}", performed_by="first", due=due)
        actions.confirm(late, by=world.cn.secretary, at=world.clock())
    words = {"statement": "China will look at the list.", "reason": "So we understood it."}
    actions.reword(world.trade, by=world.cn.secretary, at=world.clock(), **words)
    items, count = waiting(world, world.by.secretary)

    assert [(item.title, item.remark) for item in items[:2]] == [
        ("A wider list of goods", "Wording offered"),
        ("Late no. 0", "Late by 75 days"),
    ]
    assert (len(items), count) == (5, 7)
    assert next_waiting(world.by.secretary, after="").code == world.trade.code
    assert next_waiting(world.by.secretary, after=world.trade.code).title == "Late no. 0"


def test_pages_of_the_inbox_go_on_from_what_is_asked_to_what_is_late(world, monkeypatch):
    monkeypatch.setattr("commitments.reports.waiting.page.INBOX_ROWS", 2)
    for number in range(3):
        world.record(title=f"Goods no. {number}")
    head = LogHead.objects.get(commission=world.commission).size
    pages = [inbox(world.cn.secretary, head=head, page=page) for page in (1, 2, 3)]
    codes = [item.title for found in pages for item in found.items]

    assert codes == [world.trade.title, "Goods no. 0", "Goods no. 1", "Goods no. 2", world.vaccine.title]


def test_next_is_not_the_one_just_dealt_with(world):
    assert next_waiting(world.cn.analyst, after=world.trade.code).code == world.vaccine.code
    assert next_waiting(world.cn.analyst, after=world.vaccine.code).code == world.trade.code
    assert next_waiting(world.by.analyst, after="") is None


def test_one_commission_does_not_see_what_waits_in_another(world):
    LogHead.objects.get_or_create(commission=world.elsewhere)

    assert (waiting_for(world.stranger, head=0), task_count(world.stranger, head=0).all) == ([], 0)


def test_what_waits_follows_the_log(world):
    assert waiting(world, world.by.analyst) == ([], 0)
    world.update(fresh(world.vaccine), by=world.cn.analyst, status="in_progress")

    assert waiting(world, world.by.analyst)[1] == 1


def test_who_becomes_a_secretary_finds_the_drafts_to_send(world):
    world.prepare(world.vaccine, by=world.by.analyst)
    seat = world.by.observer
    before = waiting(world, seat)
    seat.role = "secretary"
    seat.save(force_update=True)

    assert waiting(world, seat) != before
