"""Translations: of one side, binding nobody, out of date when their original changes."""

import pytest

from commitments import actions
from commitments.actions import Conflict, NotAllowed
from commitments.models import Commitment, Terms
from commitments.reports.commitment import as_it_was
from commitments.rules import may
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_criterion, fresh

pytestmark = pytest.mark.django_db

TITLE = {"part": "title", "language": "zh-hans", "text": "电子商务"}


def translate(world, by, commitment=None, **said):
    return actions.translate(commitment or world.trade, by=by, at=world.clock(), **(TITLE | said))


def amend(world, **fields):
    return actions.amend(
        fresh(world.trade), by=world.by.secretary, reason="Clearer.", at=world.clock(), **fields
    )


def test_a_translation_is_an_entry_of_its_side_and_changes_no_term(world):
    before = fresh(world.trade)
    entry = translate(world, world.cn.analyst)

    trade = fresh(world.trade)
    assert changes_of(entry)["translation"] == [None, TITLE | {"of": before.worded["title"]}]
    assert trade.translations["title"]["zh-hans"]["second"]["text"] == "电子商务"
    assert trade.titles["zh-hans"] == [["translation", "second", "电子商务"]]
    assert trade.texts_in == f" {' '.join(sorted([trade.language, 'zh-hans']))} "
    assert (trade.title, trade.second_word_at) == (before.title, before.second_word_at)
    assert all_is_well(world)


def test_each_side_keeps_its_own(world):
    translate(world, world.cn.analyst)
    translate(world, world.by.analyst, text="电商")

    assert [row[1:] for row in fresh(world.trade).titles["zh-hans"]] == [
        ["first", "电商"],
        ["second", "电子商务"],
    ]


def test_it_is_out_of_date_from_a_change_of_its_original_until_it_is_renewed(world):
    translate(world, world.cn.analyst)
    amend(world, title="Electronic trade in goods")

    trade = fresh(world.trade)
    assert trade.titles["zh-hans"][0][0] == "old"
    assert (trade.first_texts_old, trade.second_texts_old) == ("", " zh-hans ")

    translate(world, world.cn.analyst)  # the same words: they are still right
    trade = fresh(world.trade)
    assert trade.titles["zh-hans"][0][0] == "translation"
    assert trade.second_texts_old == ""
    assert all_is_well(world)


def test_a_change_of_something_else_leaves_it_as_it_is(world):
    translate(world, world.cn.analyst)
    amend(world, statement="Both sides build up electronic trade in goods and services.")

    assert fresh(world.trade).second_texts_old == ""


def test_it_goes_with_a_criterion_that_goes(world):
    criterion = a_criterion()
    actions.set_criteria(world.trade, by=world.by.secretary, criteria=[criterion], at=world.clock())
    translate(world, world.cn.analyst, part="criterion/1", text="已达到")
    assert "criterion/1" in fresh(world.trade).translations

    other = criterion | {"text": "Something else is there."}
    actions.set_criteria(fresh(world.trade), by=world.by.secretary, criteria=[other], at=world.clock())
    assert fresh(world.trade).translations == {}
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "字" * 161}, "text"),
        ({"language": "en"}, "language"),
        ({"language": "ja"}, "language"),
        ({"part": "criterion/7"}, ""),
        ({"part": "recognition"}, ""),
    ],
)
def test_what_is_refused(world, said, field):
    assert world.trade.language == "en"
    with refused(field=field):
        translate(world, world.cn.analyst, **said)


def test_nothing_new_is_refused_and_removing_wants_a_reason(world):
    translate(world, world.cn.analyst)
    with refused(field="text"):
        translate(world, world.cn.secretary)
    with refused(field="reason"):
        translate(world, world.cn.secretary, text="")
    translate(world, world.cn.secretary, text="", reason="It was wrong.")

    trade = fresh(world.trade)
    assert (trade.translations, trade.titles) == ({}, {})
    assert all_is_well(world)


def test_an_observer_may_not(world):
    assert not may(world.cn.observer, "translate")
    with refused(NotAllowed):
        translate(world, world.cn.observer)


def test_two_who_translate_the_same_part_see_each_other(world):
    seen = world.trade.last_number
    translate(world, world.cn.analyst)
    translate(world, world.cn.secretary, part="statement", seen=seen)
    with refused(Conflict):
        translate(world, world.cn.secretary, text="电商", seen=seen)


def test_who_translates_what_has_changed_meanwhile_sees_it(world):
    seen = world.trade.last_number
    amend(world, title="Electronic trade in goods")
    with refused(Conflict):
        translate(world, world.cn.secretary, seen=seen)


def test_a_past_day_has_the_translation_of_that_day(world):
    translate(world, world.cn.analyst)
    then = world.clock()
    translate(world, world.cn.analyst, text="电商")

    past = as_it_was(Commitment.objects.get(pk=world.trade.pk), then)
    assert past.titles["zh-hans"][0][2] == "电子商务"
    periods = Terms.objects.filter(commitment=world.trade).order_by("entry_number")
    assert [row.titles.get("zh-hans") for row in periods][-2:] == [
        [["translation", "second", "电子商务"]],
        [["translation", "second", "电商"]],
    ]
