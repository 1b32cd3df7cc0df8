"""Values are entries of the side that states them; revised ones stay."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions import Conflict, NotAllowed, StatedValue
from commitments.figures.period import ValuePeriod
from commitments.models import ObservedValue
from commitments.reports.commitment.past import as_it_was
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_source, an_indicator, fresh

EXPORTS = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])


def value(key, number=None, **more):
    more.setdefault("status", "final" if number is not None else "unpublished")
    return StatedValue(ValuePeriod.of_key(key), None if number is None else Decimal(number), **more)


def give(world, *values, by=None, **fields):
    fields = {"indicator": 1, "at": world.clock(), **fields}
    return actions.give_values(world.trade, by=by or world.by.analyst, values=values, **fields)


@pytest.fixture
def counted(world):
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[EXPORTS])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


def rows(world, **fields):
    return [
        (row.whose, row.period, row.number or row.status, row.recorded_to is None)
        for row in ObservedValue.objects.filter(commitment=world.trade, **fields)
    ]


def test_values_are_one_entry_with_their_source_and_a_word_of_their_side(counted):
    before = fresh(counted.trade)
    entry = give(
        counted,
        value("2021-01-26", "70.50", parts={"by rail": Decimal("70"), "by air": Decimal("0.50")}),
        sources=(a_source(),),
    )

    assert changes_of(entry)["values"][1]["rows"] == [
        {
            "period": "2021-01-26",
            "number": "70.50",
            "status": "final",
            "parts": [{"name": "by rail", "number": "70"}, {"name": "by air", "number": "0.50"}],
        }
    ]
    assert entry.evidence_set.count() == 1
    row = fresh(counted.trade)
    assert row.first_word == entry.number != before.first_word
    assert (row.first_status, row.agreed) == (before.first_status, before.agreed)  # numbers change no status
    assert (row.figures_verdict, row.figures_share) == ("ahead", 8)
    assert rows(counted) == [("first", "2021-01-26", "70.50", True)]
    assert all_is_well(counted)


def test_a_revision_takes_the_place_of_a_value_and_the_old_one_stays(counted):
    give(counted, value("2021-01-26", "100"))
    then = counted.clock()
    give(counted, value("2021-01-26", "1"))

    assert rows(counted) == [("first", "2021-01-26", "100", False), ("first", "2021-01-26", "1", True)]
    assert fresh(counted.trade).figures_verdict == "behind"
    past = as_it_was(counted.trade, then)
    assert past.figures_verdict == "ahead"
    assert all_is_well(counted)


def test_a_value_is_taken_back(counted):
    give(counted, value("2021-01-26", "20"))
    give(counted, StatedValue(ValuePeriod.of_key("2021-01-26"), status="taken_back"))

    assert rows(counted) == [("first", "2021-01-26", "20", False)]
    assert fresh(counted.trade).figures_verdict == "too_few"
    with refused(field="values"):
        give(counted, StatedValue(ValuePeriod.of_key("2021-01-26"), status="taken_back"))
    assert all_is_well(counted)


def test_the_sides_values_differ_and_neither_is_chosen(counted):
    give(counted, value("2021-01-26", "20"))
    assert not fresh(counted.trade).figures_differ
    give(counted, value("2021-01-26", "30"), by=counted.cn.analyst)

    assert fresh(counted.trade).figures_differ
    assert rows(counted, recorded_to=None) == [
        ("first", "2021-01-26", "20", True),
        ("second", "2021-01-26", "30", True),
    ]
    give(counted, value("2021-01-26", "20.2"), by=counted.cn.analyst)  # within the tolerance
    assert not fresh(counted.trade).figures_differ
    assert all_is_well(counted)


def test_a_third_party_s_statistics_are_a_series_of_their_own(counted):
    give(counted, value("2021-01-26", "20"))
    give(counted, value("2021-01-26", "90"), reference="UN Comtrade", by=counted.cn.analyst)

    assert not fresh(counted.trade).figures_differ
    assert len(rows(counted, recorded_to=None)) == 2
    assert all_is_well(counted)


def test_that_there_is_no_figure_is_data_and_a_word(counted):
    entry = give(counted, value("2021", status="withheld"), effective_on=dt.date(2021, 2, 1))

    row = fresh(counted.trade)
    assert (row.first_word, row.figures_verdict) == (entry.number, "not_said")
    assert all_is_well(counted)


@pytest.mark.parametrize(
    "values",
    [
        [],
        [value(f"20{year:02}-{month:02}", "1") for year in range(0, 17) for month in range(1, 13)][:201],
        [value("2021-01-26", "1"), value("2021-01-26", "2")],
        [value("2020-H1", "1"), value("2020-02/2020-09", "1")],
        [value("2021-12-31", "1")],  # has not come
        [value("2021", "1")],  # has not ended, and is said to be final
        [value("2020", "1", status="withheld")],
        [StatedValue(ValuePeriod.of_key("2020"), None, status="final")],
        [value("2020", "5", parts={"a": Decimal(2), "b": Decimal(2)})],
        [value("2020", "5", status="certain")],
    ],
)
def test_what_cannot_be_stated_is_refused_and_nothing_is_written(counted, values):
    with refused(field="values"):
        give(counted, *values)
    assert rows(counted) == []


def test_a_running_period_may_be_provisional(counted):
    give(counted, value("2021", "5", status="provisional"))
    assert fresh(counted.trade).figures_verdict == "behind"


def test_a_period_may_not_overlap_one_of_the_series_in_part(counted):
    give(counted, value("2020-H1", "5"))
    with refused(field="values"):
        give(counted, value("2020-02/2020-09", "5"))
    give(counted, value("2020-02/2020-09", "5"), by=counted.cn.analyst)  # another series
    give(counted, value("2020", "12"))  # nests


def test_the_same_values_again_are_refused_and_pasted_again_only_the_new_ones_are_stated(counted):
    give(counted, value("2019", "5"), value("2020", "6"))
    with refused(field="values"):
        give(counted, value("2019", "5"))
    entry = give(counted, value("2019", "5"), value("2020", "7"))
    assert [row["period"] for row in changes_of(entry)["values"][1]["rows"]] == ["2020"]


def test_who_gives_the_same_period_meanwhile_is_a_conflict_and_another_period_is_none(counted):
    seen = fresh(counted.trade).last_number
    give(counted, value("2019", "5"), by=counted.by.secretary)
    give(counted, value("2020", "6"), seen=seen)
    give(counted, value("2020", "7"), by=counted.cn.analyst, seen=seen)  # the other side's own series
    with refused(Conflict):
        give(counted, value("2019", "6"), seen=seen)


@pytest.mark.parametrize("who", ["by.observer", "cn.observer"])
def test_observers_state_no_values(counted, who):
    side, role = who.split(".")
    with refused(NotAllowed):
        give(counted, value("2020", "5"), by=getattr(getattr(counted, side), role))


def test_where_nothing_is_counted_no_value_is_stated(world):
    with refused(NotAllowed):
        give(world, value("2020", "5"))


def test_what_is_over_is_not_counted_any_more(counted):
    with refused(field="indicator"):
        give(counted, value("2020", "5"), indicator=9)
