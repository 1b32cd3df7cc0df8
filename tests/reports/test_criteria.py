"""Criteria in words: what changed in them, and what shows them to be met, now and on a past day."""

import pytest

from commitments import actions
from commitments.actions import Source
from commitments.models import Entry
from commitments.reports.commitment import as_it_was
from commitments.reports.criteria import Proof, checklist, criteria_changes, criteria_words
from commitments.reports.sentences import SentenceWriter
from tests.counters import counted
from tests.people import a_criterion, a_source, fresh, moment

SOLD = a_criterion("Ten kinds of goods are sold.", evidence_class="statistic", verified="Белстат.")
ENDED = a_criterion("Договор расторгнут.", kind="failed", language="ru")
ONE, TWO = {"number": 1, **SOLD}, {"number": 2, **ENDED}


@pytest.fixture
def tested(world):
    actions.set_criteria(world.trade, by=world.by.secretary, criteria=[SOLD, ENDED], at=world.clock())
    return fresh(world.trade)


def update(world, *sources, **fields):
    return world.update(
        world.trade, by=world.by.analyst, status="part", note="Sold.", sources=sources, **fields
    )


# --- in words


def test_criteria_as_one_text():
    assert criteria_words([ONE, TWO]) == (
        "1. Done when: Ten kinds of goods are sold. · Verified: Белстат. · Enough: an official statistic or an act\n"
        "2. Failed when: Договор расторгнут. · Enough: an act or signed document"
    )


def test_changes_are_told_one_by_one():
    better = {**ONE, "verified": "By customs."}
    three = {**TWO, "number": 3, "evidence_class": "press"}

    assert list(criteria_changes([ONE, TWO], [better, three])) == [
        (
            "Criterion 1",
            "Done when: Ten kinds of goods are sold. · Verified: Белстат. · Enough: an official statistic or an act",
            "Done when: Ten kinds of goods are sold. · Verified: By customs. · Enough: an official statistic or an act",
        ),
        (
            "Criterion 2, now 3",
            "Failed when: Договор расторгнут. · Enough: an act or signed document",
            "Failed when: Договор расторгнут. · Enough: a source of any kind",
        ),
    ]
    other = {**TWO, "number": 4, "text": "Nobody buys them."}
    assert [change[0] for change in criteria_changes([ONE, TWO], [ONE, other])] == [
        "Criterion 2",
        "Criterion 4",
    ]
    assert [change[0] for change in criteria_changes([three], [TWO, other])] == [
        "Criterion 3, now 2",
        "Criterion 4",
    ]
    assert list(criteria_changes(None, [])) == []


def test_two_long_lists_are_compared_in_one_pass(db):
    """Texts of two letters in turn are the worst to look for the longest same part in."""
    before = [{**ONE, "number": n, "text": "ab" * 150} for n in range(1, 13)]
    after = [{**ONE, "number": n, "text": ("a" * n + "b" * n) * 9} for n in range(13, 25)]

    with counted() as cost:
        assert len(list(criteria_changes(before, after))) == 24

    assert cost.calls < 20_000


def test_an_entry_tells_them_as_its_fields(world, tested):
    entry = Entry.objects.readable().get(commission=world.commission, number=tested.last_number)
    sentence = SentenceWriter(world.commission).sentence(entry, with_changes=True)

    assert sentence.lead == "Belarus set the completion criteria of "
    assert [(change.name, change.before) for change in sentence.changes] == [
        ("Criterion 1", "–"),
        ("Criterion 2", "–"),
    ]


# --- what shows them


def told(test):
    return [
        (line.number, [proof.number for proof in line.proofs], line.so_far)
        for line in test.done + test.failed
    ]


def test_no_criteria_is_no_test_and_no_query(world, django_assert_num_queries):
    row = fresh(world.vaccine)

    with django_assert_num_queries(0):
        assert checklist(row) is None


def test_a_line_says_what_shows_it_or_what_there_is_so_far(world, tested):
    update(world, Source("press", "A report", meets=(1, 2)))
    assert told(checklist(fresh(world.trade))) == [
        (1, [], "a report of the press"),
        (2, [], "a report of the press"),
    ]

    entry = update(world, Source("statistic", "Bulletin", meets=(1,)), a_source("Plan", announces=True))
    test = checklist(fresh(world.trade))
    (line,) = test.done
    assert line.proofs == (Proof(entry.number, "Official statistic", entry.effective_on),)
    assert (line.is_met, line.so_far, line.lang, line.verified_lang) == (True, "", "en", "ru")
    assert (test.unmet, test.failed[0].is_failure, test.failed[0].lang) == (0, True, "ru")


def test_what_was_corrected_shows_nothing(world, tested):
    entry = update(world, a_source(meets=(1,)))
    actions.correct(
        world.trade,
        by=world.by.analyst,
        entry=entry,
        status="part",
        outlook="no_view",
        note="Other goods.",
        effective_on=entry.effective_on,
        at=world.clock(),
    )

    assert told(checklist(fresh(world.trade))) == [(1, [], ""), (2, [], "")]


def test_a_past_day_shows_what_was_known_then(world, tested):
    update(world, Source("press", "A report", meets=(1,)), at=moment("2021-02-03"))
    entry = update(world, Source("statistic", "Bulletin", meets=(1,)), at=moment("2021-02-08"))
    found = []
    for day in ("2021-01-31", "2021-02-02", "2021-02-05", "2021-02-09"):
        at = moment(day, "20:00")
        past = as_it_was(world.trade, at)
        test = checklist(past, until=at)
        found.append(test and told(test)[0])

    assert found == [
        None,
        (1, [], ""),
        (1, [], "a report of the press"),
        (1, [entry.number], ""),
    ]


def test_who_has_agreed_to_it(world, tested):
    alone = checklist(tested)
    assert (alone.is_agreed, alone.proposer) == (False, "Belarus")

    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())

    assert checklist(fresh(world.trade)).is_agreed


def test_few_queries_however_many_criteria(world, tested, django_assert_num_queries):
    for _number in range(5):
        update(world, a_source(meets=(1, 2)), Source("press", "A report", meets=(1,)))
    row = type(tested).objects.select_related("commission").get(pk=tested.pk)
    row.commission.sides  # noqa: B018 (remembered on every page)

    with django_assert_num_queries(1):
        test = checklist(row)
    assert len(test.done[0].proofs) == 5
