"""What the demonstration shows of two equal sides: tests and days by consent, steps, and what stays with a side."""

import dataclasses
import datetime as dt
import json
import shutil

import pytest

from commitments.demo import drafts, loader, reader
from commitments.demo.fields import DataError
from commitments.models import Commitment, Draft, Entry, Mention
from commitments.reports import replay
from commitments.vocabulary import AgreedTest, Recognition, language_of


def silently(step, done, total):
    """Nobody watches a test."""


@pytest.fixture(scope="module")
def rows():
    return reader.load()


def of_kind(rows, kind):
    return [row for row in rows.entries if row.kind == kind]


def test_it_shows_every_way_with_terms_and_steps_at_its_end(rows, db):
    commission = loader.build(rows, tell=silently)
    found = {row.code[-2:]: row for row in Commitment.objects.filter(commission=commission)}

    # Tests: agreed on five that both have confirmed; one of them met in full while it goes on.
    tests = {
        number: row.test for number, row in found.items() if row.criteria and row.test != AgreedTest.NONE
    }
    assert tests == {"05": "agreed", "09": "met", "10": "agreed", "11": "agreed", "13": "met", "14": "agreed"}
    assert (found["06"].test, bool(found["06"].criteria)) == (AgreedTest.NONE, True)
    for row in found.values():
        if row.agreed == "delivered":
            assert row.test in (AgreedTest.NONE, AgreedTest.MET)
    # Days moved, and by how much.
    vaccine = found["05"]
    assert (vaccine.first_due_on, vaccine.due_on) == (dt.date(2021, 8, 31), None)
    assert (vaccine.redated_times, vaccine.redated_days) == (3, 10 + 112 + 31)
    # On the table: one of each side.
    table = {number: one["side"] for number, row in found.items() for one in row.proposals.values()}
    assert table == {"09": "first", "10": "second"}
    # A step of Belarus is late, and nothing is called done that was only overtaken.
    late = {number for number, row in found.items() if row.first_next_on and row.first_next_on.year < 2025}
    assert late == {"09", "14"}
    assert Mention.objects.filter(commitment__commission=commission).count() == 2
    assert Entry.objects.filter(kind="note_kept").count() == 1
    assert found["12"].recognition == Recognition.PROPOSED
    _drafts_wait(commission)
    assert list(replay.problems(commission)) == []


def _drafts_wait(commission):
    waiting = {
        party.code: [(row.commitment.code[-2:], bool(row.remark), bool(row.cover_note)) for row in found]
        for party in commission.sides
        if (found := Draft.objects.of(party).filter(sent_with=None).select_related("commitment"))
    }
    assert waiting == {"BY": [("05", True, True), ("14", False, True)], "CN": [("11", False, True)]}


def test_every_answer_to_a_proposal_occurs(rows):
    answered = {kind: len(of_kind(rows, kind)) for kind in ("counter", "accept", "turn_down", "retract")}

    assert answered == {"counter": 2, "accept": 10, "turn_down": 1, "retract": 1}
    for row in (*of_kind(rows, "propose"), *of_kind(rows, "counter")):
        assert row.prepared_by != row.by, row


def test_who_writes_a_cover_note_writes_it_in_a_language_of_the_side(rows):
    for row in (*of_kind(rows, "propose"), *of_kind(rows, "counter"), *rows.drafts):
        if row.cover_note:
            assert (language_of(row.cover_note) == "zh-Hans") == (".cn@" in row.by), row


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"subject": "colour"}, "subject “colour” is not known"),
        ({"reason": ""}, "it gives no reason"),
        ({"remark": ""}, "handed back by whom, and why"),
        ({"by": "administrator@demo.accord.invalid"}, "speaks for no side"),
        ({"returned_by": "secretary.cn@demo.accord.invalid"}, "is not of its side"),
        ({"code": "BY-CN-2021-99"}, "is not known"),
    ],
)
def test_a_wrong_draft_is_named(tmp_path, wrong, what):
    folder = tmp_path / "demo"
    shutil.copytree(reader.FOLDER, folder)
    path = folder / "drafts.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found[0]["remark"]
    found[0] |= wrong
    path.write_text(json.dumps(found), encoding="utf-8")

    with pytest.raises(DataError, match=f"draft on .*{what}"):
        reader.load(folder)


def test_a_draft_that_nobody_handed_back_has_no_remark(rows):
    row = dataclasses.replace(rows.drafts[0], returned_by="", remark="")

    drafts.check_drafts((row,), {row.by: "BY"}, {row.commitment})
