"""Counts: what they can never be."""

from commitments.models import Movement, Tally
from tests.models.violations import check_inserts


def test_the_database_refuses_impossible_counts(world):
    row = Tally.objects.filter(commission=world.commission, whose="agreed").first()

    check_inserts(row, {"tally_once": [{}], "tally_is_not_negative": [{"status": "blocked", "count": -1}]})


def test_the_database_keeps_one_movement_a_week_and_status(world):
    check_inserts(Movement.objects.filter(commission=world.commission).first(), {"movement_once": [{}]})


def test_words_on_paper(world):
    tally = Tally.objects.filter(commission=world.commission, whose="agreed", sector=world.health).get()
    movement = Movement.objects.filter(commission=world.commission).get()

    assert str(tally) == "agreed not_assessed: 1"
    assert str(movement) == "2021-01-25 not_assessed: +2"
