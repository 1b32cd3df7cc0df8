"""Drafts: prepared, changed, handed back, deleted; one side's alone, and in no log."""

import pytest

from commitments import actions
from commitments.actions import DraftChanged, NotAllowed, SubmissionReused
from commitments.models import Draft, Entry
from commitments.models.private import NeedsParty
from tests.actions.outcome import refused
from tests.people import fresh, submission

LATER = {"values": {"due_on": "2021-10-31"}, "reason": "Later still."}


@pytest.fixture
def draft(world):
    return world.prepare(world.vaccine, by=world.by.analyst, cover_note="We would take August.")


def only(world) -> Draft:
    return Draft.objects.of(world.by.party).get()


def test_a_draft_is_no_entry_and_asks_nothing(world, draft):
    size = Entry.objects.count()

    actions.change_draft(draft, by=world.by.analyst, **LATER)

    row = fresh(world.vaccine)
    assert (Entry.objects.count(), row.proposals, row.second_need) == (size, {}, "")
    assert (only(world).terms, only(world).revision) == ({"due_on": "2021-10-31"}, 1)


def test_a_draft_is_reached_by_its_party_only(world, draft):
    assert not Draft.objects.of(world.cn.party).exists()
    with pytest.raises(NeedsParty):
        Draft.objects.all()


@pytest.mark.parametrize("more", [{"cover_note": "We would take August."}, {"source": {"title": "Letter"}}])
def test_a_cover_note_or_a_source_added_is_kept(world, more):
    prepared = world.prepare(world.vaccine, by=world.by.analyst)

    assert world.prepare(world.vaccine, by=world.by.analyst, **more).pk != prepared.pk
    assert Draft.objects.of(world.by.party).filter(**more).exists()


def test_the_same_words_are_one_draft(world):
    first = world.prepare(world.vaccine, by=world.by.analyst, submission=submission("a"))
    again = world.prepare(world.vaccine, by=world.by.analyst, submission=submission("a"))
    back = world.prepare(world.vaccine, by=world.by.analyst, submission=submission("b"))

    assert first == again == back
    with pytest.raises(SubmissionReused):
        world.prepare(world.vaccine, by=world.by.analyst, submission=submission("a", "e" * 64), reason="X")


def test_a_draft_is_changed_by_who_prepared_it_from_what_they_saw(world, draft):
    for other in (world.by.secretary, world.cn.analyst):
        with refused((NotAllowed, Draft.DoesNotExist)):
            actions.change_draft(draft, by=other, **LATER)
    actions.change_draft(draft, by=world.by.analyst, seen=0, **LATER)
    with pytest.raises(DraftChanged) as found:
        actions.change_draft(draft, by=world.by.analyst, seen=0, **LATER)
    assert found.value.draft.terms == {"due_on": "2021-10-31"}


def test_what_was_changed_after_it_was_read_is_not_sent(world, draft):
    actions.change_draft(draft, by=world.by.analyst, **LATER)

    with pytest.raises(DraftChanged):
        actions.propose(
            world.vaccine,
            by=world.by.secretary,
            subject="due",
            values=draft.terms,
            reason=draft.reason,
            draft=draft,
            at=world.clock(),
        )
    assert only(world).sent_with is None


def test_a_secretary_hands_a_draft_back_and_a_change_answers_it(world, draft):
    with refused(field="remark"):
        actions.return_draft(draft, by=world.by.secretary, remark="")
    with refused(NotAllowed):
        actions.return_draft(draft, by=world.by.analyst, remark="Shorter.")

    actions.return_draft(draft, by=world.by.secretary, remark="Ask for October.")
    assert only(world).remark == "Ask for October."

    actions.change_draft(only(world), by=world.by.analyst, **LATER)
    assert only(world).remark == ""


def test_a_draft_is_deleted_by_its_author_or_a_secretary_until_it_is_sent(world, draft):
    for other in (world.by.observer, world.cn.secretary):
        with refused(NotAllowed):
            actions.delete_draft(draft, by=other)
    actions.delete_draft(draft, by=world.by.secretary)
    actions.delete_draft(draft, by=world.by.secretary)  # gone already
    assert not Draft.objects.of(world.by.party).exists()

    world.propose(world.vaccine, by=world.by)
    with refused(NotAllowed):
        actions.delete_draft(only(world), by=world.by.secretary)


def test_an_observer_prepares_nothing(world):
    with refused(NotAllowed):
        world.prepare(world.vaccine, by=world.by.observer)
    with refused(field="reason"):
        world.prepare(world.vaccine, by=world.by.analyst, reason="")
