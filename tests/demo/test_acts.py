"""A line of the demonstration as the action of its name: what its fields stand for, and that mistakes are named."""

import datetime as dt

import pytest

from commitments.actions import NotAllowed, RuleBroken
from commitments.demo import loader
from commitments.demo.acts import Stage
from commitments.models import AgendaItem, Draft, Entry, Evidence, Quote, User
from tests.actions.outcome import all_is_well
from tests.people import RUSSIAN_TEXT, fresh

WORDS = "увидеться лично"
LINE = {
    "kind": "done",
    "text": "Заявка выполнена.",
    "language": "ru",
    "verified": "",
    "evidence_class": "act",
}


@pytest.fixture
def stage(world):
    stage = Stage(
        world.commission, {"by": world.by.secretary, "anna": world.by.analyst, "cn": world.cn.secretary}
    )
    stage.sources = {
        "S1": {"evidence_class": "act", "title": "Протокол", "language": "ru", "published_on": "2021-02-01"},
        "S2": {"evidence_class": "press", "title": "On the page", "title_seen": False},
    }
    stage.made["readout"] = world.by.readout
    return stage


def test_an_act_is_done_at_its_moment_on_the_clock_of_the_commission(stage, world):
    entry = stage.do(
        {
            "at": "2021-02-02T10:00",
            "by": "anna",
            "do": "log_update",
            "on": world.trade.code,
            "status": "in_progress",
            "position": "It began.",
            "effective_on": "2021-02-01",
        }
    )

    assert entry.recorded_at == dt.datetime(2021, 2, 2, 7, tzinfo=dt.UTC)
    assert (entry.author, entry.effective_on) == (world.by.analyst.user, dt.date(2021, 2, 1))
    assert fresh(world.trade).first_status == "in_progress"
    assert all_is_well(world)


def test_a_test_and_what_a_source_shows_of_it(stage, world):
    stage.do({"by": "by", "do": "set_criteria", "on": world.trade.code, "criteria": [LINE]})
    stage.do(
        {
            "by": "by",
            "do": "close",
            "on": world.trade.code,
            "status": "delivered",
            "effective_on": "2021-02-01",
            "note": "All of it.",
            "sources": [{"id": "S1", "meets": [1]}, "S2"],
        }
    )

    assert [one["text"] for one in fresh(world.trade).criteria] == ["Заявка выполнена."]
    found = Evidence.objects.values_list("title", "published_on", "meets", "announces")
    assert list(found) == [("Протокол", dt.date(2021, 2, 1), [1], False), ("On the page", None, [], False)]


def test_a_source_may_only_announce(stage):
    assert stage.source({"id": "S1", "announces": True}).announces


def test_what_an_act_made_is_pointed_at_by_name(stage, world):
    stage.do({"by": "by", "do": "set_step", "on": world.trade.code, "as": "step", "next_step": "Ask"})
    stage.do(
        {
            "by": "by",
            "do": "mark_step_done",
            "on": world.trade.code,
            "number": "step",
            "effective_on": "2021-02-01",
        }
    )

    assert fresh(world.trade).steps[0]["done_on"] == "2021-02-01"


def test_a_draft_is_sent_in_its_own_words(stage, world):
    prepared = {
        "as": "draft",
        "subject": "due",
        "values": {"due_on": "2021-08-31"},
        "reason": "It takes longer.",
    }
    stage.do({"by": "anna", "do": "prepare", "on": world.vaccine.code, **prepared})
    sent = stage.do(
        {"by": "by", "do": "propose", "on": world.vaccine.code, "sends": "draft", "subject": "due"}
    )

    assert Draft.objects.of(world.by.party).get().sent_with == sent.number
    assert fresh(world.vaccine).proposals["due"]["terms"] == {"due_on": ["2021-06-30", "2021-08-31"]}


def test_a_session_from_its_calling_to_an_item(stage, world):
    put = {"topic": "other", "title": "Vaccine", "commitment": world.vaccine.code, "position": "Ждём."}
    stage.do(
        {"by": "by", "do": "call_session", "as": "s", "title": "S", "place": "P", "held_on": "2021-03-01"}
    )
    stage.do({"by": "by", "do": "put_items", "on": "s", "as": "agenda", "questions": [put]})
    stage.do({"by": "cn", "do": "agree_agenda", "on": "s", "version": "agenda"})

    item = AgendaItem.objects.get()
    assert (item.commitment, item.first_position) == (world.vaccine, "Ждём.")


def test_words_are_those_that_stand_once_in_the_readout(stage, world):
    given = {"readout": "readout", "words": WORDS, "wording": "ready", "relation": ""}
    stage.do({"by": "anna", "do": "quote", "on": world.trade.code, "words": given})

    quote = Quote.objects.get(commitment=world.trade, start=RUSSIAN_TEXT.index(WORDS))
    assert (quote.words, quote.wording) == (WORDS, "ready")
    for words, count in (("Nobody said this.", 0), ("о", RUSSIAN_TEXT.count("о"))):
        with pytest.raises(ValueError, match=f"occurs {count} times in readout, not once"):
            stage.words({"readout": "readout", "words": words})


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"do": "vanish"}, AttributeError),
        ({"by": "nobody"}, KeyError),
        ({"on": "BY-CN-2021-99"}, Entry.DoesNotExist.__base__),
        ({"sources": ["S9"]}, KeyError),
        ({"colour": "red"}, TypeError),
        ({"status": "superseded"}, RuleBroken),
    ],
)
def test_a_wrong_act_is_refused(stage, world, wrong, error):
    act = {
        "by": "by",
        "do": "log_update",
        "on": world.trade.code,
        "status": "in_progress",
        "position": "It began.",
        "effective_on": "2021-02-01",
    }
    with pytest.raises(error):
        stage.do(act | wrong)


def test_nobody_acts_without_the_right(stage, world):
    with pytest.raises(NotAllowed):
        stage.do({"by": "anna", "do": "withdraw", "on": world.trade.code, "reason": "An error."})


def test_an_act_that_cannot_be_done_is_named_and_nothing_is_left(acts, db):
    before = next(number for number, act in enumerate(acts) if act["do"] == "log_update")
    impossible = {**acts[before], "status": "superseded"}

    with pytest.raises(RuleBroken) as refusal:
        loader.build([*acts[:before], impossible])

    (named,) = refusal.value.__notes__
    assert named == f"Act {before + 1}, log_update at {impossible['at']} on {impossible['on']}"
    assert not loader.is_built()
    assert not User.objects.exists()
    assert not Entry.objects.exists()
