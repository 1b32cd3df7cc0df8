from decimal import Decimal

import pytest

from commitments.figures.difference import differences
from commitments.vocabulary.figures import Qualifier
from tests.figures.series import moment, said


def test_two_statistics_differ_period_by_period_and_since_when():
    chinese = [
        said("2021", "3.8", "2022-03-01", qualifier=Qualifier.MORE_THAN),
        said("2022", "5.08", "2023-02-01"),
    ]
    belarusian = [
        said("2021", "5.1", "2022-02-01"),
        said("2022", "5.79", "2023-03-01"),
        said("2023", "8", "2024-01-01"),
    ]
    (found,) = differences(belarusian, chinese)  # "more than 3.8" and 5.1 are both true
    assert (found.period.key, found.by, found.since) == ("2022", Decimal("0.71"), moment("2023-03-01"))
    assert f"{found.share:.1%}" == "12.3%"


@pytest.mark.parametrize(
    ("own", "other", "differs"),
    [
        (("100", ""), ("102", ""), False),  # within two per cent of the larger
        (("100", ""), ("103", ""), True),
        (("0", ""), ("0", ""), False),
        (("0", ""), ("1", ""), True),
        (("500", Qualifier.MORE_THAN), ("529", ""), False),
        (("500", Qualifier.MORE_THAN), ("480", ""), True),
        (("500", Qualifier.AT_MOST), ("480", ""), False),
        (("500", Qualifier.AT_MOST), ("529", ""), True),
        ((None, ""), ("529", ""), False),
    ],
)
def test_what_can_both_be_true_is_no_difference(own, other, differs):
    first, second = (said("2022", number, qualifier=qualifier) for number, qualifier in (own, other))
    assert bool(differences([first], [second])) == bool(differences([second], [first])) == differs


def test_since_begins_anew_when_they_had_agreed_meanwhile():
    first = [said("2022", "10", "2023-01-01"), said("2022", "20", "2023-05-01")]
    second = [said("2022", "12", "2023-02-01"), said("2022", "10", "2023-03-01")]
    (found,) = differences(first, second)
    assert found.since == moment("2023-05-01")
