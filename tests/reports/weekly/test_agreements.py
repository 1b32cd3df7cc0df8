"""What the sides settled in a week: days, requests, recognition, terms, and what was added."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.models import Week
from tests.people import a_criterion
from tests.reports.weekly.reading import W5, at, counts, lines_of, numbers, report_of, said


def test_redated_says_from_when_to_when_why_and_how_often(world):
    entry = world.redate(
        world.vaccine,
        by=world.cn.secretary,
        due_on=dt.date(2021, 9, 30),
        reason="The plant is being enlarged.",
        at=at("2021-02-03"),
    )

    line = lines_of(report_of(world, W5), "redated")["BY-CN-2021-01"]

    assert line.facts == "From 30 June 2021 to 30 September 2021, 92 days later."
    assert said(line) == "The plant is being enlarged."
    assert line.meta == "Proposed by China, accepted by Belarus. Re-dated once, later by 92 days."
    assert numbers(line) == [entry.number - 1, entry.number]  # the proposal and its acceptance


def test_redated_again_names_the_first_date_and_one_side_alone_is_named(world):
    world.redate(
        world.vaccine,
        by=world.by.secretary,
        due_on=dt.date(2021, 8, 31),
        reason="One.",
        at=at("2021-02-01"),
    )
    world.agree_on(
        world.vaccine,
        by=world.by,
        values={"due_kind": "event", "due_text": "At the visit", "due_on": None},
        at=at("2021-02-03"),
    )
    alone = world.record(title="Textbooks", due=Due(kind="date", on=dt.date(2021, 3, 1)), at=at("2021-02-01"))
    world.redate(
        alone, by=world.by.secretary, due_on=dt.date(2021, 4, 1), reason="Printing.", at=at("2021-02-03")
    )

    report = report_of(world, W5)

    line = lines_of(report, "redated")["BY-CN-2021-01"]
    assert line.facts == "It has no date any more; before: 30 June 2021."
    assert lines_of(report, "redated")[alone.code].meta == (
        "Changed by Belarus. Re-dated once, later by 31 days."
    )


def test_terms_on_the_table_are_told_with_the_reasons_of_both(world):
    first = world.propose(world.vaccine, by=world.by, at=at("2021-02-01"))
    world.propose(
        world.vaccine,
        by=world.cn,
        counters=first.number,
        values={"due_on": "2021-12-31"},
        reason="The plant opens late.",
        at=at("2021-02-02"),
    )

    line = lines_of(report_of(world, W5), "terms_proposed")["BY-CN-2021-01"]
    assert line.facts == "China answers with other terms: when it is due."
    assert said(line) == "Belarus: More time is needed. China: The plant opens late."


def test_added_shows_the_words_it_was_recorded_with_even_after_they_were_amended(world):
    world.agree_on(
        world.vaccine,
        by=world.cn,
        subject="wording",
        values={"title": "Vaccine for everybody", "statement": "China will supply everybody."},
        at=at("2021-02-02"),
    )

    then, later = (report_of(world, week) for week in (Week(2021, 4), W5))

    line = lines_of(then, "added")["BY-CN-2021-01"]
    assert line.title == "Vaccine for Belarus."
    assert said(line) == "China will supply as much vaccine as Belarus needs."
    assert line.meta == "Undertaking, China. Confirmed by both sides. 30 Jun 2021."
    assert lines_of(later, "terms_agreed")["BY-CN-2021-01"].facts == (
        "Belarus accepted the terms proposed: wording."
    )


def test_confirmed_and_declined_are_told(world):
    assert lines_of(report_of(world, Week(2021, 4)), "confirmed")["BY-CN-2021-01"].facts == (
        "Confirmed by China."
    )

    actions.decline(world.trade, by=world.cn.secretary, reason="Not our words.", at=at("2021-02-02"))

    line = lines_of(report_of(world, W5), "declined")["BY-CN-2021-02"]
    assert (line.facts, said(line)) == ("Not confirmed by China.", "Not our words.")


def test_other_answers_to_a_proposal_are_told_as_what_they_are(world):
    secretary = world.cn.secretary
    noted = world.record(title="Books", at=at("2021-01-29"))
    actions.note_one_sided(noted, by=secretary, note="Not in our text.", at=at("2021-02-02"))
    words = {"statement": "China will look at the list.", "reason": "So we understood it."}
    actions.reword(world.trade, by=secretary, at=at("2021-02-02", "10:00"), **words)

    report = report_of(world, W5)
    line = lines_of(report, "declined")[noted.code]
    assert (line.facts, said(line)) == (
        "Recorded by China as one side’s understanding.",
        "Not in our text.",
    )
    line = lines_of(report, "reworded")[world.trade.code]
    assert (line.facts, said(line)) == (
        "China would confirm it in other words.",
        "So we understood it.",
    )

    actions.keep_wording(world.trade, by=world.by.secretary, reason="As published.", at=at("2021-02-03"))

    line = lines_of(report_of(world, W5), "reworded")[world.trade.code]
    assert f"{line.facts} {said(line)}" == (
        "China would confirm it in other words. So we understood it. Belarus keeps its wording. As published."
    )


@pytest.mark.parametrize(("note", "tail"), [("", ""), ("So be it.", " So be it.")])
def test_an_offer_and_its_acceptance_are_told_in_turn_each_with_its_own_words(world, note, tail):
    statement = "China will look at the list."
    words = {"statement": statement, "reason": "No list was handed over."}
    offered = actions.reword(world.trade, by=world.cn.secretary, at=at("2021-02-02"), **words)
    taken = actions.accept_wording(
        world.trade, by=world.by.secretary, statement=statement, note=note, at=at("2021-02-03")
    )

    line = lines_of(report_of(world, W5), "confirmed")[world.trade.code]

    assert f"{line.facts} {said(line)}" == (
        "China would confirm it in other words. No list was handed over. "
        f"Confirmed by Belarus in the words offered.{tail}"
    )
    assert numbers(line) == [offered.number, taken.number]


def test_terms_set_by_the_proposer_alone_were_on_no_table(world):
    actions.set_criteria(
        world.trade,
        by=world.by.secretary,
        criteria=[a_criterion("The list is longer.")],
        at=at("2021-02-02"),
    )

    report = report_of(world, W5)
    assert lines_of(report, "terms_set")[world.trade.code].facts == "Belarus set the completion criteria."
    assert report.headline == "The proposing side set terms of 1 commitment."


def test_requests_have_their_places_until_they_are_answered_or_withdrawn(world):
    asked, gone = (
        world.record(title=title, speech_act="request", performed_by="second", at=at("2021-02-01"))
        for title in ("List of goods", "A loan")
    )
    actions.ask_again(asked, by=world.by.secretary, note="By letter.", at=at("2021-02-09"))
    actions.ready_to_look(asked, by=world.cn.secretary, at=at("2021-02-16"))
    actions.withdraw(gone, by=world.by.secretary, reason="Not needed.", at=at("2021-02-17"))

    made, again, answered = (report_of(world, week) for week in (W5, Week(2021, 6), Week(2021, 7)))

    assert counts(made) == {"asked": 2, "requests": 2}
    assert made.headline == "Two requests were recorded."
    assert made.counted == "All 2 commitments are counted; none was added, dropped or reopened."
    assert lines_of(again, "asked_again")[asked.code].facts == "Belarus asked again."
    assert counts(answered) == {"answered": 1, "request_withdrawn": 1, "ready": 1}
    assert lines_of(answered, "request_withdrawn")[gone.code].facts == "Belarus withdrew the request."
    line = lines_of(report_of(world, Week(2021, 9)), "ready")[asked.code]
    assert line.facts == "Answered “ready to look into it” on 16 February 2021, 17 days ago."


def test_first_date_and_its_removal_are_no_re_dating(world):
    given = world.record(title="Textbooks", at=at("2021-01-29"))
    actions.redate(
        given, by=world.by.secretary, due_on=dt.date(2021, 4, 1), reason="Named.", at=at("2021-02-02")
    )
    world.agree_on(
        world.vaccine,
        by=world.by,
        values={"due_kind": "event", "due_text": "At the visit", "due_on": None},
        at=at("2021-02-03"),
    )

    report = report_of(world, W5)
    assert set(counts(report)) == {"dated", "undated"}
    assert lines_of(report, "dated")[given.code].facts == "Due on 1 April 2021, the first date it was given."
    assert lines_of(report, "undated")["BY-CN-2021-01"].facts == (
        "It has no date any more; before: 30 June 2021."
    )
