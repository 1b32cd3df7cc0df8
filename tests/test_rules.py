"""The predicates that look at a commitment as well as at the seat. No database: they ask none."""

import datetime as dt

import pytest

from commitments import rules
from commitments.models import (
    AccountRequest,
    AgendaItem,
    Commission,
    Commitment,
    Draft,
    Entry,
    Mention,
    Party,
    PrivateNote,
    Readout,
    Seat,
    Session,
    User,
)
from commitments.models.session import SessionState
from commitments.vocabulary import (
    CLOSED,
    VIEW_KINDS,
    EntryKind,
    Recognition,
    Side,
    Status,
    may_move,
    other_side,
)

PARTIES = {
    "first": Party(pk=1, position=1, code="BY", own_name="Belarus"),
    "second": Party(pk=2, position=2, code="CN", own_name="China"),
}


def seat(side: str = "first", role: str = "secretary", **user) -> Seat:
    somebody = User(full_name="Somebody", **user)
    return Seat(user=somebody, party=PARTIES[side], role=role, commission=Commission())


def commitment(**fields) -> Commitment:
    """Confirmed and open, proposed by the first side, performed by the second; nobody has a view."""
    return Commitment(
        **{
            "recognition": "confirmed",
            "proposed_by": "first",
            "performed_by": "second",
            "beneficiary": "first",
            "first_status": "not_assessed",
            "second_status": "not_assessed",
            "is_open": True,
            "due_kind": "none",
            **fields,
        }
    )


def allowed(predicate, rows) -> set:
    return {key for key, row in rows.items() if predicate(seat(), row)}


FOLLOWED = {"draft", "proposed", "confirmed", "one_sided", "superseded"}
STANDING = FOLLOWED - {"superseded"}


@pytest.mark.parametrize(
    "predicate",
    [
        rules.may_log_update,
        rules.may_hand_over,
        rules.may_quote,
        rules.may_close,
        rules.may_supersede,
    ],
)
def test_what_was_withdrawn_is_followed_no_more(predicate):
    rows = {r.value: commitment(recognition=r.value) for r in Recognition}

    assert allowed(predicate, rows) == FOLLOWED


def test_both_statuses_are_seen_from_the_seat():
    row = commitment(first_status="blocked", second_status="part")

    assert [rules.own_status(seat(side), row) for side in PARTIES] == ["blocked", "part"]
    assert [rules.their_status(seat(side), row) for side in PARTIES] == ["part", "blocked"]


def test_agreeing_needs_another_view_of_the_other_side_and_a_way_to_it():
    rows = {
        (own, theirs): commitment(first_status=own, second_status=theirs)
        for own in Status.values
        for theirs in Status.values
    }

    assert allowed(rules.may_agree, rows) == {
        (own, theirs) for own, theirs in rows if theirs not in ("not_assessed", own) and may_move(own, theirs)
    }


@pytest.mark.parametrize("predicate", [rules.may_close, rules.may_supersede])
def test_only_what_the_own_side_has_not_closed_is_closed(predicate):
    rows = {status: commitment(first_status=status, second_status="delivered") for status in Status.values}

    assert allowed(predicate, rows) == set(Status.values) - CLOSED


def test_only_what_the_own_side_has_closed_is_reopened():
    rows = {status: commitment(first_status=status, second_status="part") for status in Status.values}

    assert allowed(rules.may_reopen, rows) == CLOSED
    assert not rules.may_reopen(seat("second"), rows["delivered"])


def test_a_superseded_commitment_can_be_reopened():
    assert rules.may_reopen(
        seat(), commitment(recognition="superseded", first_status="superseded", is_open=False)
    )


def test_only_what_is_open_is_redated():
    rows = {is_open: commitment(is_open=is_open, recognition="proposed") for is_open in (True, False)}

    assert allowed(rules.may_redate, rows) == {True}


@pytest.mark.parametrize("predicate", [rules.may_redate, rules.may_amend])
def test_terms_that_bind_nobody_else_are_changed_by_who_proposed_them(predicate):
    rows = {r.value: commitment(recognition=r.value, proposed_by="first") for r in Recognition}

    assert allowed(predicate, rows) == {"draft", "proposed", "one_sided"}
    assert not any(predicate(seat("second"), row) for row in rows.values())


@pytest.mark.parametrize("predicate", [rules.may_prepare, rules.may_propose])
def test_what_both_confirmed_changes_by_consent_while_it_is_open(predicate):
    rows = {r.value: commitment(recognition=r.value) for r in Recognition}

    assert allowed(predicate, rows) == {"confirmed"}
    assert not predicate(seat(), commitment(is_open=False))


def test_a_proposal_is_answered_by_the_other_side_and_retracted_by_its_own():
    row = commitment(proposals={"due": {"number": 7, "side": "first", "terms": {}}})

    assert {side for side in PARTIES if rules.may_answer_terms(seat(side), row)} == {"second"}
    assert {side for side in PARTIES if rules.may_retract(seat(side), row)} == {"first"}
    assert not rules.may_answer_terms(seat("second"), commitment())


@pytest.mark.parametrize("asked", Side.values)
def test_a_condition_is_answered_by_who_is_asked(asked):
    row = commitment(due_kind="condition", asked=asked)

    assert {side for side in PARTIES if rules.may_check_condition(seat(side), row)} == (
        set(PARTIES) if asked == "both" else {asked}
    )


@pytest.mark.parametrize("fields", [{"is_open": False}, {"due_kind": "date"}, {"asked": ""}])
def test_a_condition_is_answered_while_it_is_asked(fields):
    row = commitment(**{"due_kind": "condition", "asked": "both", **fields})

    assert not rules.may_check_condition(seat(), row)


@pytest.mark.parametrize("performed_by", Side.values)
def test_a_report_is_owed_by_who_performs(performed_by):
    row = commitment(due_kind="continuing", performed_by=performed_by)

    assert {side for side in PARTIES if rules.may_report(seat(side), row)} == (
        set(PARTIES) if performed_by == "both" else {performed_by}
    )


@pytest.mark.parametrize("fields", [{"is_open": False}, {"due_kind": "date"}])
def test_a_report_is_owed_on_what_continues(fields):
    row = commitment(**{"due_kind": "continuing", "performed_by": "first", **fields})

    assert not rules.may_report(seat(), row)


def test_the_other_side_recognises_what_nobody_confirmed():
    rows = {r.value: commitment(recognition=r.value, proposed_by="second") for r in Recognition}

    assert allowed(rules.may_recognise, rows) == {"proposed", "one_sided"}
    assert not rules.may_recognise(seat("second"), rows["proposed"])


def test_who_proposed_withdraws_what_nobody_confirmed():
    rows = {r.value: commitment(recognition=r.value) for r in Recognition}

    assert allowed(rules.may_withdraw, rows) == {"draft", "proposed", "one_sided"}
    assert not rules.may_withdraw(seat("second"), rows["proposed"])


def test_entries_that_state_a_view_of_the_own_side_are_corrected():
    rows = {
        (kind.value, side): Entry(kind=kind, party=PARTIES.get(side))
        for kind in EntryKind
        for side in (*PARTIES, "")
    }

    assert allowed(rules.may_correct_entry, rows) == {(kind.value, "first") for kind in VIEW_KINDS}


def test_each_side_decides_about_its_own_readouts():
    rows = {side: Readout(party=party) for side, party in PARTIES.items()}

    assert allowed(rules.may_mark, rows) == allowed(rules.may_close_readout, rows) == {"first"}


def test_an_offered_wording_is_answered_by_the_other_side_while_it_stands():
    rows = {
        (recognition.value, side): commitment(recognition=recognition.value, offered_by=side)
        for recognition in Recognition
        for side in (*PARTIES, "")
    }

    assert allowed(rules.may_answer_wording, rows) == {("proposed", "second"), ("one_sided", "second")}


@pytest.mark.parametrize(
    ("role", "may_change", "may_delete"),
    [
        ("observer", set(), set()),
        ("analyst", {("first", "own")}, {("first", "own")}),
        ("secretary", {("first", "own")}, {("first", "own"), ("first", "another's")}),
    ],
)
def test_a_private_note_is_its_authors_and_its_sides(role, may_change, may_delete):
    reader = seat(role=role, pk=7)
    authors = {"own": reader.user, "another's": User(pk=8)}
    rows = {
        (side, whose): PrivateNote(party=party, author=author)
        for side, party in PARTIES.items()
        for whose, author in authors.items()
    }

    assert {key for key, row in rows.items() if rules.may_change_private_note(reader, row)} == may_change
    assert {key for key, row in rows.items() if rules.may_delete_private_note(reader, row)} == may_delete


def sessions() -> list[Session]:
    return [
        Session(state=state, agenda=7, first_agreed=agreed) for state in SessionState for agreed in (None, 7)
    ]


def items(**fields) -> list[AgendaItem]:
    return [
        AgendaItem(session=session, put_by="first", draft_entry=8, drafted_by=drafted_by, **fields)
        for session in sessions()
        for drafted_by in PARTIES
    ]


ON_AN_ITEM = {
    rules.may_change_item,
    rules.may_take_item_off,
    rules.may_decide,
    rules.may_countersign,
    rules.may_withdraw_draft,
}


def test_an_agenda_is_changed_until_the_session_is_held():
    found = {session.state for session in sessions() if rules.may_change_agenda(seat(), session)}
    assert found == {SessionState.DRAFTING, SessionState.AGREED}


def test_a_side_agrees_once_to_the_agenda_as_it_is():
    drafting = [session for session in sessions() if session.state == SessionState.DRAFTING]
    assert [rules.may_agree_agenda(seat("first"), session) for session in drafting] == [True, False]
    assert [rules.may_agree_agenda(seat("second"), session) for session in drafting] == [True, True]


def test_a_draft_is_signed_by_the_other_side_and_withdrawn_by_its_own():
    for item in items():
        assert rules.may_countersign(seat("first"), item) is (item.drafted_by == "second")
        assert rules.may_withdraw_draft(seat("first"), item) is (item.drafted_by == "first")
    for item in items(signed_entry=9, signed_by="first"):
        assert not rules.may_countersign(seat("second"), item)
        assert not rules.may_withdraw_draft(seat(item.drafted_by), item)
        assert not rules.may_decide(seat(), item)


def test_only_the_side_that_put_an_item_takes_it_off():
    allowed_for = {
        side: any(rules.may_take_item_off(seat(side), item) for item in items()) for side in PARTIES
    }
    assert allowed_for == {"first": True, "second": False}
    assert not any(rules.may_change_item(seat(), item) for item in items(is_off=True))


PREDICATES = {name: rule for name, rule in vars(rules).items() if name.startswith("may_")}


OF_REQUESTS = (
    rules.may_answer_request,
    rules.may_ask_again,
)


@pytest.mark.parametrize("predicate", PREDICATES.values(), ids=PREDICATES)
def test_nobody_observers_and_administrators_are_never_allowed(predicate):
    rows = [
        commitment(
            recognition=recognition,
            first_status=first,
            second_status="part",
            due_kind=due_kind,
            asked="both",
            performed_by="both",
            proposed_by=proposed_by,
            offered_by=other_side(proposed_by),
            proposals={side: {"side": side} for side in PARTIES},
            indicators=[{}],
        )
        for recognition in Recognition.values
        for first in ("not_assessed", "delivered")
        for due_kind in ("none", "condition", "continuing")
        for proposed_by in PARTIES
    ]
    if predicate is rules.may_correct_entry:
        rows = [Entry(kind=kind, party=PARTIES["first"]) for kind in EntryKind]
    if predicate in (rules.may_mark, rules.may_close_readout):
        rows = [Readout(party=party) for party in PARTIES.values()]
    if predicate in (rules.may_change_private_note, rules.may_delete_private_note):
        rows = [PrivateNote(party=party) for party in PARTIES.values()]
    if predicate in (
        rules.may_send,
        rules.may_change_draft,
        rules.may_return_draft,
        rules.may_delete_draft,
    ):
        rows = [Draft(party=party, author=User(pk=9)) for party in PARTIES.values()]
        rows += [Draft(party=party) for party in PARTIES.values()]
    if predicate is rules.may_decide_account_request:
        rows = [AccountRequest(party=party) for party in PARTIES.values()]
    if predicate is rules.may_see_mention:
        rows = [Mention(seat_id=None), Mention(seat_id=7)]
    if predicate in OF_REQUESTS:
        asked = {"asked_on": dt.date(2021, 2, 1), "recognition": "proposed", "is_open": False}
        rows = [commitment(performed_by=side, **asked) for side in PARTIES]
    if predicate in (rules.may_change_agenda, rules.may_agree_agenda, rules.may_close_session):
        rows = sessions()
    elif predicate in ON_AN_ITEM:
        rows = items()

    assert any(predicate(seat(), row) for row in rows)
    nobodies = [None, seat(role="invented"), seat(is_staff=True)]
    if predicate is not rules.may_see_mention:  # an observer may be named too
        nobodies.append(seat(role="observer"))
    for nobody in nobodies:
        assert not any(predicate(nobody, row) for row in rows)
