"""The clock of a request in words."""

import datetime as dt
from types import SimpleNamespace

import pytest

from commitments.reports.requests import clock_of

ASKED = dt.date(2021, 1, 26)


@pytest.mark.parametrize(
    ("answer", "days", "words"),
    [
        ("", 0, "Asked today"),
        ("", 1, "1 day without answer"),
        ("", 30, "30 days without answer"),
        ("ready", 0, "Looking into it since today"),
        ("ready", 2, "Looking into it for 2 days"),
        ("declined", 0, "Declined today"),
        ("declined", 1, "Declined 1 day ago"),
    ],
)
def test_no_days_are_counted_on_the_first_one(answer, days, words):
    row = SimpleNamespace(asked_on=ASKED, answer=answer, answered_on=ASKED if answer else None)

    assert clock_of(row, on=ASKED + dt.timedelta(days=days)).words == words


def test_what_is_accepted_or_was_never_asked_has_no_clock():
    for asked_on, answer in ((ASKED, "accepted"), (None, "")):
        row = SimpleNamespace(asked_on=asked_on, answer=answer, answered_on=asked_on)
        assert clock_of(row, on=ASKED) is None
