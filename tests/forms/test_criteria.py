"""The rows in which a test is typed: what they begin with, and the list of criteria they become."""

import pytest

from commitments import actions
from commitments.actions import Source
from commitments.forms.criteria import CriteriaForm, rows_of
from commitments.forms.standpoint import UpdateForm
from tests.people import a_criterion, fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

SOLD = a_criterion("Ten kinds of goods are sold.", evidence_class="statistic", verified="By customs.")
ENDED = a_criterion("Договор расторгнут.", kind="failed", language="ru")


@pytest.fixture
def tested(world):
    actions.set_criteria(world.trade, by=world.by.secretary, criteria=[SOLD, ENDED], at=world.clock())
    return fresh(world.trade)


def sent(*rows, **parts):
    """What a browser sends for some rows; each is what differs from an empty one."""
    data = {"note": "", **parts}
    for place, row in enumerate(rows):
        full = {"number": "", "kind": "done", "text": "", "evidence_class": "", "verified": "", **row}
        data |= {f"criteria-{place}-{name}": value for name, value in full.items()}
    return data


def form_of(world, commitment, *rows, **parts):
    return CriteriaForm(sent(*rows, **parts), seat=world.by.secretary, commitment=commitment)


def typed(criterion, **parts):
    return {name: str(criterion[name]) for name in ("kind", "text", "evidence_class", "verified")} | parts


def test_form_begins_with_what_is_agreed_and_no_empty_row(world, tested):
    form = CriteriaForm(seat=world.by.secretary, commitment=tested)

    rows = form["criteria"].value()
    assert [(row["number"], row["text"]) for row in rows] == [
        ("1", SOLD["text"]),
        ("2", ENDED["text"]),
    ]


@pytest.mark.parametrize(("present", "rows"), [(0, 1), (1, 1), (12, 12)])
def test_an_empty_row_stands_only_where_there_is_no_other(present, rows):
    criteria = [{"number": number, **SOLD} for number in range(1, present + 1)]

    assert len(rows_of(criteria)) == rows


def test_what_is_sent_as_it_was_changes_nothing(world, tested):
    form = form_of(world, tested, typed(SOLD, number="1"), typed(ENDED, number="2"), {}, {})

    assert form.is_valid()
    assert form.cleaned_data["criteria"] == tested.criteria


def test_rows_become_criteria_in_the_language_they_are_written_in(world, tested):
    form = form_of(world, tested, typed(ENDED, text=" 合同 终止 "), {}, typed(SOLD))

    assert form.is_valid(), form.errors
    assert form.fields_of_action() == {
        "note": "",
        "criteria": [
            {"number": 1, **SOLD},
            {"number": 3, **ENDED, "text": "合同 终止", "language": "zh-hans"},
        ],
    }


@pytest.mark.parametrize("gone", [{"drop": "1"}, {"text": "", "verified": ""}])
def test_a_criterion_that_is_dropped_or_emptied_goes(world, tested, gone):
    form = form_of(world, tested, typed(SOLD, number="1", **gone), typed(ENDED, number="2"))

    assert form.is_valid()
    assert [criterion["number"] for criterion in form.cleaned_data["criteria"]] == [2]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"text": "It is sold."}, "Row 2: choose which evidence is enough."),
        ({"verified": "By customs.", "evidence_class": "act"}, "Row 2: say what must be true."),
        (
            {"text": "x" * 302, "evidence_class": "act"},
            "Row 2: This is 2 characters too long: the limit is 300.",
        ),
        (
            {"text": "a\0", "evidence_class": "act"},
            "Row 2: This holds a character that cannot be kept. Delete it or type the word again.",
        ),
        ({"text": "It is sold.", "evidence_class": "hearsay"}, "Row 2: choose which evidence is enough."),
        (
            {"text": "Sold.", "evidence_class": "act", "kind": ""},
            "Row 2: choose “Done when” or “Failed when”.",
        ),
        (typed(SOLD, verified="Otherwise."), "Row 3 says the same as row 2."),
    ],
)
def test_a_row_that_is_wrong_is_named(world, row, sentence):
    rows = [{}, row, typed(SOLD)] if "same" in sentence else [{}, row]
    form = form_of(world, world.trade, *rows)

    assert form.errors["criteria"] == [sentence]


def test_asking_for_a_row_keeps_what_is_typed_and_sends_nothing(world, tested):
    form = form_of(world, tested, typed(SOLD, text="Half typed"), {}, note="Because.", add_row="1")
    assert form.is_unfinished()

    again = CriteriaForm(seat=world.by.secretary, commitment=tested, initial=form.with_more_room())

    assert [row["text"] for row in again["criteria"].value()] == ["Half typed", "", ""]
    assert again["note"].value() == "Because."
    assert not again.is_bound and again.adds_rows


def test_there_is_no_thirteenth_row(world, tested):
    form = form_of(world, tested, *[{}] * 12, add_row="1")
    again = CriteriaForm(seat=world.by.secretary, commitment=tested, initial=form.with_more_room())

    assert len(again["criteria"].value()) == 12
    assert not again.adds_rows


def test_rows_of_a_stranger_cannot_make_it_fail(world, tested):
    form = CriteriaForm({"criteria-0-text": "Alone"}, seat=world.by.secretary, commitment=tested)

    assert "criteria" in form.errors


# --- what a source shows


def update(world, commitment, **fields):
    data = {"status": "part", "note": "Goods are sold.", "effective_on": "19.2.2021", **fields}
    return UpdateForm(data, seat=world.by.analyst, commitment=commitment)


def test_a_source_may_show_the_criteria_in_force(world, tested):
    form = update(world, tested, source_title="Bulletin", source_class="statistic", source_meets=["1", "2"])

    assert form.is_valid(), form.errors
    assert form.take_sources() == (Source("statistic", "Bulletin", meets=(1, 2)),)
    assert [str(label) for _number, label in form.fields["source_meets"].choices][1] == (
        '<span>Criterion 2 is met: <span lang="ru">Договор расторгнут.</span></span>'
    )


def test_without_criteria_nothing_is_asked(world):
    form = update(world, world.vaccine, source_title="A plan", source_class="press", source_announces="on")

    assert "source_meets" not in form.fields
    assert form.is_valid()
    assert form.take_sources() == (Source("press", "A plan", announces=True),)


@pytest.mark.parametrize("claim", [{"source_meets": ["1"]}, {"source_announces": "on"}])
def test_a_claim_without_a_source_asks_for_it(world, tested, claim):
    assert set(update(world, tested, **claim).errors) == {"source_title", "source_class"}


def test_what_is_not_in_force_cannot_be_shown(world, tested):
    form = update(world, tested, source_title="A plan", source_class="press", source_meets=["7"])

    assert form.errors["source_meets"] == ["Criterion 7 is not in force here."]
