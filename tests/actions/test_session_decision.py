"""Decisions of a session: bound to what was shown, and what they do to a commitment when both have signed."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Conflict, Due, NotAllowed
from commitments.models import Entry, Evidence, Standpoint, Tally
from commitments.vocabulary import EntryKind, Status
from tests.actions.outcome import all_is_well, record_of, refused
from tests.people import a_criterion, a_source, fresh, submission
from tests.sessions import HELD_ON, a_session, again, agree, call, decided, draft, item, put, sign


@pytest.fixture
def session(world):
    return a_session(world, world.vaccine, world.trade, None)


def test_nothing_is_decided_before_its_day(world):
    session = call(world)
    put(world, session, world.vaccine)
    agree(world, session)
    with refused():
        draft(world, session)
    world.clock.now = dt.datetime.combine(HELD_ON, dt.time(6), dt.UTC)
    draft(world, session)


def test_nothing_is_decided_before_the_agenda_is_agreed(world):
    session = call(world)
    put(world, session, world.vaccine)
    world.clock.now = dt.datetime.combine(HELD_ON, dt.time(6), dt.UTC)
    with refused():
        draft(world, session)


def test_a_decision_binds_when_the_other_side_signs(world, session):
    said = draft(world, session, words="The committee took note.")
    assert not item(session).is_signed
    signed = sign(world, session)

    row = item(session)
    assert (row.decision, row.drafted_by, row.draft_entry) == (
        "The committee took note.",
        "first",
        said.number,
    )
    assert (row.signed_by, row.signed_entry) == ("second", signed.number)
    assert all_is_well(world)


def test_what_is_noted_stands_in_the_history_of_the_commitment(world, session):
    entry = decided(world, session, words="The committee took note.")

    assert (entry.kind, entry.commitment, entry.texts.note) == (
        EntryKind.DECIDED,
        world.vaccine,
        "The committee took note.",
    )
    refs = record_of(entry)["refs"]["session"]
    assert refs == {
        "slug": session.slug,
        "item": 1,
        "effect": "",
        "entry": item(session).signed_entry,
    }
    assert entry.effective_on == HELD_ON
    assert (entry.status_before, entry.status_after) == (Status.NOT_ASSESSED, Status.NOT_ASSESSED)


def test_an_item_without_a_commitment_writes_on_none(world, session):
    draft(world, session, 3)
    signed = sign(world, session, 3)
    assert Entry.objects.latest("number") == signed


def test_no_side_signs_its_own_draft(world, session):
    draft(world, session)
    with refused(NotAllowed):
        sign(world, session, by=world.by.secretary)


def test_nobody_signs_what_was_not_shown(world, session):
    shown = draft(world, session).number
    draft(world, session, words="Other words.", draft=shown)
    with refused(Conflict):
        actions.countersign(session, by=world.cn.secretary, number=1, draft=shown, at=world.clock())


def test_the_other_side_may_draft_otherwise_and_then_cannot_sign_itself(world, session):
    shown = draft(world, session).number
    with refused(Conflict):
        draft(world, session, by=world.cn.secretary, words="不同的措辞。")
    draft(world, session, by=world.cn.secretary, words="不同的措辞。", draft=shown)
    with refused(NotAllowed):
        sign(world, session)
    sign(world, session, by=world.by.secretary)
    assert item(session).drafted_by == "second"


def test_a_draft_is_withdrawn_by_its_side_until_it_is_signed(world, session):
    number = draft(world, session, effect="status", status="in_progress").number
    with refused(NotAllowed):
        actions.withdraw_draft(session, by=world.cn.secretary, number=1, draft=number, at=world.clock())
    actions.withdraw_draft(session, by=world.by.secretary, number=1, draft=number, at=world.clock())
    assert (item(session).decision, item(session).draft_entry) == ("", None)
    assert all_is_well(world)

    decided(world, session)
    with refused():
        actions.withdraw_draft(
            session, by=world.by.secretary, number=1, draft=item(session).draft_entry, at=world.clock()
        )
    with refused():
        draft(world, session, words="Once more.")
    with refused():
        sign(world, session)


def test_a_decision_needs_words_and_a_known_effect(world, session):
    with refused(field="words"):
        draft(world, session, words="")
    with refused(field="effect"):
        draft(world, session, effect="forgotten")
    with refused(field="effect"):
        draft(world, session, 3, effect="status", status="in_progress")
    with refused(field="effect_on"):
        draft(world, session, effect="redated")
    with refused(field="effect_status"):
        draft(world, session, effect="status", status="superseded")


def test_a_repeated_signature_is_one(world, session):
    draft(world, session)
    signing = {"number": 1, "draft": item(session).draft_entry, "submission": submission()}
    signed = actions.countersign(session, by=world.cn.secretary, at=world.clock(), **signing)
    size = Entry.objects.count()

    assert actions.countersign(session, by=world.cn.secretary, at=world.clock(), **signing) == signed
    assert Entry.objects.count() == size


# --- what it does


def test_both_sides_state_what_was_decided(world, session):
    world.update(world.vaccine, by=world.cn.analyst, status="blocked")
    entry = decided(world, session, effect="status", status="in_progress")

    row = fresh(world.vaccine)
    assert (row.first_status, row.second_status, row.agreed) == ("in_progress",) * 3
    assert (row.first_entry, row.second_entry) == (entry.number, entry.number)
    assert entry.changes == {
        "first_status": ["not_assessed", "in_progress"],
        "second_status": ["blocked", "in_progress"],
    }
    assert (entry.agreed_before, entry.agreed_after) == ("one_side", "in_progress")
    assert (row.first_need, row.second_need) == ("", "")
    begun = Standpoint.objects.filter(commitment=row, entry_number=entry.number)
    assert {(one.whose, one.status, one.effective_from) for one in begun} == {
        (whose, "in_progress", HELD_ON) for whose in ("first", "second", "agreed")
    }
    counted = Tally.objects.filter(status="in_progress", count=1).values_list("whose", flat=True)
    assert set(counted) == {"first", "second", "agreed"}
    assert all_is_well(world)


def test_a_side_that_said_so_already_keeps_its_view(world, session):
    said = world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    entry = decided(world, session, effect="status", status="in_progress")

    assert list(entry.changes) == ["second_status"]
    row = fresh(world.vaccine)
    assert (row.first_view, row.second_view) == (said.number, entry.number)
    assert row.first_entry == row.second_entry == entry.number
    assert all_is_well(world)


def test_what_both_state_already_is_not_decided_again(world, session):
    for side in (world.by, world.cn):
        world.update(world.vaccine, by=side.analyst, status="in_progress")
    with refused(field="effect_status"):
        draft(world, session, effect="status", status="in_progress")


def test_the_table_of_moves_holds_for_both_sides(world, session):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    with refused(field="effect_status"):
        draft(world, session, effect="status", status="not_started")


def test_an_effect_is_checked_again_when_it_is_signed(world, session):
    draft(world, session, effect="status", status="not_started")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    with refused(field="effect_status"):
        sign(world, session)


def test_delivered_needs_evidence_of_who_performs(world, session):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(),))
    with refused(field="source_title"):
        draft(world, session, effect="status", status="delivered")

    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", sources=(a_source(),))
    decided(world, session, effect="status", status="delivered")
    row = fresh(world.vaccine)
    assert (row.agreed, row.is_open, row.owed_on) == ("delivered", False, None)
    assert all_is_well(world)


def test_evidence_given_with_the_decision_will_do_and_is_kept_with_it(world, session):
    source = a_source("Acceptance act", published_on=dt.date(2021, 7, 1), publisher="Ministry of Health")
    entry = decided(world, session, effect="status", status="delivered", sources=(source,))

    kept = Evidence.objects.get(entry=entry)
    assert (kept.title, kept.published_on, kept.commitment) == (
        "Acceptance act",
        dt.date(2021, 7, 1),
        world.vaccine,
    )
    assert all_is_well(world)


def test_closing_takes_the_outlook_away(world, session):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", outlook="on_track")
    decided(world, session, effect="status", status="dropped")
    assert fresh(world.vaccine).first_outlook == "no_view"
    assert all_is_well(world)


def test_not_delivered_waits_for_the_day_and_the_condition(world):
    waiting = world.record(due=Due(kind="condition", text="When it is over", asked="both", every_weeks=2))
    later = world.record(title="Later", due=Due(kind="date", on=dt.date(2021, 12, 1)))
    session = a_session(world, waiting, later, world.vaccine)
    for number in (1, 2):
        with refused(field="effect_status"):
            draft(world, session, number, effect="status", status="not_delivered")
    decided(world, session, 3, effect="status", status="not_delivered")  # was due on 30 June
    assert fresh(world.vaccine).agreed == "not_delivered"


def test_a_closed_commitment_can_be_taken_up_again(world, session):
    for side in (world.by, world.cn):
        world.close(world.vaccine, by=side.secretary)
    decided(world, session, effect="status", status="part")
    row = fresh(world.vaccine)
    assert (row.agreed, row.is_open) == ("part", True)
    assert all_is_well(world)


def test_what_was_withdrawn_is_given_no_status(world, session):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Recorded twice.", at=world.clock())
    with refused(field="effect_status"):
        draft(world, session, 2, effect="status", status="in_progress")
    decided(world, session, 2)  # but that it was spoken about is kept


def test_another_day_counts_as_a_re_dating(world, session):
    entry = decided(world, session, effect="redated", due_on=dt.date(2021, 9, 28))

    row = fresh(world.vaccine)
    assert entry.changes == {"due_on": ["2021-06-30", "2021-09-28"]}
    assert (row.due_on, row.first_due_on) == (dt.date(2021, 9, 28), dt.date(2021, 6, 30))
    assert (row.redated_times, row.redated_days) == (1, 90)
    assert (row.first_entry, row.agreed) == (None, "not_assessed")
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (Due(kind="date", on=dt.date(2021, 9, 1)), dt.date(2021, 9, 1)),
        (Due(kind="date", on=dt.date(2021, 9, 1)), dt.date(2020, 9, 1)),
        (Due(kind="continuing", every_months=6), dt.date(2021, 9, 1)),
        (Due(kind="condition", text="Over", asked="both", every_weeks=4), dt.date(2021, 9, 1)),
    ],
)
def test_a_day_it_cannot_have_is_refused(world, due, day):
    session = a_session(world, world.record(due=due))
    with refused(field="effect_on"):
        draft(world, session, effect="redated", due_on=day)


def test_what_is_closed_has_no_day(world, session):
    for side in (world.by, world.cn):
        world.close(world.vaccine, by=side.secretary)
    with refused(field="effect"):
        draft(world, session, effect="redated", due_on=dt.date(2021, 9, 1))


def test_a_decision_is_not_corrected_by_one_side(world, session):
    entry = decided(world, session, effect="status", status="in_progress")
    with refused(NotAllowed):
        actions.correct(
            fresh(world.vaccine),
            by=world.cn.secretary,
            entry=entry,
            status="part",
            outlook="no_view",
            note="No.",
            effective_on=HELD_ON,
            at=world.clock(),
        )


def test_an_older_view_corrected_after_a_decision_leaves_the_decision_standing(world, session):
    said = world.update(world.vaccine, by=world.by.analyst, status="blocked")
    decided(world, session, effect="status", status="in_progress")
    actions.correct(
        fresh(world.vaccine),
        by=world.by.analyst,
        entry=said,
        status="not_started",
        outlook="no_view",
        note="Nothing had begun.",
        effective_on=said.effective_on,
        at=world.clock(),
    )
    assert fresh(world.vaccine).first_status == "in_progress"
    assert all_is_well(world)


def test_the_session_is_held_from_its_first_draft(world, session):
    draft(world, session)
    assert again(session).state == "held"


# --- what no two signatures stand in for


def test_both_signatures_do_not_stand_in_for_the_test(world):
    row = world.record(title="A million doses")
    actions.set_criteria(
        row, by=world.by.secretary, criteria=[a_criterion("A million have arrived.")], at=world.clock()
    )
    actions.confirm(row, by=world.cn.secretary, at=world.clock())
    session = a_session(world, row)
    world.update(row, by=world.cn.analyst, status="in_progress", sources=(a_source(),))

    delivered = {"effect": "status", "status": "delivered"}
    with refused(field="sources"):
        draft(world, session, **delivered)
    with refused(field="sources"):
        draft(world, session, **delivered, sources=(a_source(),))
    with refused(field="meets"):
        draft(world, session, **delivered, sources=(a_source(meets=(9,)),))

    entry = decided(world, session, **delivered, sources=(a_source(meets=(1,)),))
    row = fresh(row)
    assert (row.agreed, row.test, row.met) == ("delivered", "met", {"1": [entry.number]})
    assert all_is_well(world)


def test_an_announcement_delivers_nothing_by_decision_either(world, session):
    only_said = (a_source("Next year", announces=True),)
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", sources=only_said)
    for sources in ((), only_said):
        with refused(field="source_title"):
            draft(world, session, effect="status", status="delivered", sources=sources)

    entry = decided(world, session, sources=only_said)
    assert Evidence.objects.get(entry=entry).announces
    assert all_is_well(world)


def test_not_delivered_by_decision_needs_a_failed_when_if_there_is_one(world):
    row = world.record(title="By spring", due=Due(kind="date", on=dt.date(2021, 5, 1)))
    ended = a_criterion("The contract is ended.", kind="failed")
    actions.set_criteria(row, by=world.by.secretary, criteria=[ended], at=world.clock())
    actions.confirm(row, by=world.cn.secretary, at=world.clock())
    session = a_session(world, row)
    with refused(field="sources"):
        draft(world, session, effect="status", status="not_delivered")


def test_of_a_request_that_nobody_accepted_no_status_is_decided(world):
    asked = world.record(title="Subsidies", speech_act="request")
    session = a_session(world, asked)
    with refused(field="effect_status"):
        draft(world, session, effect="status", status="in_progress")
    decided(world, session)
    assert fresh(asked).agreed == "not_assessed"


def test_a_decision_is_a_word_of_both_sides(world, session):
    entry = decided(world, session, words="The committee took note.")

    row = fresh(world.vaccine)
    assert (row.first_word, row.second_word) == (entry.number, entry.number)
    assert (row.first_word_at, row.second_word_at) == (entry.recorded_at, entry.recorded_at)
    said = Entry.objects.filter(commitment=world.vaccine)
    for party in world.commission.sides:
        assert said.words_of(party).latest("number") == entry
