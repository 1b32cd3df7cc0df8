"""Recording: each kind of due asks for its own fields and for no others."""

import datetime as dt

import pytest

from commitments.actions import Due, Owner
from commitments.forms.due import DUE_PARTS, NEEDED
from commitments.forms.record import RecordForm
from commitments.vocabulary import DueKind


def sent(world, **fields):
    data = {
        "title": "Textbooks",
        "statement": "China will send textbooks.",
        "language": "en",
        "speech_act": "undertaking",
        "performed_by": "second",
        "beneficiary": "first",
        "sector": "health",
        "due_kind": "none",
    }
    return RecordForm(data | fields, seat=world.by.analyst, language="ru")


def test_a_filled_form_gives_what_the_action_takes(world):
    form = sent(world, first_owner="health", first_post="Deputy minister", second_owner="trade-cn")

    assert form.is_valid(), form.errors
    assert form.fields_of_action() == {
        "reference_number": "",
        "title": "Textbooks",
        "statement": "China will send textbooks.",
        "language": "en",
        "title_texts": {},
        "statement_texts": {},
        "speech_act": "undertaking",
        "performed_by": "second",
        "beneficiary": "first",
        "sector": world.health,
        "due": Due(),
        "first_owner": Owner(world.by.ministry, "Deputy minister"),
        "second_owner": Owner(world.cn.company, ""),
        "indicators": [],
    }


@pytest.mark.parametrize(
    "name",
    ["title", "statement", "language", "speech_act", "performed_by", "beneficiary", "sector", "due_kind"],
)
def test_what_is_needed_is_asked_for(world, name):
    assert list(sent(world, **{name: ""}).errors) == [name]


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"due_kind": "none"}, Due()),
        ({"due_kind": "date", "due_on": "30.6.2021"}, Due("date", on=dt.date(2021, 6, 30))),
        (
            {"due_kind": "period", "due_from": "1.1.2021", "due_on": "31.12.2022", "due_text": "2021-2022"},
            Due("period", from_day=dt.date(2021, 1, 1), on=dt.date(2022, 12, 31), text="2021-2022"),
        ),
        (
            {"due_kind": "condition", "due_text": "once it eases", "asked": "both", "every_weeks": "12"},
            Due("condition", text="once it eases", asked="both", every_weeks=12),
        ),
        ({"due_kind": "event", "due_text": "at the next visit"}, Due("event", text="at the next visit")),
        ({"due_kind": "continuing", "every_months": "6"}, Due("continuing", every_months=6)),
    ],
)
def test_each_kind_of_due_has_its_fields(world, fields, due):
    form = sent(world, **fields)

    assert form.is_valid(), form.errors
    assert form.fields_of_action()["due"] == due


@pytest.mark.parametrize("kind", DueKind.values)
def test_each_kind_of_due_asks_for_what_it_needs(world, kind):
    assert sorted(sent(world, due_kind=kind).errors) == sorted(NEEDED[kind])


@pytest.mark.parametrize("kind", DueKind.values)
def test_what_belongs_to_another_kind_is_neither_wrong_nor_kept(world, kind):
    nonsense = {
        "due_from": "someday",
        "due_on": "someday",
        "due_text": "x" * 400,
        "asked": "nobody",
        "every_weeks": "-1",
        "every_months": "many",
    }

    form = sent(world, due_kind=kind, **nonsense)

    assert sorted(form.errors) == sorted(DUE_PARTS[kind])


def test_a_period_ends_after_it_begins(world):
    form = sent(world, due_kind="period", due_from="2.1.2022", due_on="1.1.2022")

    assert form.errors == {"due_from": ["The period begins after its last day."]}


@pytest.mark.parametrize(
    ("name", "value"), [("every_weeks", "0"), ("every_weeks", "99999"), ("every_weeks", "1.5")]
)
def test_numbers_have_their_limits(world, name, value):
    form = sent(world, due_kind="condition", due_text="once it eases", asked="first", **{name: value})

    assert list(form.errors) == [name]


def test_a_post_belongs_to_a_body(world):
    assert list(sent(world, second_post="Director").errors) == ["second_owner"]


def test_a_body_of_the_other_side_is_no_choice(world):
    assert list(sent(world, first_owner="trade-cn").errors) == ["first_owner"]


def test_a_sector_of_another_commission_is_no_choice(world):
    world.health.__class__.objects.create(commission=world.elsewhere, code="space", name="Space")

    assert list(sent(world, sector="space").errors) == ["sector"]


def test_titles_hold_no_controls_of_direction(world):
    assert list(sent(world, title="Text\u202ebooks").errors) == ["title"]


def test_the_language_of_the_words_is_offered(world):
    form = RecordForm(seat=world.by.analyst, language="ru")

    assert (form["language"].value(), form["due_kind"].value()) == ("ru", "none")
