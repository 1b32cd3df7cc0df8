"""Terms that both sides share: proposed, countered, accepted, declined, withdrawn, and never changed otherwise."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Conflict, Due, NotAllowed, RuleBroken
from commitments.models import Commitment, Draft, Entry
from commitments.models.search import matching
from commitments.reports.proposals import open_proposals
from commitments.reports.replay import problems
from commitments.vocabulary import Need
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_criterion, a_source, fresh, submission

SEPTEMBER = {"due_on": "2021-09-30"}
DECEMBER = {"due_on": "2021-12-31"}


def answer(act, world, commitment, entry, *, by=None, **fields):
    return act(commitment, by=by or world.cn.secretary, proposal=entry.number, at=world.clock(), **fields)


def send(world, draft, *, by, **fields):
    terms = {"values": draft.terms, "reason": draft.reason, "draft": draft, "at": world.clock(), **fields}
    if draft.counters is not None:
        return actions.counter(world.vaccine, by=by, proposal=draft.counters, **terms)
    return actions.propose(world.vaccine, by=by, subject=draft.subject, **terms)


def test_a_proposal_changes_nothing_until_it_is_accepted(world):
    entry = world.propose(world.vaccine, by=world.by, sources=(a_source("Letter"),))

    row = fresh(world.vaccine)
    assert row.due_on == dt.date(2021, 6, 30)
    assert row.proposals == {
        "due": {
            "number": entry.number,
            "side": "first",
            "terms": {"due_on": ["2021-06-30", "2021-09-30"]},
        }
    }
    assert (row.first_need, row.second_need) == ("", Need.TERMS)
    assert entry.evidence_set.get().title == "Letter"
    assert changes_of(entry)["proposal"][1]["prepared_by"]["post"] == world.by.analyst.post
    assert all_is_well(world)


def test_accepted_terms_hold_and_count_as_a_re_dating(world):
    entry = world.propose(world.vaccine, by=world.by)
    taken = answer(actions.accept, world, world.vaccine, entry, note="No later than that.")

    row = fresh(world.vaccine)
    assert (row.due_on, row.first_due_on) == (dt.date(2021, 9, 30), dt.date(2021, 6, 30))
    assert (row.redated_times, row.redated_days, row.proposals, row.second_need) == (1, 92, {}, "")
    assert (taken.kind, taken.party, taken.texts.note) == ("redated", world.cn.party, "No later than that.")
    assert changes_of(taken)["proposal"] == [{"subject": "due", "number": entry.number}, None]
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("subject", "values", "kind"),
    [
        ("wording", {"statement": "China will supply 1.5 million doses."}, "amended"),
        ("speech_act", {"speech_act": "joint_undertaking"}, "amended"),
        ("performers", {"performed_by": "both"}, "amended"),
        ("sector", {"sector": "economy"}, "amended"),
        ("due", {"due_kind": "event", "due_text": "At the nearest visit", "due_on": None}, "redated"),
        (
            "due",
            {"due_kind": "condition", "due_text": "When it is over", "asked": "both", "every_weeks": 4},
            "redated",
        ),
    ],
)
def test_every_subject_changes_by_consent(world, subject, values, kind):
    taken = world.agree_on(world.vaccine, by=world.cn, subject=subject, values=values)

    row = fresh(world.vaccine)
    held = {name: getattr(row, name) for name in values}
    held = {name: getattr(value, "code", value) for name, value in held.items()}
    assert (taken.kind, held) == (kind, values)
    assert all_is_well(world)


def test_words_that_were_agreed_on_are_found(world):
    values = {"title": "Sinopharm for Minsk"}
    world.agree_on(world.vaccine, by=world.by, subject="wording", values=values)

    row = fresh(world.vaccine)
    assert "sinopharm" in row.search_tokens
    assert "加" in row.search_tokens  # and its quotes as before


def test_a_counter_proposal_takes_the_place_of_what_it_answers(world):
    first = world.propose(world.vaccine, by=world.by)
    second = world.propose(world.vaccine, by=world.cn, counters=first.number, values=DECEMBER)

    row = fresh(world.vaccine)
    assert row.proposals["due"]["number"] == second.number
    assert (row.first_need, row.second_need) == (Need.TERMS, "")
    with pytest.raises(Conflict) as found:
        answer(actions.accept, world, world.vaccine, first)
    assert [entry.number for entry in found.value.entries] == [second.number]
    answer(actions.accept, world, world.vaccine, second, by=world.by.secretary)
    assert fresh(world.vaccine).due_on == dt.date(2021, 12, 31)
    assert all_is_well(world)


def test_the_terms_proposed_are_accepted_not_countered_with(world):
    first = world.propose(world.vaccine, by=world.by)

    draft = world.prepare(world.vaccine, by=world.cn.analyst, counters=first.number)

    with refused():
        send(world, draft, by=world.cn.secretary)


@pytest.mark.parametrize("act", [actions.turn_down, actions.retract])
def test_what_comes_off_the_table_leaves_the_terms(world, act):
    entry = world.propose(world.vaccine, by=world.by)
    by = world.by.secretary if act is actions.retract else None
    answer(act, world, world.vaccine, entry, by=by, reason="Not now.")

    row = fresh(world.vaccine)
    assert (row.due_on, row.proposals, row.second_need) == (dt.date(2021, 6, 30), {}, "")
    again = world.propose(world.vaccine, by=world.by)
    assert fresh(world.vaccine).proposals["due"]["number"] == again.number
    assert all_is_well(world)


def test_declining_wants_a_reason(world):
    entry = world.propose(world.vaccine, by=world.by)

    with refused(field="reason"):
        answer(actions.turn_down, world, world.vaccine, entry, reason="")


def test_one_proposal_on_a_subject_at_a_time(world):
    world.propose(world.vaccine, by=world.by)

    for side in (world.by, world.cn):
        draft = world.prepare(world.vaccine, by=side.analyst, values=DECEMBER)
        with refused():
            send(world, draft, by=side.secretary)
    world.propose(world.vaccine, by=world.cn, subject="sector", values={"sector": "economy"})
    assert set(fresh(world.vaccine).proposals) == {"due", "sector"}


def test_who_proposed_does_not_accept(world):
    entry = world.propose(world.vaccine, by=world.by)

    with refused(NotAllowed):
        answer(actions.accept, world, world.vaccine, entry, by=world.by.secretary)
    with refused(NotAllowed):
        answer(actions.accept, world, world.vaccine, entry, by=world.cn.analyst)


def test_who_has_changed_sides_answers_no_proposal_of_their_own(world):
    """Be it that they sent it, or only prepared it."""
    entry = world.propose(world.vaccine, by=world.by)
    for turncoat in (world.by.secretary, world.by.analyst):
        turncoat.party, turncoat.role = world.cn.party, "secretary"
        turncoat.save(force_update=True)

        with refused(NotAllowed):
            answer(actions.accept, world, world.vaccine, entry, by=turncoat)
        (shown,) = open_proposals(turncoat, fresh(world.vaccine))
        assert not shown.may_answer


def test_who_prepared_a_proposal_does_not_send_it(world):
    draft = world.prepare(world.vaccine, by=world.by.secretary)

    with refused(NotAllowed):
        send(world, draft, by=world.by.secretary)


def test_without_a_draft_nothing_is_proposed_while_four_eyes_are_wanted(world):
    fields = {"by": world.by.secretary, "subject": "due", "values": SEPTEMBER, "reason": "Later."}
    with refused():
        actions.propose(world.vaccine, at=world.clock(), **fields)

    world.commission.four_eyes = False
    world.commission.save()
    entry = actions.propose(fresh(world.vaccine), at=world.clock(), **fields)
    assert "prepared_by" not in changes_of(entry)["proposal"][1]


def test_a_draft_is_sent_once_and_by_its_own_side(world):
    draft = world.prepare(world.vaccine, by=world.by.analyst)
    with pytest.raises(Draft.DoesNotExist):
        send(world, draft, by=world.cn.secretary)
    entry = send(world, draft, by=world.by.secretary)
    assert Draft.objects.of(world.by.party).get().sent_with == entry.number
    answer(actions.turn_down, world, world.vaccine, entry, reason="No.")
    with refused():
        send(world, draft, by=world.by.secretary)


def test_only_what_a_draft_says_is_sent_from_it(world):
    draft = world.prepare(world.vaccine, by=world.by.analyst)

    with refused():
        send(world, draft, by=world.by.secretary, values=DECEMBER)
    with refused():
        send(world, draft, by=world.by.secretary, reason="For another reason.")


@pytest.mark.parametrize(
    ("subject", "values", "field"),
    [
        ("due", {"due_on": "2021-06-30"}, None),
        ("due", {"due_on": "2021-01-20"}, "due_on"),
        ("due", {"due_kind": "date", "due_on": None}, "due_on"),
        ("due", {"due_kind": "condition"}, "due_text"),
        ("wording", {"title": " "}, "title"),
        ("wording", {"title": "x" * 161}, "title"),
        ("wording", {"language": "fr"}, "language"),
        ("speech_act", {"speech_act": "promise"}, "speech_act"),
        ("performers", {"performed_by": "third"}, "performed_by"),
        ("sector", {"sector": "elsewhere"}, "sector"),
    ],
)
def test_terms_that_cannot_hold_are_not_even_prepared(world, subject, values, field):
    with refused(field=field):
        world.prepare(world.vaccine, by=world.by.analyst, subject=subject, values=values)


def test_only_what_both_confirmed_needs_consent(world):
    with refused(NotAllowed):
        world.propose(world.trade, by=world.by, values={"due_kind": "date", "due_on": "2021-09-30"})
    with refused(NotAllowed):
        actions.redate(
            world.vaccine,
            by=world.by.secretary,
            due_on=dt.date(2021, 9, 30),
            reason="Later.",
            at=world.clock(),
        )
    with refused(NotAllowed):
        actions.amend(world.vaccine, by=world.by.secretary, title="X", reason="Y", at=world.clock())


def test_what_is_over_has_nothing_on_the_table(world):
    entry = world.propose(world.vaccine, by=world.by)
    world.close(world.vaccine, by=world.cn.secretary, status="dropped")
    world.close(world.vaccine, by=world.by.secretary, status="dropped")

    assert fresh(world.vaccine).proposals == {}
    with refused():
        answer(actions.accept, world, world.vaccine, entry)
    assert all_is_well(world)


def test_a_number_that_is_no_proposal_is_none(world):
    for number in (world.vaccine.last_number, 10_000):
        with refused():
            actions.accept(world.vaccine, by=world.cn.secretary, proposal=number, at=world.clock())


def test_a_met_condition_keeps_its_kind_when_its_day_moves(world):
    commitment = world.record(due=Due(kind="condition", text="When it is over", asked="both", every_weeks=4))
    actions.confirm(commitment, by=world.cn.secretary, at=world.clock())
    day = world.commission.calendar.day_of(world.clock())
    actions.check_condition(
        commitment,
        by=world.by.analyst,
        answer="met",
        note="It is over.",
        effective_on=day,
        due_on=dt.date(2021, 6, 30),
        at=world.clock(),
    )

    world.agree_on(commitment, by=world.by, values=DECEMBER)

    row = fresh(commitment)
    assert (row.due_kind, row.due_on, row.redated_times) == ("condition", dt.date(2021, 12, 31), 1)


def test_accepting_twice_is_one_entry(world):
    entry = world.propose(world.vaccine, by=world.by)
    for _attempt in range(2):
        actions.accept(
            world.vaccine,
            by=world.cn.secretary,
            proposal=entry.number,
            submission=submission("accept-1"),
            at=world.clock(),
        )

    assert Entry.objects.filter(kind="redated").count() == 1


def test_a_test_is_proposed_countered_and_agreed(world):
    arrived, counted = a_criterion("The vaccine is there."), a_criterion("Customs counts it.")
    first = world.propose(world.vaccine, by=world.by, subject="criteria", values={"criteria": [arrived]})
    assert fresh(world.vaccine).criteria == []
    second = world.propose(
        world.vaccine,
        by=world.cn,
        subject="criteria",
        counters=first.number,
        values={"criteria": [arrived, counted]},
    )
    taken = answer(actions.accept, world, world.vaccine, second, by=world.by.secretary)

    row = fresh(world.vaccine)
    assert (taken.kind, row.test) == ("criteria_set", "agreed")
    assert [one["number"] for one in row.criteria] == [1, 2]
    assert all_is_well(world)


def test_a_file_number_is_found_said_and_changed_by_consent(world):
    numbered = world.record(title="Textbooks", reference_number="09/17-2021")
    assert matching(Commitment.objects.all(), "09/17-2021").get() == numbered
    actions.confirm(numbered, by=world.cn.secretary, at=world.clock())

    with refused(RuleBroken, field="reference_number"):
        world.propose(numbered, by=world.by, subject="wording", values={"reference_number": "1" * 61})
    world.agree_on(numbered, by=world.by, subject="wording", values={"reference_number": "02-1-14"})

    assert fresh(numbered).reference_number == "02-1-14"
    assert not matching(Commitment.objects.all(), "09/17-2021").exists()
    assert list(problems(world.commission)) == []
