"""Theirs, yours, before: what somebody else wrote on a commitment while a form was open."""

from commitments.models import Entry
from commitments.reports.conflict import compare
from tests.people import fresh


def newer(world, seen):
    return list(Entry.objects.readable().filter(commitment=world.vaccine, number__gt=seen).order_by("number"))


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
