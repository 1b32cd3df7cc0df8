"""Texts of entries in other languages: an entry of its own with the text sealed, which changes no commitment."""

from io import StringIO

import pytest
from django.core.management import call_command

from commitments import actions
from commitments.actions import Conflict, NotAllowed, RuleBroken
from commitments.models import Entry, Redaction, SealedText
from commitments.models.entry import translations_for
from commitments.vocabulary.texts import TextReader
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import fresh, make_user

pytestmark = pytest.mark.django_db

CHINESE = "举行了会谈。"


@pytest.fixture
def note(world):
    return world.update(world.trade, by=world.by.analyst, status="in_progress", note="Talks were held.")


def translate(world, by, entry, text=CHINESE, *, language="zh-hans", name="note", **said):
    said = {"part": f"{name}/{entry.number}", "language": language, "text": text} | said
    return actions.translate(fresh(world.trade), by=by, at=world.clock(), **said)


def read(entry, language="zh", side="second", name="note"):
    rows = Entry.objects.filter(pk=entry.pk).annotate(**translations_for(TextReader(language, side)))
    return getattr(rows.get(), f"translated_{name}")


def test_it_is_an_entry_whose_text_is_sealed_and_the_commitment_stays_as_it_was(world, note):
    before = fresh(world.trade)
    entry = translate(world, world.cn.analyst, note)

    after = fresh(world.trade)
    said = {"part": f"note/{note.number}", "language": "zh-hans"}
    assert changes_of(entry) == {"translation": [None, said]}
    assert (entry.translates, entry.language, entry.texts.note) == (note, "zh", CHINESE)
    assert CHINESE not in str(record_of(entry))
    assert (after.translations, after.worded, after.second_position) == (
        before.translations,
        before.worded,
        before.second_position,
    )
    assert (after.second_word, after.last_number) == (before.second_word, entry.number)
    assert all_is_well(world)


def test_each_side_reads_its_own_and_the_latest_of_it(world, note):
    translate(world, world.cn.analyst, note)
    assert [read(note, side=side) for side in ("first", "second")] == [CHINESE, CHINESE]
    translate(world, world.by.analyst, note, "已举行会谈。")
    translate(world, world.cn.secretary, note, "双方举行了会谈。")

    assert [read(note, side=side) for side in ("first", "second")] == ["已举行会谈。", "双方举行了会谈。"]
    assert read(note, "ru") is None
    assert read(note, name="position") is None
    translate(world, world.cn.analyst, note, "会谈。", name="position")
    assert (read(note), read(note, name="position")) == ("双方举行了会谈。", "会谈。")
    assert fresh(world.trade).second_position is None
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"language": "en"}, "language"),
        ({"language": "ja"}, "language"),
        ({"text": ""}, "text"),
        ({"text": "话" * 2001}, "text"),
        ({"name": "reason"}, ""),
        ({"part": "note/999"}, ""),
        ({"part": "note/x"}, ""),
        ({"part": f"note/{'9' * 5000}"}, ""),
    ],
    ids=[
        "own language",
        "no language of the commission",
        "empty",
        "too long",
        "no such text",
        "no entry",
        "no part",
        "no number",
    ],
)
def test_what_is_refused(world, note, said, field):
    with refused(field=field):
        translate(world, world.cn.analyst, note, **said)


def test_of_another_commitment_of_a_translation_and_by_an_observer_it_is_refused(world, note):
    other = world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    made = translate(world, world.cn.analyst, note)
    for entry in (other, made):
        with refused(field=""):
            translate(world, world.by.analyst, entry)
    with pytest.raises(NotAllowed):
        translate(world, world.cn.observer, note)
    with refused(field="text"):
        translate(world, world.cn.analyst, note)
    with pytest.raises(Conflict):
        translate(world, world.cn.secretary, note, "会谈。", seen=note.number)


def removed(world, entry, *names):
    asked = actions.ask_redaction(entry, by=world.administrator, texts=names, why="A name was in it.")
    other = make_user("Boris Admin", is_staff=True, is_superuser=True)
    return actions.consent_to_redaction(asked, by=other, at=world.clock())


def test_a_translation_that_is_removed_brings_back_none_that_it_replaced(world, note):
    translate(world, world.cn.analyst, note, "王先生举行了会谈。")
    translate(world, world.by.analyst, note, "已举行会谈。")
    russian = translate(world, world.cn.analyst, note, "Состоялись переговоры.", language="ru")
    latest = translate(world, world.cn.analyst, note, "双方王先生举行了会谈。")
    removed(world, latest, "note")

    assert read(note) == "已举行会谈。"  # of the other side; of the own nothing is left
    assert read(note, "ru") == russian.texts.note
    assert all_is_well(world)
    again = translate(world, world.cn.analyst, note)
    assert read(note) == again.texts.note


@pytest.mark.parametrize("also", [[], ["author_name"]], ids=["nothing is left", "something is left"])
def test_a_removal_that_waits_is_not_held_up_where_its_text_has_gone_with_the_original(world, note, also):
    made = translate(world, world.cn.analyst, note)
    waits = actions.ask_redaction(made, by=world.administrator, texts=["note", *also], why="The same name.")
    removed(world, note, "note")

    waits.refresh_from_db()
    assert (waits.done_with is None) == bool(also)
    if also:
        other = make_user("Olga Admin", is_staff=True, is_superuser=True)
        done = actions.consent_to_redaction(waits, by=other, at=world.clock())
        assert changes_of(done)["texts"] == [None, also]
    assert all_is_well(world)


def test_a_text_that_is_removed_takes_its_translations_with_it(world, note):
    kept = translate(world, world.cn.analyst, note, "会谈。", name="position")
    made = translate(world, world.cn.analyst, note)
    asked = actions.ask_redaction(note, by=world.administrator, texts=["note"], why="A name was in it.")
    actions.consent_to_redaction(
        asked, by=make_user("Boris Admin", is_staff=True, is_superuser=True), at=world.clock()
    )

    gone = SealedText.objects.filter(entry__in=[note, made])
    assert [(one.note, one.note_salt) for one in gone] == [(None, None)] * 2
    assert SealedText.objects.get(entry=kept).position == "会谈。"
    removed = [changes_of(one)["entry"][1] for one in Entry.objects.filter(kind="redacted")]
    assert removed == [note.number, made.number]
    assert Redaction.objects.get().done_with.changes["entry"][1] == note.number
    with pytest.raises(RuleBroken):
        translate(world, world.by.analyst, note)
    assert all_is_well(world)


def test_whoever_asks_by_command_is_told_which_translations_go(world, note):
    first = translate(world, world.cn.analyst, note)
    second = translate(world, world.cn.analyst, note, "会谈。")
    said = {"commission": "by-cn", "texts": ["note"], "why": "A name.", "by": world.administrator.email}
    out = StringIO()
    call_command("redact", "ask", entry=note.number, stdout=out, **said)
    assert f"Translations are removed with it: entries No. {first.number}, {second.number}." in out.getvalue()
    call_command("redact", "ask", entry=second.number, stdout=(out := StringIO()), **said)
    assert f"entries No. {first.number}." in out.getvalue()
