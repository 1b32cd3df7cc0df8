import pytest

from commitments.figures.period import BadPeriod, ValuePeriod


@pytest.mark.parametrize(
    ("key", "start", "end", "shortest"),
    [
        ("2021-02-19", "2021-02-19", "2021-02-19", "2021-02-19"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("2021-Q1", "2021-01-01", "2021-03-31", "2021-Q1"),
        ("2021-H2", "2021-07-01", "2021-12-31", "2021-H2"),
        ("2021", "2021-01-01", "2021-12-31", "2021"),
        ("2021-01/2021-12", "2021-01-01", "2021-12-31", "2021"),
        ("2021-01-01/2021-03-31", "2021-01-01", "2021-03-31", "2021-Q1"),
        ("2024-01/2024-08", "2024-01-01", "2024-08-31", "2024-01-01/2024-08-31"),
        ("2021-04/2022-03", "2021-04-01", "2022-03-31", "2021-04-01/2022-03-31"),  # a fiscal year
        ("2021-02/2021-04", "2021-02-01", "2021-04-30", "2021-02-01/2021-04-30"),  # three months, no quarter
    ],
)
def test_a_key_names_whole_days_and_has_one_shortest_form(key, start, end, shortest):
    period = ValuePeriod.of_key(key)
    assert (period.start.isoformat(), period.end.isoformat(), period.key) == (start, end, shortest)
    assert ValuePeriod.of_key(period.key) == period


@pytest.mark.parametrize(
    "key", ["", "21", "2021-13", "2021-Q5", "2021-02-30", "2021/2020", "2021-W05", "0000", "9999/", "2021-1"]
)
def test_what_names_no_period_is_refused(key):
    with pytest.raises(BadPeriod):
        ValuePeriod.of_key(key)


def test_periods_nest_or_are_apart_or_overlap_in_part():
    year, quarter, odd = (ValuePeriod.of_key(key) for key in ("2021", "2021-Q1", "2021-02/2021-04"))
    assert year.contains(quarter) and not quarter.overlaps_in_part(year)
    assert quarter.overlaps_in_part(odd) and odd.overlaps_in_part(quarter)
    assert not ValuePeriod.of_key("2022").overlaps_in_part(year)
