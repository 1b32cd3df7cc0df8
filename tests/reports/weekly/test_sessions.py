"""What a session decided, in the weekly status: told where it belongs, as said by both sides."""

import datetime as dt

from commitments.models import Week
from tests.reports.weekly.reading import at, counts, lines_of, numbers, report_of, said
from tests.sessions import a_session, decided

WEEK = Week(2021, 28)  # with 12 July, on which the sessions of tests are held


def test_a_status_decided_moved_a_commitment(world):
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", at=at("2021-07-05"))
    session = a_session(world, world.vaccine)
    entry = decided(world, session, effect="status", status="in_progress", words="Поставки идут.")

    line = lines_of(report_of(world, WEEK), "agreed")["BY-CN-2021-01"]
    assert numbers(line) == [entry.number]
    assert said(line) == "Decided at a session: Поставки идут."
    assert (line.facts, line.meta) == (
        "Both sides say: in progress.",
        "Before, only one side had stated a view.",
    )


def test_what_was_closed_by_a_session_is_delivered(world):
    session = a_session(world, world.vaccine)
    world.update(world.vaccine, by=world.cn.analyst, status="part")
    decided(world, session, effect="status", status="dropped", words="Both sides stop.")

    assert lines_of(report_of(world, WEEK), "dropped")["BY-CN-2021-01"].facts == "Both sides dropped it."


def test_a_day_decided_is_a_re_dating_of_both(world):
    session = a_session(world, world.vaccine)
    entry = decided(world, session, effect="redated", due_on=dt.date(2021, 9, 28), words="Later.")

    report = report_of(world, WEEK)
    line = lines_of(report, "redated")["BY-CN-2021-01"]
    assert numbers(line) == [entry.number]
    assert line.facts == "From 30 June 2021 to 28 September 2021, 90 days later."
    assert line.meta == "Decided by both sides at a session. Re-dated once, later by 90 days."
    assert "moved" not in counts(report)


def test_what_was_only_noted_was_decided_all_the_same(world):
    session = a_session(world, world.vaccine)
    entry = decided(world, session, words="Both sides took note.")

    report = report_of(world, WEEK)
    line = lines_of(report, "decided")["BY-CN-2021-01"]
    assert (line.entries, said(line)) == ((entry.number,), "Decided at a session: Both sides took note.")
    assert report.headline == "One commitment is late. Decisions on 1 commitment were taken at sessions."
