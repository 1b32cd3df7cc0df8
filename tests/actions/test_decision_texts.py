"""A decision in two equally authentic texts: both sides sign both, or nothing is signed."""

import pytest

from commitments import actions
from commitments.actions import Conflict, NotAllowed
from commitments.actions.rebuild import rebuild
from commitments.models import AgendaItem, Entry
from commitments.reports.sentences import SentenceWriter
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.sessions import a_session, ask_for, draft, item, sign

RU, ZH = "Стороны приняли к сведению.", "双方予以注意。"


@pytest.fixture
def session(world):
    ask_for(world, "ru zh-hans")
    return a_session(world, world.vaccine, None)


def test_the_words_are_in_the_language_of_the_side_that_drafts(world, session):
    assert draft(world, session, words=RU).changes["decision_language"] == ["", "ru"]
    number = item(session).draft_entry
    draft(world, session, words=ZH, by=world.cn.secretary, draft=number, number=1)
    assert item(session).texts() == {"zh-hans": ZH}


def test_nobody_signs_while_a_text_is_missing(world, session):
    draft(world, session, words=RU)
    with refused(field="") as refusal:
        sign(world, session)
    assert refusal.value.messages == [
        "The decision has no text yet in: Chinese. Write another draft with this text; then the other side signs it."
    ]


def test_the_other_side_adds_its_text_and_the_first_one_signs_both(world, session):
    shown = draft(world, session, words=RU).number
    second = draft(world, session, words=ZH, texts={"ru": RU}, by=world.cn.secretary, draft=shown)

    # The first language stays first: only what is new is in the record.
    assert changes_of(second) == {"decision_texts": [[], [{"language": "zh-hans", "text": ZH}]]}
    with refused(NotAllowed):
        sign(world, session)
    signed = sign(world, session, by=world.by.secretary)

    row = item(session)
    assert (row.texts(), row.drafted_by, row.signed_by) == ({"ru": RU, "zh-hans": ZH}, "second", "first")
    assert changes_of(signed) == {"signed": [None, second.number]}
    entry = Entry.objects.latest("number")
    assert (entry.kind, entry.texts.note) == ("decided", RU)
    refs = record_of(entry)["refs"]["session"]
    assert (refs["language"], refs["texts"]) == ("ru", [{"language": "zh-hans", "text": ZH}])
    sentence = SentenceWriter(world.commission).sentence(Entry.objects.readable().get(pk=entry.pk))
    assert ((sentence.note_lang, sentence.note), *sentence.also) == (("ru", RU), ("zh-Hans", ZH))
    assert all_is_well(world)
    rebuild(world.commission, tell=lambda *_said: None)
    assert AgendaItem.objects.get(number=1).decision_texts == row.decision_texts


def test_what_the_draft_says_already_is_not_drafted_again_in_another_order(world, session):
    shown = draft(world, session, words=RU, texts={"zh-hans": ZH}).number
    with refused(field="words"):
        draft(world, session, words=ZH, texts={"ru": RU}, by=world.cn.secretary, draft=shown)
    with refused(Conflict):
        draft(world, session, words=ZH, texts={"ru": "Иначе."}, by=world.cn.secretary)
    sign(world, session)
    assert item(session).is_signed


@pytest.mark.parametrize(
    "said",
    [
        {"words": "", "texts": {"zh-hans": ""}},
        {"words": RU, "texts": {"kk": "Қазақша."}},
        {"words": "In English.", "language": "en"},
    ],
)
def test_a_draft_has_a_text_and_only_authentic_ones(world, session, said):
    with refused(field="words"):
        draft(world, session, **said)


def test_without_authentic_languages_one_text_is_enough_and_no_other_is_taken(world):
    session = a_session(world, world.vaccine)
    with refused(field="words"):
        draft(world, session, words=RU, texts={"zh-hans": ZH})
    entry = draft(world, session, words=RU)
    assert set(changes_of(entry)) == {"decision"}
    sign(world, session)
    assert "language" not in record_of(Entry.objects.latest("number"))["refs"]["session"]
    assert all_is_well(world)


def test_a_draft_of_before_needs_the_texts_that_are_asked_for_since(world):
    session = a_session(world, world.vaccine)
    shown = draft(world, session, words=RU).number
    ask_for(world, "ru zh-hans")
    with refused(field=""):
        sign(world, session)
    draft(world, session, words=ZH, texts={"ru": RU}, by=world.cn.secretary, draft=shown)
    assert item(session).texts() == {"ru": RU, "zh-hans": ZH}
    sign(world, session, by=world.by.secretary)
    assert all_is_well(world)


def test_a_draft_is_withdrawn_with_all_its_texts(world, session):
    number = draft(world, session, words=RU, texts={"zh-hans": ZH}).number
    actions.withdraw_draft(session, by=world.by.secretary, number=1, draft=number, at=world.clock())
    row = item(session)
    assert (row.texts(), row.decision_language, row.decision_texts) == ({}, "", [])
    assert all_is_well(world)
