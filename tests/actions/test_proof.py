"""What evidence may claim, and what it has to show before a commitment ends as delivered or not delivered."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due, Source
from commitments.models import Evidence
from tests.actions.outcome import all_is_well, record_of, refused
from tests.people import a_criterion, a_source, fresh, moment

ARRIVED = a_criterion("A million doses have arrived.")
COUNTED = a_criterion("Their number is published.", evidence_class="statistic")
ENDED = a_criterion("The contract is ended.", kind="failed", evidence_class="receiving_side")


@pytest.fixture
def tested(world):
    """`tested(*lines, …)`: a commitment of the second side with this test, confirmed."""

    def make(*lines, **fields):
        row = world.record(title="A million doses", **fields)
        if lines:
            actions.set_criteria(row, by=world.by.secretary, criteria=lines, at=world.clock())
        actions.confirm(row, by=world.cn.secretary, at=world.clock())
        return fresh(row)

    return make


def say(world, row, *sources, by=None):
    return world.update(row, by=by or world.cn.analyst, status="part", sources=sources)


def sentences(refusal):
    return refusal.value.message_dict["sources"]


# --- what a source may claim


def test_claims_stand_in_the_record_and_the_row_only_where_they_are_made(world, tested):
    row = tested(ARRIVED, COUNTED)
    entry = say(world, row, a_source("Plain"), a_source(meets=(2, 1)), a_source("Next year", announces=True))

    plain, shows, announces = record_of(entry)["refs"]["evidence"]
    assert "meets" not in plain and "announces" not in plain
    assert (shows["meets"], "announces" in shows) == ([1, 2], False)
    assert (announces["announces"], "meets" in announces) == (True, False)
    kept = Evidence.objects.filter(entry=entry).values_list("meets", "announces")
    assert list(kept) == [([], False), ([1, 2], False), ([], True)]
    assert fresh(row).met == {"1": [entry.number], "2": [entry.number]}
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("claims", "field"),
    [
        ({"meets": (1,), "announces": True}, "announces"),
        ({"meets": (2,)}, "meets"),
        ({"meets": (0,)}, "meets"),
    ],
)
def test_what_a_source_cannot_claim(world, tested, claims, field):
    row = tested(ARRIVED)

    with refused(field=field):
        say(world, row, a_source(**claims))


def test_a_dropped_criterion_cannot_be_shown_any_more(world):
    row = world.trade
    for lines in ([ARRIVED, COUNTED], [COUNTED]):
        actions.set_criteria(row, by=world.by.secretary, criteria=lines, at=world.clock())

    with refused(field="meets"):
        say(world, row, a_source(meets=(1,)))


def test_every_action_with_sources_checks_what_they_claim(world, tested):
    row = tested(ARRIVED, due=Due(kind="date", on=dt.date(2021, 6, 30)))
    wrong = (a_source(meets=(9,)),)

    with refused(field="meets"):
        world.close(row, by=world.cn.secretary, status="dropped", sources=wrong)
    with refused(field="meets"):
        world.update(row, by=world.cn.analyst, status="in_progress", sources=wrong)


# --- delivered


def test_delivered_needs_every_done_when(world, tested):
    row = tested(ARRIVED, COUNTED)

    with refused() as refusal:
        world.close(row, by=world.cn.secretary, sources=(a_source(meets=(1,)),))

    assert sentences(refusal) == ["Criterion 2 needs an official statistic or an act; so far: nothing."]


def test_the_refusal_says_what_there_is_so_far(world, tested):
    row = tested(ARRIVED, COUNTED)
    say(world, row, Source(evidence_class="performing_side", title="Our report", meets=(2,)))

    with refused() as refusal:
        world.close(row, by=world.cn.secretary, sources=())

    assert sentences(refusal) == [
        "Criterion 1 needs an act or signed document; so far: nothing.",
        "Criterion 2 needs an official statistic or an act; so far: a statement of the performing side.",
    ]


def test_what_was_shown_before_and_what_is_shown_now_count_together(world, tested):
    row = tested(ARRIVED, COUNTED)
    say(world, row, a_source(meets=(1,)))

    world.close(row, by=world.cn.secretary, sources=(a_source(meets=(2,)),))
    actions.agree(row, by=world.by.secretary, at=world.clock())

    assert (fresh(row).agreed, fresh(row).test) == ("delivered", "met")
    assert all_is_well(world)


def test_when_all_is_shown_already_closing_needs_no_further_source(world, tested):
    row = tested(ARRIVED)
    say(world, row, a_source(meets=(1,)), by=world.by.analyst)

    world.close(row, by=world.cn.secretary, sources=())

    assert fresh(row).second_status == "delivered"


def test_an_announcement_alone_shows_nothing_delivered(world, tested):
    agreed, plain = tested(ARRIVED), tested()

    for row in (agreed, plain):
        with refused(field="sources"):
            world.close(row, by=world.cn.secretary, sources=(a_source("To come", announces=True),))

    world.close(plain, by=world.cn.secretary, sources=(a_source("To come", announces=True), a_source()))
    assert fresh(plain).second_status == "delivered"


def test_agreeing_to_delivered_needs_the_test_as_much(world, tested):
    row = tested(ARRIVED)
    shown = say(world, row, a_source(meets=(1,)))
    world.close(row, by=world.cn.secretary, sources=())
    correct(world, shown)

    with refused(field="sources"):
        actions.agree(row, by=world.by.secretary, at=world.clock())

    say(world, row, a_source(meets=(1,)), by=world.by.analyst)
    actions.agree(row, by=world.by.secretary, at=world.clock())
    assert fresh(row).agreed == "delivered"
    assert all_is_well(world)


# --- corrections


def correct(world, entry, *sources, by=None, **fields):
    fields = {
        "status": entry.stated_status,
        "outlook": "no_view",
        "note": "It was another box.",
        "effective_on": entry.effective_on,
        "at": world.clock(),
        **fields,
    }
    return actions.correct(
        entry.commitment, by=by or world.cn.analyst, entry=entry, sources=sources, **fields
    )


def test_a_correction_takes_back_what_the_corrected_entry_showed(world, tested):
    row = tested(ARRIVED)
    shown = say(world, row, a_source(meets=(1,)))

    corrected = correct(world, shown)
    assert (fresh(row).met, fresh(row).test) == ({}, "agreed")

    again = correct(world, corrected, a_source(meets=(1,)))
    assert fresh(row).met == {"1": [again.number]}
    assert all_is_well(world)


def test_correcting_a_closing_as_delivered_has_to_show_it_anew(world, tested):
    row = tested(ARRIVED)
    closing = world.close(row, by=world.cn.secretary, sources=(a_source(meets=(1,)),))

    with refused(field="sources"):
        correct(world, closing, by=world.cn.secretary)

    entry = correct(world, closing, a_source("Protocol no. 5", meets=(1,)), by=world.cn.secretary)
    assert (fresh(row).second_status, fresh(row).met) == ("delivered", {"1": [entry.number]})
    assert all_is_well(world)


def test_a_correction_cannot_leave_a_delivery_with_an_announcement_alone(world):
    closing = world.close(world.vaccine, by=world.cn.secretary)

    with refused(field="sources"):
        correct(world, closing, a_source("To come", announces=True), by=world.cn.secretary)

    correct(world, closing, a_source("Protocol no. 5"), by=world.cn.secretary)
    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())
    assert fresh(world.vaccine).agreed == "delivered"


def test_a_delivery_without_a_test_rests_on_nothing_that_was_taken_back(world):
    closing = world.close(world.vaccine, by=world.cn.secretary)

    with refused(field="sources"):
        correct(world, closing, by=world.cn.secretary)

    say(world, world.vaccine, a_source("Delivery note"), by=world.by.analyst)
    correct(world, closing, by=world.cn.secretary)
    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())
    assert fresh(world.vaccine).agreed == "delivered"


# --- not delivered

DUE = Due(kind="date", on=dt.date(2021, 1, 30))


def test_not_delivered_needs_one_failed_when_where_there_are_any(world, tested):
    row = tested(ARRIVED, ENDED, due=DUE)

    with refused() as refusal:
        world.close(row, by=world.by.secretary, status="not_delivered", sources=())
    assert sentences(refusal) == [
        "“Not delivered” needs one “failed when” to be met.",
        "Criterion 2 needs a statement of the receiving side or something stronger; so far: nothing.",
    ]

    world.close(row, by=world.by.secretary, status="not_delivered", sources=(a_source(meets=(2,)),))
    actions.agree(row, by=world.cn.secretary, at=world.clock())
    assert fresh(row).agreed == "not_delivered"


def test_one_of_several_failures_is_enough(world, tested):
    late = a_criterion("The year is over.", kind="failed", evidence_class="press")
    row = tested(ENDED, late, due=DUE)

    world.close(row, by=world.by.secretary, status="not_delivered", sources=(a_source(meets=(2,)),))

    assert fresh(row).first_status == "not_delivered"


def test_without_a_failed_when_the_day_that_has_passed_is_enough(world, tested):
    row = tested(ARRIVED, due=DUE)

    world.close(row, by=world.by.secretary, status="not_delivered", sources=())

    assert fresh(row).first_status == "not_delivered"


def test_a_failure_that_is_shown_does_not_come_before_its_day(world, tested):
    row = tested(ENDED, due=Due(kind="date", on=dt.date(2021, 6, 30)))

    with refused(field="status"):
        world.close(row, by=world.by.secretary, status="not_delivered", sources=(a_source(meets=(1,)),))


def test_dropping_asks_for_no_proof(world, tested):
    row = tested(ARRIVED, ENDED)

    world.close(row, by=world.by.secretary, status="dropped", sources=())

    assert fresh(row).first_status == "dropped"


def test_evidence_on_which_delivered_rests_is_not_corrected_away_by_the_way(world, tested):
    row = tested(ARRIVED)
    shown = say(world, row, a_source(meets=(1,)))
    world.close(row, by=world.cn.secretary, sources=())
    actions.agree(row, by=world.by.secretary, at=world.clock())
    right = {
        "entry": shown,
        "status": "in_progress",
        "outlook": "no_view",
        "note": "It was another consignment.",
        "effective_on": shown.effective_on,
    }

    with refused(field="sources"):
        actions.correct(row, by=world.cn.secretary, at=world.clock(), **right)
    assert fresh(row).test == "met"

    reopened = {"status": "in_progress", "reason": "Another one.", "effective_on": shown.effective_on}
    actions.reopen(row, by=world.cn.secretary, at=world.clock(), **reopened)
    actions.correct(row, by=world.cn.secretary, at=world.clock(), **right)
    assert (fresh(row).met, fresh(row).test) == ({}, "agreed")
    assert all_is_well(world)


def test_a_source_is_not_of_a_day_that_has_not_come(world):
    for day, is_refused in ((dt.date(2021, 2, 1), False), (dt.date(2021, 2, 2), True)):
        told = {"sources": (a_source(published_on=day),), "at": moment("2021-02-01")}
        if is_refused:
            with refused(field="published_on"):
                world.update(world.vaccine, by=world.by.analyst, status="in_progress", **told)
        else:
            world.update(world.vaccine, by=world.by.analyst, status="in_progress", **told)
