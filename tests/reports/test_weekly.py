"""Weeks as they were known at their cut-off: what stands in them, what they say, and that nothing later changes them."""

import datetime as dt
import random
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from commitments import actions
from commitments.actions import Due, Owner
from commitments.demo import loader, reader
from commitments.models import Calendar, Entry, Week
from commitments.reports import weekly
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import SHOWN
from tests.people import a_source, fresh, moment

# The world of the tests is recorded in weeks 1 to 4 of 2021; its clock stands on Monday 1 February 2021.
FIRST = Week(2021, 1)
W5 = Week(2021, 5)  # until Friday 5 February, 18:00 in Minsk


def report_of(world, week, *, now=None):
    return weekly.weekly(world.commission, weekly.period_of(world.commission, week, now=now), first=FIRST)


def lines_of(report, slug):
    return {line.code: line for section in report.sections if section.slug == slug for line in section.lines}


def counts(report):
    return {section.slug: len(section.lines) for section in report.sections}


def numbers(line):
    return [entry.number for entry in (*line.others, line.last)]


def said(line):
    return " ".join(" ".join(filter(None, (words.lead, words.text))) for words in line.words)


def at(day, time="09:00"):
    return moment(day, time)


# --- What week it is ------------------------------------------------------------------------------------------


def test_period_ends_at_the_cutoff_in_the_zone_of_the_commission(world):
    period = weekly.period_of(world.commission, W5)

    assert (period.start, period.end) == (at("2021-01-29", "15:00"), at("2021-02-05", "15:00"))
    assert (period.first_day, period.day) == (dt.date(2021, 1, 29), dt.date(2021, 2, 5))
    assert not period.is_running


def test_running_week_is_looked_at_now(world):
    period = weekly.period_of(world.commission, W5, now=at("2021-02-03"))

    assert (period.moment, period.day, period.is_running) == (at("2021-02-03"), dt.date(2021, 2, 3), True)


def test_entry_of_the_last_second_belongs_to_the_week_and_the_next_one_does_not(world):
    entries = [
        world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-05", "15:00")),
        world.update(
            world.vaccine,
            by=world.cn.analyst,
            status="in_progress",
            at=at("2021-02-05", "15:00") + dt.timedelta(microseconds=1),
        ),
    ]

    weeks = [lines_of(report_of(world, week), "moved") for week in (W5, Week(2021, 6))]

    assert [numbers(lines["BY-CN-2021-01"]) for lines in weeks] == [[entry.number] for entry in entries]


@pytest.mark.parametrize(
    ("week", "days"),
    [
        (Week(2022, 37), "12–18 September"),
        (Week(2022, 35), "29 August – 4 September"),
        (Week(2020, 53), "28 December 2020 – 3 January 2021"),
    ],
)
def test_days_of_a_week_are_named_from_monday_to_sunday(week, days):
    assert weekly.days_of(week) == days


def test_weeks_are_numbered_from_the_first_of_the_log():
    assert weekly.number_of(Week(2021, 4), Week(2021, 4)) == 1
    assert weekly.number_of(Week(2022, 37), Week(2021, 4)) == 86


def test_first_week_is_that_of_the_first_entry(world):
    assert weekly.first_week(world.commission) == FIRST
    assert weekly.first_week(world.elsewhere) == FIRST


def test_cutoff_follows_the_clocks_of_daylight_saving(world):
    """18:00 in Berlin is another moment in UTC before and after the clocks change."""
    world.commission.time_zone = "Europe/Berlin"
    world.commission.calendar = Calendar(ZoneInfo("Europe/Berlin"), 5, dt.time(18))

    ends = [weekly.period_of(world.commission, Week(2021, number)).end for number in (12, 13)]

    assert ends == [at("2021-03-26", "17:00"), at("2021-04-02", "16:00")]


# --- What the week brought --------------------------------------------------------------------------------------


def test_delivered_is_what_both_sides_say_and_leads_to_both_entries(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-02"))
    closed = world.close(world.vaccine, by=world.cn.secretary, note="All doses arrived.", at=at("2021-02-09"))
    agreed = actions.agree(world.vaccine, by=world.by.secretary, at=at("2021-02-10"))

    report = report_of(world, Week(2021, 6))

    line = lines_of(report, "delivered")["BY-CN-2021-01"]
    assert numbers(line) == [closed.number, agreed.number]
    assert said(line) == "Belarus: Agreed. China: All doses arrived."
    assert line.meta == "Both sides agree. Before: In progress, 7 days."
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

    assert set(counts(report)) == {"reopened", "diverging"}
    line = lines_of(report, "reopened")["BY-CN-2021-01"]
    assert "A consignment is missing." in said(line)
    assert line.meta.endswith("Now: Sides differ.")
    assert report.headline.startswith("One commitment was reopened; the sides now differ on one")


def test_side_alone_taking_back_its_closing_moved_and_reopened_nothing(world):
    world.close(world.vaccine, by=world.cn.secretary, at=at("2021-02-01"))
    actions.reopen(
        world.vaccine,
        by=world.cn.secretary,
        status="part",
        reason="Too early.",
        effective_on=dt.date(2021, 2, 2),
        at=at("2021-02-02"),
    )

    assert counts(report_of(world, W5)) == {"moved": 1}


def test_update_that_keeps_the_status_is_news_all_the_same(world):
    for side in (world.cn, world.by):
        world.update(world.vaccine, by=side.analyst, status="in_progress", at=world.clock())
    entry = world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="Two flights came.",
        at=at("2021-02-10"),
    )

    line = lines_of(report_of(world, Week(2021, 6)), "moved")["BY-CN-2021-01"]

    assert (said(line), line.meta, numbers(line)) == (
        "Two flights came.",
        "In progress, as before.",
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

    assert line.meta == "In progress for China; before: Not started. Outlook for China: at risk."
    assert said(line) == "Talks were held. Why: The flights are full."


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("on_track", "at_risk", "Outlook for China worse: at risk, was on track."),
        ("off_track", "at_risk", "Outlook for China better: at risk, was off track."),
        ("no_view", "on_track", "Outlook for China: on track."),
        ("at_risk", "no_view", ""),
        ("at_risk", "at_risk", ""),
    ],
)
def test_changed_outlook_is_worse_or_better_in_words(before, after, words):
    assert wording.outlook_words("China", before, after) == words


def test_two_sides_that_come_together_moved_together(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    actions.agree(world.vaccine, by=world.by.secretary, at=at("2021-02-10"))

    line = lines_of(report_of(world, Week(2021, 6)), "moved")["BY-CN-2021-01"]

    assert line.meta == "Both sides: In progress. Before: One side only."
    assert said(line) == "Agreed."


def test_closed_as_not_delivered_has_a_section_of_its_own(world):
    for side in (world.cn, world.by):
        world.close(world.vaccine, by=side.secretary, status="not_delivered", at=world.clock(days=200))

    week = world.commission.calendar.week_of(world.clock.now)

    assert "not_delivered" in counts(report_of(world, week))
    assert report_of(world, week).headline.startswith("One commitment was closed as not delivered")


def test_dropped_withdrawn_and_superseded_stand_together_and_say_which(world):
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

    assert {code: line.meta.split(". ")[0] for code, line in lines_of(report, "dropped").items()} == {
        world.vaccine.code: f"Replaced by {heir.code}",
        world.trade.code: "Dropped by agreement",
        gone.code: "Withdrawn by Belarus",
    }
    assert report.counted == "All 3 commitments are counted."
    assert "reopened" not in counts(report)


def test_redated_says_from_when_to_when_why_and_how_often(world):
    entry = actions.redate(
        world.vaccine,
        by=world.cn.secretary,
        due_on=dt.date(2021, 9, 30),
        reason="The plant is being enlarged.",
        at=at("2021-02-03"),
    )

    line = lines_of(report_of(world, W5), "redated")["BY-CN-2021-01"]

    assert line.facts == "From 30 June 2021 to 30 September 2021, 92 days later."
    assert said(line) == "The plant is being enlarged."
    assert line.meta == "Moved by China. Re-dated once, later by 92 days."
    assert numbers(line) == [entry.number]


def test_added_shows_the_words_it_was_recorded_with_even_after_they_were_amended(world):
    actions.amend(
        world.vaccine,
        by=world.cn.secretary,
        title="Vaccine for everybody",
        statement="China will supply everybody.",
        reason="Clearer.",
        at=at("2021-02-02"),
    )

    then, later = (report_of(world, week) for week in (Week(2021, 4), W5))

    line = lines_of(then, "added")["BY-CN-2021-01"]
    assert line.title == "Vaccine for Belarus."
    assert said(line) == "China will supply as much vaccine as Belarus needs."
    assert line.meta == "Undertaking, China. Confirmed by both sides. 30 Jun 2021."
    assert later.besides.startswith("Besides, 1 entry on wording")


def test_confirmed_and_declined_are_told(world):
    assert lines_of(report_of(world, Week(2021, 4)), "recognised")["BY-CN-2021-01"].facts == (
        "Confirmed by China."
    )

    actions.decline(world.trade, by=world.cn.secretary, reason="Not our words.", at=at("2021-02-02"))

    line = lines_of(report_of(world, W5), "recognised")["BY-CN-2021-02"]
    assert (line.facts, said(line)) == ("Not confirmed by China.", "Not our words.")


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

    lines = lines_of(report_of(world, W5), "moved")

    assert said(lines[asked.code]) == "The condition is not met yet."
    assert said(lines[kept.code]) == "Nothing to report."


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


# --- How it stood -----------------------------------------------------------------------------------------------


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
    assert weeks[26].headline == "Nothing was recorded in this week; one commitment became late."


def test_what_is_due_on_the_day_of_the_cutoff_is_not_late(world):
    actions.redate(
        world.vaccine,
        by=world.cn.secretary,
        due_on=dt.date(2021, 2, 5),
        reason="Sooner.",
        at=at("2021-02-01"),
    )

    assert lines_of(report_of(world, W5), "next")["BY-CN-2021-01"].meta.startswith("Today.")
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
    assert report_of(world, Week(2021, 28)).deltas[2].remark == "better: none are late, a week ago one"


@pytest.mark.parametrize("kind", ["answer", "report"])
def test_answers_and_reports_are_owed_in_their_own_words(world, kind):
    due = {
        "answer": Due(kind="condition", text="once it subsides", asked="second", every_weeks=2),
        "report": Due(kind="continuing", every_months=1),
    }[kind]
    asked = world.record(title="Asked", due=due, at=at("2021-02-01"))

    lines = lines_of(report_of(world, Week(2021, 12)), "already")

    assert {
        "answer": "An answer whether the condition is met has been owed by China for 39 days",
        "report": "A report has been owed by China for 25 days",
    }[kind] in lines[asked.code].facts


def test_differences_are_new_once_and_then_grow_old(world):
    world.update(world.vaccine, by=world.cn.analyst, status="part", at=at("2021-02-01"))
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-02"))

    new, old = (report_of(world, week) for week in (W5, Week(2021, 7)))

    line = lines_of(new, "diverging")["BY-CN-2021-01"]
    assert line.facts == "Belarus: in progress. China: delivered in part."
    assert (line.meta, numbers(line)) == ("New this week.", [entry.number])
    assert lines_of(old, "diverging")["BY-CN-2021-01"].meta == "For 17 days."
    assert new.deltas[3].figure == "One more difference"
    assert new.deltas[3].remark == "worse: one now, none a week ago"
    assert old.deltas[3].figure == "One difference"


def test_withdrawn_commitments_neither_differ_nor_are_late(world):
    gone = world.record(title="A mistake", due=Due(kind="date", on=dt.date(2021, 2, 3)), at=at("2021-02-01"))
    world.update(gone, by=world.cn.analyst, status="part", at=at("2021-02-02"))
    world.update(gone, by=world.by.analyst, status="in_progress", at=at("2021-02-02", "10:00"))
    actions.withdraw(fresh(gone), by=world.by.secretary, reason="Twice.", at=at("2021-02-03"))

    assert set(counts(report_of(world, W5))) == {"added", "dropped"}


def test_silence_is_told_by_side(world):
    world.update(world.trade, by=world.by.analyst, status="in_progress", at=at("2021-06-01"))

    report = report_of(world, Week(2021, 31))  # until 6 August

    lines = lines_of(report, "silent")
    assert lines["BY-CN-2021-01"].facts == "Neither side has spoken for 191 days."
    assert lines["BY-CN-2021-02"].facts == "China has not spoken for 191 days."
    assert lines["BY-CN-2021-02"].meta == "No word of China yet. Last word on 1 June 2021, by Belarus."
    assert next(s.note for s in report.sections if s.slug == "silent") == "2, as before; Belarus 1, China 2"


def test_silence_begins_when_the_commission_says(world):
    world.commission.silent_after_days = 10

    assert "silent" not in counts(report_of(world, W5))
    world.commission.silent_after_days = 9
    assert counts(report_of(world, W5))["silent"] == 2


# --- Sentences --------------------------------------------------------------------------------------------------


def test_quiet_week_says_so(world):
    report = report_of(world, Week(2021, 8))

    assert report.headline == "Nothing was recorded in this week."
    assert report.sections == []
    assert [delta.figure for delta in report.deltas] == [
        "None delivered",
        "None moved",
        "None newly late",
        "No difference",
    ]
    assert report.counted == "All 2 commitments are counted; none was added, dropped or reopened."


def test_running_week_says_so_far(world):
    assert report_of(world, W5, now=at("2021-02-02")).headline == (
        "Nothing has been recorded in this week so far."
    )


def test_week_with_readouts_only_says_what_there_was(world):
    assert report_of(world, FIRST).headline == (
        "Only wording, owners, quotes, readouts or seats were recorded in this week."
    )
    assert report_of(world, FIRST).counted == "The register held no commitment yet."


def test_first_week_compares_with_nothing(world):
    report = report_of(world, FIRST)

    assert {delta.remark for delta in report.deltas} == {"the first week of the log", "nothing is late"}


def test_counts_stand_beside_those_of_the_week_before(world):
    for number in range(3):
        world.record(title=f"Further {number}", at=at("2021-02-02", f"0{number + 1}:00"))

    notes = {section.slug: section.note for section in report_of(world, W5).sections}

    assert notes == {"added": "3, the week before 2"}


def test_every_week_says_of_the_week_before_what_that_week_says_of_itself(world):
    tell_a_story(world, random.Random(3), steps=60)  # noqa: S311 (a story)
    weeks = [FIRST.shifted(n) for n in range(1, 60)]

    for before, week in pairwise(weeks):
        own = {section.slug: section.note.split(",")[0] for section in report_of(world, before).sections}
        for section in report_of(world, week).sections:
            if "the week before" in section.note:
                said = section.note.split("the week before ")[1].split(";")[0]
                assert said == own.get(section.slug, "none"), (week, section.slug)
            elif "as before" in section.note:
                assert own[section.slug] == section.note.split(",")[0], (week, section.slug)


def test_report_speaks_the_language_of_its_reader(world):
    with translation.override("ru"):
        name = weekly.days_of(Week(2022, 37))

    assert "ентябр" in name


def test_headline_of_the_overview_is_the_sentence_of_the_week(world, time_machine):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-02"))
    time_machine.move_to("2021-02-03T09:00:00Z", tick=False)

    now = weekly.headline(world.commission, head=1)
    friday = weekly.headline(world.commission, head=1, as_of=dt.date(2021, 1, 29))

    assert (now.week, now.sentence) == (W5, "There is news of one commitment.")
    assert (friday.week, friday.sentence) == (Week(2021, 4), report_of(world, Week(2021, 4)).headline)


# --- Large, and as known then -----------------------------------------------------------------------------------


def test_long_section_shows_some_and_counts_all(world):
    for number in range(SHOWN + 2):
        world.record(title=f"Further {number}", at=at("2021-02-02"))

    section = next(s for s in report_of(world, W5).sections if s.slug == "added")

    assert len(section.lines) == SHOWN
    assert section.note.startswith(f"{SHOWN + 2}, ")
    assert section.rest == f"{SHOWN} of {SHOWN + 2} are shown; the log has them all."
    assert section.url == "/by-cn/log/?week=2021-W05&kind=recorded"


def test_long_section_of_the_cutoff_leads_to_the_register_of_that_day(world):
    world.commission.silent_after_days = 8
    for number in range(SHOWN):
        world.record(title=f"Further {number}", at=at("2021-01-28"))

    then, now = (
        next(s for s in report_of(world, week, now=at("2021-02-16")).sections if s.slug == "silent")
        for week in (W5, Week(2021, 7))
    )

    assert then.url == "/by-cn/register/?silent=any&as_of=2021-02-05"
    assert now.url == "/by-cn/register/?silent=any"


def test_questions_to_the_database_do_not_grow_with_the_register(world):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            report_of(world, W5)
        return len(queries)

    def grow(number):
        for n in range(number):
            row = world.record(title=f"{number} {n}", at=at("2021-02-02"))
            world.update(row, by=world.cn.analyst, status="in_progress", at=at("2021-02-02"))
            world.update(row, by=world.by.analyst, status="part", at=at("2021-02-02"))

    grow(1)
    few = asked()
    grow(3)

    assert asked() == few <= 7


ACTS = ("update", "close", "agree", "reopen", "redate", "correct", "amend", "withdraw", "record", "hand_over")


def tell_a_story(world, rng, *, steps, days=8):
    """Random acts, most of them refused by the rules and then left out; moments go on by up to `days` each."""
    for _step in range(steps):
        now = world.clock(days=rng.random() * days)
        act, side = rng.choice(ACTS), rng.choice((world.by, world.cn))
        rows = list(world.commission.commitment_set.all())
        row = rng.choice(rows)
        today = world.commission.calendar.day_of(now)
        try:
            match act:
                case "update":
                    status = rng.choice(("not_started", "in_progress", "blocked", "part"))
                    outlook = rng.choice(("on_track", "at_risk"))
                    world.update(
                        row, by=side.analyst, status=status, outlook=outlook, reason="Because.", at=now
                    )
                case "close":
                    world.close(row, by=side.secretary, status=rng.choice(("delivered", "dropped")), at=now)
                case "agree":
                    actions.agree(row, by=side.secretary, at=now)
                case "reopen":
                    actions.reopen(
                        row, by=side.secretary, status="part", reason="No.", effective_on=today, at=now
                    )
                case "redate":
                    later = today + dt.timedelta(days=rng.randrange(-5, 60))
                    actions.redate(row, by=side.secretary, due_on=later, reason="Slipped.", at=now)
                case "correct":
                    entry = rng.choice(list(row.entry_set.filter(party=side.party)))
                    actions.correct(
                        row,
                        by=side.analyst,
                        entry=entry,
                        status=rng.choice(("in_progress", "part")),
                        outlook="no_view",
                        note="It was otherwise.",
                        effective_on=entry.effective_on,
                        at=now,
                    )
                case "amend":
                    actions.amend(row, by=side.secretary, title=f"Title {now}", reason="Clearer.", at=now)
                case "withdraw":
                    if len(rows) > 3:
                        actions.withdraw(row, by=side.secretary, reason="Twice.", at=now)
                case "hand_over":
                    actions.hand_over(row, by=side.secretary, owner=Owner(side.company), at=now)
                case _:
                    due = Due(kind="date", on=today + dt.timedelta(days=20))
                    world.record(title=f"Further {now}", due=due, at=now)
        except (actions.RuleBroken, actions.NotAllowed, IndexError):
            continue


@pytest.mark.parametrize("seed", range(4))
def test_nothing_recorded_later_changes_a_closed_week(world, seed):
    rng = random.Random(seed)  # noqa: S311 (a story)
    tell_a_story(world, rng, steps=40)
    last = world.commission.calendar.week_of(world.clock.now).shifted(-1)
    weeks = [FIRST.shifted(n) for n in range(1 + (last.monday - FIRST.monday).days // 7)]
    before = {week: report_of(world, week) for week in weeks}
    size = Entry.objects.count()

    tell_a_story(world, rng, steps=60)

    assert Entry.objects.count() > size
    assert {week: report_of(world, week) for week in weeks} == before


# --- As known today ---------------------------------------------------------------------------------------------


def known(world, week):
    return weekly.known_today(world.commission, weekly.period_of(world.commission, week))


def test_known_today_tells_by_the_day_things_became_true(world):
    entry = world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="100,000 doses arrived.",
        effective_on=dt.date(2021, 2, 3),
        at=at("2021-03-01"),
    )

    then, today = report_of(world, W5), known(world, W5)

    assert then.sections == []
    assert [section.slug for section in today.sections] == ["moved"]
    assert today.days == "30 January – 5 February"
    assert today.later.title == "1 entry recorded later speaks about these days"
    assert [(sentence.number, by) for sentence, by in today.later.entries] == [(entry.number, None)]
    assert not today.is_same


@pytest.mark.parametrize(("day", "is_there"), [(29, False), (30, True)])
def test_known_today_begins_after_the_day_of_the_cutoff_before(world, day, is_there):
    world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        effective_on=dt.date(2021, 1, day),
        at=at("2021-03-01"),
    )

    assert bool(known(world, W5).sections) is is_there


def test_known_today_leaves_out_what_was_corrected_and_says_so(world):
    wrong = world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    right = actions.correct(
        world.vaccine,
        by=world.cn.analyst,
        entry=wrong,
        status="not_started",
        outlook="no_view",
        note="The flight was cancelled.",
        effective_on=dt.date(2021, 2, 1),
        at=at("2021-02-10"),
    )

    today = known(world, W5)

    line = lines_of(today, "moved")["BY-CN-2021-01"]
    assert numbers(line) == [right.number]
    assert today.corrected.title == "1 entry of the week was corrected since"
    assert [(sentence.number, by) for sentence, by in today.corrected.entries] == [
        (wrong.number, right.number)
    ]
    assert [sentence.number for sentence, _by in today.later.entries] == [right.number]


def test_known_today_of_an_ordinary_week_differs_in_nothing(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))

    today = known(world, W5)

    assert today.is_same
    assert lines_of(today, "moved").keys() == lines_of(report_of(world, W5), "moved").keys()


# --- The demonstration ------------------------------------------------------------------------------------------


@pytest.fixture
def demo(db):
    loader.build(reader.load(), tell=lambda *told: None)
    return type("Demo", (), {"commission": Entry.objects.select_related("commission").first().commission})


def demo_report(demo, week):
    return weekly.weekly(
        demo.commission,
        weekly.period_of(demo.commission, week),
        first=weekly.first_week(demo.commission),
    )


def test_demonstration_tells_its_two_weeks(demo):
    opening = demo_report(demo, Week(2021, 34))
    line = lines_of(opening, "redated")["BY-CN-2021-14"]
    assert line.facts == "From 31 December 2023 to 31 December 2022, 365 days earlier."
    assert "opened, for 2021–2022" in said(lines_of(opening, "moved")["BY-CN-2021-14"])
    assert "The readout said 2021–2023." in said(lines_of(opening, "moved")["BY-CN-2021-14"])

    samarkand = demo_report(demo, Week(2022, 37))
    delivered = lines_of(samarkand, "delivered")
    assert set(delivered) == {"BY-CN-2021-01", "BY-CN-2021-15"}
    assert "adopted a joint declaration" in said(delivered["BY-CN-2021-01"])
    assert "met in Samarkand" in said(delivered["BY-CN-2021-15"])
    assert samarkand.headline == (
        "Two commitments were delivered; the sides differ on four, one of them new, and one is newly late."
    )
    assert weekly.number_of(Week(2022, 37), weekly.first_week(demo.commission)) == 86

    _add_to(demo)
    assert (demo_report(demo, Week(2021, 34)), demo_report(demo, Week(2022, 37))) == (opening, samarkand)


def _add_to(demo):
    """A correction of an entry of week 37 and an update on what was opened in week 34."""
    by_code = {row.code: row for row in demo.commission.commitment_set.all()}
    seat = demo.commission.seat_set.filter(role="analyst", party__position=1).first()
    year = by_code["BY-CN-2021-14"]
    entry = year.entry_set.filter(kind="updated", party=seat.party).order_by("number").first()
    actions.correct(
        year,
        by=seat,
        entry=entry,
        status="in_progress",
        outlook="no_view",
        note="It was opened a day earlier.",
        effective_on=entry.effective_on,
    )
    actions.log_update(
        by_code["BY-CN-2021-01"],
        by=seat,
        status="delivered",
        note="Still so.",
        effective_on=demo.commission.today(),
        sources=(a_source(),),
    )
