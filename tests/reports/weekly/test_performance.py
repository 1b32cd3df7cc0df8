"""What the sides said in a week of the performance: ended, agreed, taken back, moved, unchanged."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.models import SealedText, Week
from commitments.reports.weekly import wording
from tests.people import a_source
from tests.reports.weekly.reading import W5, at, counts, lines_of, numbers, report_of, said


def test_delivered_is_what_both_sides_say_and_leads_to_both_entries(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-02"))
    closed = world.close(world.vaccine, by=world.cn.secretary, note="All doses arrived.", at=at("2021-02-09"))
    agreed = actions.agree(world.vaccine, by=world.by.secretary, at=at("2021-02-10"))

    report = report_of(world, Week(2021, 6))

    line = lines_of(report, "delivered")["BY-CN-2021-01"]
    assert numbers(line) == [closed.number, agreed.number]
    assert said(line) == "Belarus: Agreed. China: All doses arrived."
    assert (line.facts, line.meta) == (
        "Both sides say: delivered. Delivered on time.",
        "Before: in progress, for 7 days.",
    )
    assert "moved" not in counts(report)
    assert report.headline == "One commitment was delivered."


def test_what_was_delivered_and_reopened_in_one_week_was_reopened(world):
    world.close(world.vaccine, by=world.cn.secretary, at=at("2021-02-01"))
    world.close(world.vaccine, by=world.by.secretary, at=at("2021-02-02"))
    actions.reopen(
        world.vaccine,
        by=world.by.secretary,
        status="part",
        reason="A consignment is missing.",
        effective_on=dt.date(2021, 2, 3),
        at=at("2021-02-03"),
    )

    report = report_of(world, W5)

    assert set(counts(report)) == {"reopened", "differ"}
    line = lines_of(report, "reopened")["BY-CN-2021-01"]
    assert "A consignment is missing." in said(line)
    assert line.meta == "The sides differ now."
    assert report.headline == "One commitment was reopened. The sides now differ on 1."


def test_side_alone_taking_back_its_closing_reopened_nothing(world):
    world.close(world.vaccine, by=world.cn.secretary, at=at("2021-02-01"))
    actions.reopen(
        world.vaccine,
        by=world.cn.secretary,
        status="part",
        reason="Too early.",
        effective_on=dt.date(2021, 2, 2),
        at=at("2021-02-02"),
    )

    report = report_of(world, W5)
    assert counts(report) == {"taken_back": 1}
    assert lines_of(report, "taken_back")["BY-CN-2021-01"].facts == (
        "Belarus has not assessed it yet."
        " China says: delivered in part; before: not yet assessed; in between: delivered."
    )
    assert report.headline == "A side took back its closing of 1 commitment."


def test_update_that_keeps_the_status_is_a_report_and_no_move(world):
    for side in (world.cn, world.by):
        world.update(world.vaccine, by=side.analyst, status="in_progress", at=world.clock())
    entry = world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="Two flights came.",
        at=at("2021-02-10"),
    )

    report = report_of(world, Week(2021, 6))

    assert set(counts(report)) == {"reported"}
    line = lines_of(report, "reported")["BY-CN-2021-01"]
    assert (said(line), line.facts, numbers(line)) == (
        "Two flights came.",
        "China says: in progress, as before.",
        [entry.number],
    )


def test_move_of_one_side_names_the_side_and_what_it_said_before(world):
    world.update(world.vaccine, by=world.cn.analyst, status="not_started", at=at("2021-02-01"))
    world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        outlook="at_risk",
        reason="The flights are full.",
        at=at("2021-02-10"),
    )

    line = lines_of(report_of(world, Week(2021, 6)), "moved")["BY-CN-2021-01"]

    assert line.facts == "China says: in progress; before: not started."
    assert line.meta == "China sees it at risk; it had stated no outlook."
    assert said(line) == "Talks were held. Why: The flights are full."


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("on_track", "at_risk", "China sees it at risk; before: on track."),
        ("no_view", "on_track", "China sees it on track; it had stated no outlook."),
        ("at_risk", "no_view", "China states no outlook any more; before: at risk."),
    ],
)
def test_changed_outlook_names_what_it_was(before, after, words):
    assert wording.outlook_moved("China", [before, after]) == words


def test_two_sides_that_come_together_have_agreed(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    actions.agree(world.vaccine, by=world.by.secretary, at=at("2021-02-10"))

    report = report_of(world, Week(2021, 6))

    assert set(counts(report)) == {"agreed"}
    assert report.headline == "The sides agreed on the status of 1 commitment."
    line = lines_of(report, "agreed")["BY-CN-2021-01"]
    assert line.facts == "Both sides say: in progress."
    assert line.meta == "Before, only one side had stated a view."
    assert said(line) == "Agreed."


def test_closed_as_not_delivered_has_a_section_of_its_own(world):
    for side in (world.cn, world.by):
        world.close(world.vaccine, by=side.secretary, status="not_delivered", at=world.clock(days=200))

    week = world.commission.calendar.week_of(world.clock.now)

    assert "not_delivered" in counts(report_of(world, week))
    assert report_of(world, week).headline.startswith("One commitment was closed as not delivered")


def test_dropped_withdrawn_and_superseded_are_told_apart(world):
    heir = world.record(title="Vaccine, second contract", at=at("2021-01-29"))
    gone = world.record(title="A mistake", at=at("2021-01-29", "12:00"))
    actions.withdraw(gone, by=world.by.secretary, reason="Filed twice.", at=at("2021-02-01"))
    for side in (world.cn, world.by):
        world.close(world.trade, by=side.secretary, status="dropped", at=world.clock())
        actions.supersede(
            world.vaccine,
            by=side.secretary,
            successor=heir,
            effective_on=dt.date(2021, 2, 1),
            at=world.clock(),
        )

    report = report_of(world, W5)

    assert {
        section: (line.code, line.facts)
        for section in ("superseded", "dropped", "withdrawn")
        for line in lines_of(report, section).values()
    } == {
        "superseded": (world.vaccine.code, f"Replaced by {heir.code}."),
        "dropped": (world.trade.code, "Both sides dropped it."),
        "withdrawn": (gone.code, "Withdrawn by Belarus."),
    }
    assert report.counted == "All 2 commitments are counted."
    assert "reopened" not in counts(report)


def test_a_side_without_words_of_its_own_is_not_named_before_those_of_the_other(world):
    world.close(world.vaccine, by=world.cn.secretary, note="All doses arrived.", at=at("2021-02-02"))
    world.close(world.vaccine, by=world.by.secretary, note="", at=at("2021-02-03"))

    line = lines_of(report_of(world, W5), "delivered")["BY-CN-2021-01"]
    assert said(line) == "China: All doses arrived."


def test_answered_checks_and_reports_speak_for_themselves(world):
    asked = world.record(
        title="A meeting in person",
        due=Due(kind="condition", text="once the pandemic subsides", asked="second", every_weeks=13),
        at=at("2021-01-29"),
    )
    kept = world.record(title="Exchange of students", due=Due(kind="continuing", every_months=6))
    actions.check_condition(
        asked,
        by=world.cn.analyst,
        answer="not_yet",
        effective_on=dt.date(2021, 2, 2),
        at=at("2021-02-02"),
    )
    actions.file_report(
        kept, by=world.cn.analyst, effective_on=dt.date(2021, 2, 2), at=at("2021-02-02", "10:00")
    )

    report = report_of(world, W5)

    assert said(lines_of(report, "checked")[asked.code]) == "The condition is not met yet."
    assert lines_of(report, "nothing")[kept.code].facts == "China: nothing to report."
    assert report.headline == (
        "The condition of 1 commitment was answered. A side had nothing to report on 1 commitment."
        " One commitment was recorded."
    )


def test_correction_stands_in_the_week_it_was_recorded_in(world):
    wrong = world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    before = report_of(world, W5)
    correction = actions.correct(
        world.vaccine,
        by=world.cn.analyst,
        entry=wrong,
        status="not_started",
        outlook="no_view",
        note="The flight was cancelled.",
        effective_on=dt.date(2021, 2, 1),
        at=at("2021-02-10"),
    )

    line = lines_of(report_of(world, Week(2021, 6)), "moved")["BY-CN-2021-01"]

    assert said(line) == f"Corrects No. {wrong.number}. The flight was cancelled."
    assert numbers(line) == [correction.number]
    assert report_of(world, W5) == before


def test_long_words_end_with_a_sentence_and_say_that_there_is_more(world):
    note = "The first flight came. " + "Then came another one with 100,000 doses. " * 20
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note=note, at=at("2021-02-01"))

    line = lines_of(report_of(world, W5), "moved")["BY-CN-2021-01"]

    assert said(line).endswith("with 100,000 doses.")
    assert len(said(line)) <= wording.LONG
    assert line.meta.endswith("The entry says more.")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("短い。" * 200, "短い。" * 106),
        ("a" * 400, "a" * 400),
        ("It is in art. 5 of it. " + "b" * 400, "It is in art. 5 of it. " + "b" * 400),
        ("Art. 5 is kept. " + "Then " + "b" * 400 + ".", "Art. 5 is kept."),
        ("Договорились. " + "Ж" * 400, "Договорились."),
    ],
)
def test_sentences_are_never_cut(text, start):
    assert wording.beginning(text) == (start, start == text)


def test_who_alone_drops_or_replaces_something_proposes_it(world):
    heir = world.record(title="Vaccine, second contract", at=at("2021-01-29"))
    world.close(world.trade, by=world.cn.secretary, status="dropped", at=at("2021-02-01"))
    actions.supersede(
        world.vaccine,
        by=world.by.secretary,
        successor=heir,
        effective_on=dt.date(2021, 2, 1),
        at=at("2021-02-01", "10:00"),
    )

    report = report_of(world, W5)
    lines = lines_of(report, "closed_alone")
    assert lines[world.trade.code].facts.endswith("China proposes to drop it; before: not yet assessed.")
    assert lines["BY-CN-2021-01"].facts.startswith(
        f"Belarus proposes to replace it with {heir.code}; before:"
    )
    assert report.headline == "One side closed 2 commitments; the other has not."

    actions.agree(world.vaccine, by=world.cn.secretary, at=at("2021-02-10"))

    # The code was named by the other side, a week ago.
    report = report_of(world, Week(2021, 6))
    assert lines_of(report, "superseded")["BY-CN-2021-01"].facts == f"Replaced by {heir.code}."
    assert report.headline == "One commitment was replaced by another."


def test_word_that_there_is_nothing_to_report_is_told_and_is_no_news(world):
    entry = actions.say_no_news(world.vaccine, by=world.cn.analyst, at=at("2021-02-02"))

    report = report_of(world, W5)
    line = lines_of(report, "nothing")["BY-CN-2021-01"]
    assert (line.facts, line.entries) == ("China: nothing to report.", (entry.number,))
    assert report.headline == "A side had nothing to report on 1 commitment."


def test_redaction_of_a_report_does_not_make_it_empty(world):
    kept = world.record(title="Exchange of students", due=Due(kind="continuing", every_months=6))
    entry = actions.file_report(
        kept, by=world.cn.analyst, note="Ten came.", effective_on=dt.date(2021, 2, 2), at=at("2021-02-02")
    )
    SealedText.objects.filter(entry=entry).update(note=None, note_salt=None)

    assert "nothing" not in counts(report_of(world, W5))


def test_correction_that_leaves_the_present_as_it_is_moves_nothing(world):
    wrong = world.update(world.vaccine, by=world.cn.analyst, status="not_started", at=at("2021-02-01"))
    world.update(world.vaccine, by=world.cn.analyst, status="part", at=at("2021-02-02"))
    actions.correct(
        world.vaccine,
        by=world.cn.analyst,
        entry=wrong,
        status="in_progress",
        outlook="no_view",
        note="It had begun.",
        effective_on=dt.date(2021, 2, 1),
        at=at("2021-02-10"),
    )

    report = report_of(world, Week(2021, 6))
    assert counts(report) == {"corrected": 1}
    assert report.headline == "Earlier words on 1 commitment were corrected."


def test_remark_displaces_no_news(world):
    """What has a source is told before what has none, and anything before "nothing to report"."""
    told = {"by": world.by.analyst, "status": "not_assessed"}
    world.update(
        world.vaccine, note="200,000 doses arrived.", sources=(a_source(),), at=at("2021-02-01"), **told
    )
    world.update(world.vaccine, note="Please look at this.", at=at("2021-02-02"), **told)
    actions.say_no_news(world.vaccine, by=world.by.analyst, at=at("2021-02-03"))
    world.update(world.trade, note="Talks were held.", at=at("2021-02-02"), **told)
    actions.say_no_news(world.trade, by=world.by.analyst, at=at("2021-02-03"))

    lines = lines_of(report_of(world, W5), "reported")

    assert {code: said(line) for code, line in lines.items()} == {
        "BY-CN-2021-01": "200,000 doses arrived.",
        "BY-CN-2021-02": "Talks were held.",
    }
