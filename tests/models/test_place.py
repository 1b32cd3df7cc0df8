"""The order of codes: by year and number, in Python and in both databases alike."""

import pytest

from commitments.models import Commitment, Terms
from commitments.models.place import place_of
from tests.models.violations import another

CODES = [
    "BY-CN-2021-01",
    "BY-CN-2021-09",
    "BY-CN-2021-10",
    "BY-CN-2021-99",
    "BY-CN-2021-100",
    "BY-CN-2021-1000",
    "BY-CN-2021-999999",
    "BY-CN-2022-02",
    "BY-CN-2022-10",
    "BY-CN-2022-101",
]


def test_codes_are_in_the_order_of_years_and_numbers():
    backwards = CODES[::-1]

    assert sorted(backwards, key=place_of) == CODES


def test_the_database_keeps_the_same_order(world):
    for code in reversed(CODES[2:]):
        another(world.trade, code=code).save(force_insert=True)

    rows = Commitment.objects.exclude(code="BY-CN-2021-02").order_by("place")

    assert [row.code for row in rows] == [code for code in CODES if code != "BY-CN-2021-09"]
    assert [row.place for row in rows] == [place_of(row.code) for row in rows]


@pytest.mark.parametrize("model", [Commitment, Terms])
def test_a_place_is_where_the_code_is(world, model):
    for row in model.objects.all():
        assert row.place == place_of(row.code)
