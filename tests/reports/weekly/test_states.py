"""How it stood at the cut-off: late, due, diverging, silent."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.models import Week
from tests.people import fresh
from tests.reports.weekly.reading import W5, at, counts, lines_of, numbers, report_of


def test_late_is_new_in_the_week_its_day_passed_and_old_afterwards(world):
    # Due on Wednesday 30 June 2021.
    weeks = {number: report_of(world, Week(2021, number)) for number in (25, 26, 27)}

    assert lines_of(weeks[25], "next")["BY-CN-2021-01"].facts == "Due on 30 June 2021, owed by China."
    assert lines_of(weeks[25], "next")["BY-CN-2021-01"].meta.startswith("5 days left.")
    assert lines_of(weeks[26], "newly")["BY-CN-2021-01"].facts == (
        "Owed by China for 2 days, since 30 June 2021."
    )
    assert lines_of(weeks[27], "already")["BY-CN-2021-01"].facts == (
        "Owed by China for 9 days, since 30 June 2021."
    )
    assert weeks[26].headline == "Nothing was recorded. One commitment is newly late."


def test_what_is_due_on_the_day_of_the_cutoff_is_not_late(world):
    world.redate(
        world.vaccine,
        by=world.cn.secretary,
        due_on=dt.date(2021, 2, 5),
        reason="Sooner.",
        at=at("2021-02-01"),
    )

    assert lines_of(report_of(world, W5), "next")["BY-CN-2021-01"].meta.startswith("Due today.")
    assert "newly" in counts(report_of(world, Week(2021, 6)))


def test_what_is_recorded_late_is_newly_late(world):
    """Its day passed long ago, but a week ago nobody could know."""
    late = world.record(title="Textbooks", due=Due(kind="date", on=dt.date(2021, 1, 27)), at=at("2021-02-10"))

    assert late.code in lines_of(report_of(world, Week(2021, 6)), "newly")
    assert late.code in lines_of(report_of(world, Week(2021, 7)), "already")


def test_delivered_things_are_no_longer_late(world):
    for side in (world.cn, world.by):
        world.close(world.vaccine, by=side.secretary, at=world.clock(days=80))

    assert "already" in counts(report_of(world, Week(2021, 27)))
    assert "already" not in counts(report_of(world, Week(2021, 28)))
    assert report_of(world, Week(2021, 28)).figures[2].remark == "nothing is late; a week ago 1"


@pytest.mark.parametrize("kind", ["answer", "report"])
def test_answers_and_reports_are_owed_in_their_own_words(world, kind):
    due = {
        "answer": Due(kind="condition", text="once it subsides", asked="second", every_weeks=2),
        "report": Due(kind="continuing", every_months=1),
    }[kind]
    asked = world.record(title="Asked", due=due, at=at("2021-02-01"))

    lines = lines_of(report_of(world, Week(2021, 12)), "already")

    assert {
        "answer": "Answers whether the condition is met have been owed by China since 1 February 2021: none given,"
        " 3 missed; the first was due on 15 February 2021, 39 days ago.",
        "report": "Reports have been owed by China since 1 February 2021: none filed, 1 missed; the first was due on"
        " 1 March 2021, 25 days ago.",
    }[kind] in lines[asked.code].facts


def test_differences_are_new_once_and_then_grow_old(world):
    first = world.update(world.vaccine, by=world.cn.analyst, status="part", at=at("2021-02-01"))
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-02"))

    new, old = (report_of(world, week) for week in (W5, Week(2021, 7)))

    line = lines_of(new, "differ")["BY-CN-2021-01"]
    assert line.facts == (
        "Belarus says: in progress; before: not yet assessed."
        " China says: delivered in part; before: not yet assessed."
    )
    assert (line.meta, line.entries) == ("New in this week.", (first.number, entry.number))
    line = lines_of(old, "differ")["BY-CN-2021-01"]
    assert line.facts == "Belarus says: in progress. China says: delivered in part."
    assert (line.meta, line.entries, numbers(line)) == (
        "Recorded on 2 February 2021, 17 days ago.",
        (),
        [entry.number],
    )
    assert new.headline == "The sides now differ on 1."
    assert old.headline == "Nothing was recorded. The sides differ on 1."
    assert new.figures[3].figure == "1 more difference"
    assert new.figures[3].remark == "worse: 1 now, none a week ago"
    assert old.figures[3].figure == "1 difference"


def test_who_agreed_for_a_while_within_the_week_differs_as_before(world):
    world.update(world.vaccine, by=world.cn.analyst, status="part", at=at("2021-02-01"))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-02"))
    actions.agree(world.vaccine, by=world.by.secretary, at=at("2021-02-09"))
    world.update(world.vaccine, by=world.by.analyst, status="blocked", at=at("2021-02-10"))

    report = report_of(world, Week(2021, 6))

    assert report.headline == "The sides differ on 1. One commitment moved."
    assert lines_of(report, "moved")["BY-CN-2021-01"].meta == "The sides agreed and differ again."
    assert lines_of(report, "differ")["BY-CN-2021-01"].meta == (
        "As a week ago; they agreed in between, until 10 February 2021."
    )


def test_quiet_week_says_what_is_late_and_where_the_sides_differ(world):
    world.update(world.trade, by=world.cn.analyst, status="part", at=at("2021-02-01"))
    world.update(world.trade, by=world.by.analyst, status="in_progress", at=at("2021-02-02"))

    report = report_of(world, Week(2021, 27))

    assert report.headline == "Nothing was recorded. One commitment is late. The sides differ on 1."


def test_withdrawn_commitments_neither_differ_nor_are_late(world):
    gone = world.record(title="A mistake", due=Due(kind="date", on=dt.date(2021, 2, 3)), at=at("2021-02-01"))
    world.update(gone, by=world.cn.analyst, status="part", at=at("2021-02-02"))
    world.update(gone, by=world.by.analyst, status="in_progress", at=at("2021-02-02", "10:00"))
    actions.withdraw(fresh(gone), by=world.by.secretary, reason="Twice.", at=at("2021-02-03"))

    assert set(counts(report_of(world, W5))) == {"added", "withdrawn"}


def test_silence_is_told_by_side(world):
    world.update(world.trade, by=world.by.analyst, status="in_progress", at=at("2021-06-01"))

    report = report_of(world, Week(2021, 31))  # until 6 August

    lines = lines_of(report, "silent")
    assert lines["BY-CN-2021-01"].facts == "No update from either side for 191 days."
    assert lines["BY-CN-2021-02"].facts == "No update from China for 191 days."
    assert (
        lines["BY-CN-2021-02"].meta
        == "China: not yet assessed. No update from China yet. Last update on 1 June 2021, by Belarus."
    )
    assert (
        next(s.note for s in report.sections if s.slug == "silent")
        == "2, as in the week before; Belarus 1, China 2"
    )


def test_silence_says_what_it_is_about_and_whose_post_it_is(world):
    continuing = world.record(due=Due(kind="continuing", every_months=3))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-01"))
    world.update(world.vaccine, by=world.cn.analyst, status="continuing", at=at("2021-02-01"))

    lines = lines_of(report_of(world, Week(2021, 31)), "silent")  # until 6 August

    assert lines["BY-CN-2021-01"].meta.startswith(
        "Belarus (Deputy minister): in progress for 186 days, without progress."
        " China (Director, Department 2): continuing."
    )
    assert lines[continuing.code].meta.startswith("Belarus: not yet assessed. China: report not received.")


def test_silence_begins_when_the_commission_says(world):
    world.commission.silent_after_days = 9  # the last word was nine days ago

    assert "silent" not in counts(report_of(world, W5))
    world.commission.silent_after_days = 8
    assert counts(report_of(world, W5))["silent"] == 2
