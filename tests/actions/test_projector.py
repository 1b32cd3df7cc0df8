"""Records of every version give the tables they gave when they were written."""

import base64
import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest

from commitments.actions.projector import Projector
from commitments.actions.state import UnknownVersion, advance
from commitments.models import Calendar, Commitment, ObservedValue, Standpoint, Terms
from commitments.models.fields import COMMITMENT, PERIOD, STANDPOINT, VALUE, as_recorded
from commitments.vocabulary import RECORD_VERSIONS, STRENGTH, EntryKind, EvidenceClass, is_enough
from tests import golden

# The golden log of each version, and how many kinds of entries it holds: all there were when it was written.
GOLDEN = {1: ("0009_two_equal_sides", 51), 2: ("0022_progress_in_figures", 55)}


@pytest.fixture(scope="module", params=GOLDEN)
def version(request):
    return request.param


@pytest.fixture(scope="module")
def rows(version):
    return golden.rows(GOLDEN[version][0])


@pytest.fixture(scope="module")
def made(rows):
    commission = next(row for row in rows if row["model"] == "commitments.commission" and row["pk"] == 1)
    projector = Projector(Calendar(ZoneInfo(commission["fields"]["time_zone"]), 5, dt.time(18)))
    for record in records(rows):
        projector.take(record)
    return projector


def records(rows) -> list[dict]:
    entries = [row["fields"] for row in rows if row["model"] == "commitments.entry"]
    mine = sorted((row for row in entries if row["commission"] == 1), key=lambda row: row["number"])
    return [json.loads(base64.b64decode(row["record"])) for row in mine]


def expected(rows, model, table):
    """Primary key, commitment, and what each row of a table held, as records write it."""
    code = {(row["model"], row["pk"]): row["fields"].get("code") or row["fields"].get("slug") for row in rows}
    for row in rows:
        if row["model"] != model._meta.label_lower:
            continue
        held = {}
        for name, value in row["fields"].items():
            if name not in table.columns:
                continue
            column = table.column(name)
            if column.is_relation:
                held[name] = code.get((column.related_model._meta.label_lower, value))
            else:
                held[name] = as_recorded(column.to_python(value))
        yield row, code.get(("commitments.commitment", row["fields"].get("commitment"))), held


# What was wrong in the tables of version 1, and is right now: the rhythm of reports and answers keeps its anchor, so
# filing one moves nothing; a decision that both sides signed is a word of both.
RIGHT_NOW = {
    1: {
        "BY-CN-2021-06": {"owed_on": "2021-08-02"},
        "BY-CN-2021-08": {"owed_on": "2021-03-02"},
        "BY-CN-2021-31": {"first_word": 131, "first_word_at": "2021-07-20T13:00:00.000000Z"},
        "BY-CN-2021-32": {"first_word": 134, "first_word_at": "2021-07-20T15:00:00.000000Z"},
    },
    # The value of February is owed after February, where it was owed within it.
    2: {"BY-CN-2021-38": {"second_figures_owed_on": "2021-03-26"}},
}
# Periods that began when a report or an answer was filed: it moved the day something is owed then, and does not now.
OWED_AS_BEFORE = {
    1: {
        ("BY-CN-2021-06", 32): ("BY-CN-2021-06", 31),
        ("BY-CN-2021-08", 36): ("BY-CN-2021-08", 35),
    },
    2: {},
}
# Periods in which a value was owed before its month had ended.
VALUE_OWED_LATER = {1: (), 2: (("BY-CN-2021-38", 148), ("BY-CN-2021-38", 149))}
# Views that began with another position alone: they state none of a day, and did not say so.
OF_NO_DAY = {1: (), 2: (("BY-CN-2021-37", "first", 130),)}


def kept(made: dict, held: dict) -> dict:
    """What is made now of the columns there were then; later ones are no part of what a version has to give."""
    return {name: made[name] for name in held}


def test_every_kind_of_entry_is_in_the_golden_log(rows, version):
    # Kinds that came later are written under the same version and stand in no log of before.
    assert len({record["kind"] for record in records(rows)}) == GOLDEN[version][1]
    assert {record["kind"] for record in records(rows)} <= set(EntryKind.values)
    assert {record["v"] for record in records(rows)} == {version}


def test_every_version_that_is_understood_has_a_golden_log():
    assert GOLDEN.keys() == RECORD_VERSIONS


def test_commitments_are_as_their_version_made_them(rows, made, version):
    found = {row["fields"]["code"]: held for row, _code, held in expected(rows, Commitment, COMMITMENT)}
    for code, right in RIGHT_NOW[version].items():
        found[code] |= right

    assert {code: kept(made.states[code], held) for code, held in found.items()} == found
    assert made.states.keys() == found.keys()


def test_periods_are_as_their_version_made_them(rows, made, version):
    views = {
        (code, row["fields"]["whose"], row["fields"]["entry_number"]): held
        for row, code, held in expected(rows, Standpoint, STANDPOINT)
    }
    terms = {(code, row["fields"]["entry_number"]): held for row, code, held in expected(rows, Terms, PERIOD)}
    for key in OF_NO_DAY[version]:
        views[key]["effective_from"] = None
    for key, before in OWED_AS_BEFORE[version].items():
        terms[key]["owed_on"] = terms[before]["owed_on"]
    for key in VALUE_OWED_LATER[version]:
        terms[key] |= RIGHT_NOW[version][key[0]]

    assert {key: kept(made.standpoints[key], held) for key, held in views.items()} == views
    assert made.standpoints.keys() == views.keys()
    assert {key: kept(made.terms[key], held) for key, held in terms.items()} == terms
    assert made.terms.keys() == terms.keys()


def test_values_are_as_their_version_made_them(rows, made, version):
    values = {
        (code, row["fields"]["entry_number"], row["fields"]["position"]): held
        for row, code, held in expected(rows, ObservedValue, VALUE)
    }

    assert bool(values) == (version > 1)  # none were given before
    assert {key: kept(made.values[key], held) for key, held in values.items()} == values
    assert made.values.keys() == values.keys()


def test_a_record_of_a_version_to_come_is_not_guessed_at(rows):
    record = records(rows)[-1] | {"v": 99}

    with pytest.raises(UnknownVersion, match="99"):
        advance(None, record, dt.UTC)


def test_what_evidence_was_enough_stays_as_it_was_agreed():
    assert STRENGTH[1] == ("act", "statistic", "receiving_side", "performing_side", "press")
    # Another class makes another version of records: what was agreed under this one does not count it.
    # Former records are as strong as nothing.
    assert (*STRENGTH[max(STRENGTH)], "former") == tuple(EvidenceClass.values)
    assert not is_enough("former", "press")
    assert is_enough("act", "receiving_side", 1)
    assert not is_enough("press", "receiving_side", 1)
    assert not is_enough("inspection", "press", 1)
