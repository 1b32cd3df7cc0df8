"""Theirs, yours, before: what somebody else wrote on a commitment while a form was open."""

import datetime as dt
import json
from urllib.parse import urlencode

import pytest
from django.db.models import DateField, IntegerField
from django.http import QueryDict
from django.urls import resolve

from commitments import actions
from commitments.actions import Due
from commitments.actions.state import PROPOSAL
from commitments.forms.standpoint import CheckForm
from commitments.models import Commitment, Entry
from commitments.models.fields import COMMITMENT
from commitments.reports.conflict import compare
from commitments.reports.sentences import SAID
from commitments.reports.texts import TEXT_ROWS
from commitments.vocabulary import SIDES, EntryKind
from tests import sessions
from tests.pages import form_in
from tests.people import a_criterion, an_indicator, fresh
from tests.stages import STAGES, TODAY, VALUES_GIVEN, last_entry


def newer(world, seen, *, of=None):
    return list(
        Entry.objects.readable().filter(commitment=of or world.vaccine, number__gt=seen).order_by("number")
    )


def rows(comparison):
    return [(row.label, row.theirs, row.yours, row.before) for row in comparison.rows]


def test_several_entries_are_one_comparison(world):
    """From what the form started with to what holds now, with the last words said."""
    seen = fresh(world.vaccine).last_number
    world.update(world.vaccine, by=world.by.secretary, status="in_progress", note="One lot.")
    world.update(world.vaccine, by=world.by.secretary, status="part", note="Two lots.")
    typed = {"status": ("Status", "blocked"), "note": ("What happened", "No plane.")}

    comparison = compare(newer(world, seen), typed, world.by.analyst)

    assert rows(comparison) == [
        ("Status, Belarus", "Delivered in part", "Blocked", "Not yet assessed"),
        ("What happened", "Two lots.", "No plane.", "–"),
    ]
    assert [sentence.tail for sentence in comparison.sentences] == [
        " to “In progress”.",
        " to “Delivered in part”.",
    ]
    assert comparison.last.post == "Secretary, Belarus"


def test_the_other_sides_view_is_not_mine_to_contradict(world):
    seen = fresh(world.vaccine).last_number
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", note="没有飞机。")

    comparison = compare(newer(world, seen), {"status": ("Status", "part")}, world.by.analyst)

    assert rows(comparison) == [("Status, China", "Blocked", "–", "Not yet assessed")]


def test_what_a_check_found_is_compared_in_the_words_of_the_log(world):
    """An answer to a condition is none to a request, though both are called so."""
    asked = world.record(due=Due(kind="condition", text="When it is over", asked="first", every_weeks=4))
    answers = {"answer": "met", "note": "It is over.", "effective_on": "2021-02-01"}
    form = CheckForm(QueryDict(urlencode(answers)), seat=world.by.analyst, commitment=asked)
    assert form.is_valid(), form.errors
    seen = asked.last_number
    entry = actions.check_condition(
        asked,
        by=world.by.secretary,
        answer="met",
        note="It is over.",
        effective_on=dt.date(2021, 1, 31),
        at=world.clock(),
    )

    found = compare(newer(world, seen, of=asked), form.typed(), world.by.analyst)

    assert ("Condition met on", "31 January 2021", "1 February 2021", "–") in rows(found)
    assert "met" not in {row.yours for row in found.rows}
    assert found.last.number == entry.number


def test_words_bear_their_language(world):
    seen = fresh(world.vaccine).last_number
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", note="没有飞机。")

    comparison = compare(newer(world, seen), {"note": ("What happened", "Самолёта нет.")}, world.by.analyst)

    assert (comparison.rows[-1].theirs_lang, comparison.rows[-1].yours_lang) == ("zh-Hans", "ru")


def test_what_the_form_does_not_know_is_still_shown(world):
    """Somebody moved the date while an owner was being changed."""
    seen = fresh(world.vaccine).last_number
    world.update(world.vaccine, by=world.by.secretary, status="blocked", note="No plane.", reason="Winter.")

    comparison = compare(newer(world, seen), {"owner": ("Body", "trade-by")}, world.by.analyst)

    assert rows(comparison) == [("Status, Belarus", "Blocked", "–", "Not yet assessed")]


def a_value(name):
    """A value as records write it, for any field that a sentence names."""
    column = SAID[name]
    if name == "steps":
        return [{"number": 9, "text": "Ask again", "on": "2021-07-01", "post": "Head", "done_on": None}]
    if name == "criteria":
        return [a_criterion() | {"number": 1}]
    if name in TEXT_ROWS:
        return {"ru": "x"}
    if name == "indicators":
        return [an_indicator("Exports", "tonnes") | {"number": 1, "begins": "2021-01-26"}]
    if column.flatchoices:
        return column.flatchoices[0][0]
    if isinstance(column, DateField):
        return "2021-07-01"
    return 1 if isinstance(column, IntegerField) else "x"


def everything():
    """All that a record can set: as its own side says it, and as a session or a recording says it of a side."""
    set_alone = {name: [None, a_value(name)] for name in SAID}
    of_a_side = {
        f"{side.value}_{field.name}": [None, a_value(field.name)]
        for field in COMMITMENT.fields
        if field.by_side and field.said
        for side in SIDES
    }
    of_removals = {"texts": [None, ["note"]], "entry": [None, 1]}
    of_accounts = {"account": [None, "deactivated"], "post": [None, "Analyst"]}
    of_briefings = {"week": [None, "2021-W04"]}
    of_texts = {"translation": [None, {"part": "title", "language": "ru", "text": "x", "of": 1}]}
    return of_texts | set_alone | of_a_side | of_removals | of_accounts | of_briefings | VALUES_GIVEN


PROPOSED = {
    "number": 12,
    "side": "first",
    "subject": "due",
    "terms": {"due_on": ["2021-06-30", "2021-12-31"]},
}
# What each kind of entry about a proposal did to it: before and after. No other kind has to name one.
OF_PROPOSALS = {
    EntryKind.TERMS_PROPOSED: [None, PROPOSED],
    EntryKind.COUNTERED: [PROPOSED, PROPOSED | {"number": 13}],
    EntryKind.TURNED_DOWN: [PROPOSED, None],
    EntryKind.RETRACTED: [PROPOSED, None],
}


@pytest.mark.time_machine(TODAY)
@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
def test_every_form_is_compared_with_every_kind_of_entry(client, world, stage):
    commitment = stage.set_up(world)
    world.sign_in(client, stage.seat(world))
    url = stage.url(commitment)
    sent = QueryDict(mutable=True)
    sent.update(form_in(client.get(url)).filled(**stage.typed))
    named = dict(resolve(url).kwargs)
    page, _slug, _code = named.pop("page"), named.pop("slug"), named.pop("code")
    if "entry" in named:
        named["entry"] = Entry.objects.readable().get(commission=world.commission, number=named["entry"])
    form = page.form(sent, seat=stage.seat(world), commitment=commitment, **named)
    assert form.is_valid(), form.errors

    entry = last_entry(world)
    record = json.loads(bytes(entry.record))
    record["refs"]["session"] = {"slug": sessions.call(world).slug, "item": 1}
    entry.record = json.dumps(record).encode()
    for kind in EntryKind:
        entry.kind = kind
        entry.changes = everything() | ({PROPOSAL: OF_PROPOSALS[kind]} if kind in OF_PROPOSALS else {})
        entry.corrects = entry if kind == EntryKind.CORRECTED else None
        comparison = compare([entry], form.typed(), stage.seat(world))
        labels = [row.label for row in comparison.rows]
        assert {"Status, Belarus", "Status, China", "Owner, Belarus", "Owner, China", "Title"} <= set(labels)


def test_what_a_session_decided_is_compared_side_by_side(world):
    """Saving while a decision on the same commitment is countersigned."""
    seen = fresh(world.vaccine).last_number
    session = sessions.a_session(world, world.vaccine)
    sessions.decided(world, session, effect="status", status="part")

    comparison = compare(newer(world, seen), {"status": ("Status", "blocked")}, world.by.analyst)

    assert rows(comparison)[:2] == [
        ("Status, Belarus", "Delivered in part", "Blocked", "Not yet assessed"),
        ("Status, China", "Delivered in part", "–", "Not yet assessed"),
    ]


def test_a_form_that_saw_nothing_is_compared_with_the_recording(world):
    assert Commitment.objects.get(pk=world.vaccine.pk)

    comparison = compare(newer(world, 0), {"owner": ("Body", "trade-by")}, world.by.secretary)

    found = {row.label: (row.theirs, row.yours) for row in comparison.rows}
    assert found["Owner, Belarus"] == ("Ministry of Health of Belarus", "Trade of Belarus")
    assert found["Owner, China"][1] == "–"
