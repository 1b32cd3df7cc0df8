"""What every page costs: at the first look, again, and after somebody has written. Counted, so no load changes it.

Statements are exact: one more is one too many, and one less is to be written down. They are those of session, account
and seat as well. Python calls may grow by a twentieth before somebody has to say why.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from commitments import actions
from commitments.models import Commission, Commitment, Readout, Seat, Session, Week
from tests.counters import Cost, counted

TODAY = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)  # a Wednesday: its week is running
pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

# Statements at the first look, again, and after a change elsewhere; and thousands of Python calls of the three.
COSTS = {
    "overview": ((29, 4, 12), (286, 31, 76)),
    "overview, a year ago": ((26, 4, 4), (300, 30, 30)),
    "register": ((13, 6, 6), (95, 75, 75)),
    "register, filtered": ((12, 5, 6), (68, 46, 49)),
    "register, filtered, part": ((7, 5, 6), (40, 30, 33)),
    "register, searched": ((13, 6, 7), (72, 52, 55)),
    "register, a year ago": ((14, 6, 7), (110, 87, 92)),
    "register, figures": ((13, 6, 6), (78, 58, 58)),
    "commitment": ((22, 9, 9), (182, 55, 55)),
    "commitment, all history": ((22, 9, 9), (182, 55, 56)),
    "commitment, a month ago": ((19, 7, 7), (161, 36, 36)),
    "commitment with figures": ((23, 9, 9), (240, 55, 57)),
    "update": ((16, 10, 10), (117, 100, 102)),
    "values": ((11, 6, 6), (90, 78, 79)),
    "indicators": ((14, 4, 7), (147, 23, 133)),
    "indicators, a year ago": ((14, 4, 7), (134, 24, 119)),
    "this week": ((27, 5, 12), (366, 25, 67)),
    "a week a year ago": ((22, 5, 5), (295, 26, 26)),
    "weeks": ((156, 5, 9), (3108, 103, 190)),
    "to do": ((14, 9, 9), (113, 101, 102)),
    "log": ((12, 6, 6), (153, 140, 140)),
    "differences": ((15, 8, 8), (66, 47, 47)),
    "readouts": ((13, 8, 8), (43, 30, 31)),
    "readout": ((20, 15, 15), (109, 97, 99)),
    "intake": ((16, 11, 11), (115, 104, 105)),
    "reconciliation": ((19, 13, 13), (241, 229, 231)),
    "session": ((24, 18, 18), (237, 224, 224)),
    "pack": ((18, 12, 12), (189, 176, 176)),
    "pack, yesterday": ((21, 15, 15), (280, 267, 267)),
}
# How many statements a page of the larger register may have besides, for what only some have: a source, a test, another
# kind of suggestion. The page of weeks has one for each week in which something was delivered.
OF_SOME, BY_WEEK = 3, {"weeks"}
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "results"}
SLACK = 1.05


@dataclass
class Sample:
    """An invented register, its addresses, and somebody of the other side who writes in it."""

    slug: str
    commission: Commission = field(init=False)
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.commission = Commission.objects.get(slug=self.slug)
        seats = Seat.objects.select_related("user", "party", "commission").filter(commission=self.commission)
        self.client.force_login(seats.get(party__position=1, role="secretary").user)
        self.writer = seats.get(party__position=2, role="analyst")
        rows = Commitment.objects.filter(commission=self.commission, is_open=True).order_by("place")
        self.counted = rows.filter(figures_count=2, is_counted=True).first()
        self.plain = rows.filter(figures_count=0, first_status="in_progress").first()
        others = rows.exclude(pk__in=(self.counted.pk, self.plain.pk)).filter(second_status="in_progress")
        self.written = list(others)
        self.number = 0

    def change(self) -> None:
        """Somebody logs an update of a commitment that is not looked at."""
        self.number += 1
        actions.log_update(
            self.written[self.number % len(self.written)],
            by=self.writer,
            status="in_progress",
            note=f"The working group met, {self.number}.",
            effective_on=self.commission.today(),
        )

    def pages(self) -> dict[str, str]:
        root, today = f"/{self.slug}/", self.commission.today()
        register, ago = f"{root}register/", today - dt.timedelta(days=365)
        owner = self.commission.sides[0].body_set.order_by("code").first().code
        readout = Readout.objects.filter(commission=self.commission).order_by("pk").first()
        closed, planned = Session.objects.filter(commission=self.commission).order_by("held_on")
        filtered = f"{register}?agreed=in_progress&owner=first:{owner}"
        return {
            "overview": root,
            "overview, a year ago": f"{root}?as_of={ago}",
            "register": register,
            "register, filtered": filtered,
            "register, filtered, part": filtered,
            "register, searched": f"{register}?{urlencode({'q': self.plain.title.split()[0]})}",
            "register, a year ago": f"{register}?as_of={ago}",
            "register, figures": f"{register}?figures=any&sort=figures",
            "commitment": f"{register}{self.plain.code}/",
            "commitment, all history": f"{register}{self.plain.code}/?history=all",
            "commitment, a month ago": f"{register}{self.plain.code}/?as_of={today - dt.timedelta(days=30)}",
            "commitment with figures": f"{register}{self.counted.code}/",
            "update": f"{register}{self.plain.code}/update/",
            "values": f"{register}{self.counted.code}/values/",
            "indicators": f"{root}indicators/",
            "indicators, a year ago": f"{root}indicators/?as_of={ago}",
            "this week": f"{root}weeks/{Week.of_day(today)}/",
            "a week a year ago": f"{root}weeks/{Week.of_day(ago)}/",
            "weeks": f"{root}weeks/",
            "to do": f"{root}inbox/",
            "log": f"{root}log/",
            "differences": f"{root}differences/",
            "readouts": f"{root}readouts/",
            "readout": f"{root}readouts/{readout.slug}/",
            "intake": f"{root}readouts/{readout.slug}/intake/",
            "reconciliation": f"{root}meetings/{readout.meeting.slug}/",
            "session": f"{root}sessions/{planned.slug}/",
            "pack": f"{root}sessions/{planned.slug}/pack/",
            "pack, yesterday": f"{root}sessions/{closed.slug}/pack/?as_of={today - dt.timedelta(days=1)}",
        }

    def costs(self, name: str, address: str, *, with_calls: bool = True) -> list[Cost]:
        """Those of the three looks."""
        headers = HTMX if name.endswith("part") else {}
        self.client.get(address, **headers)  # imports, templates
        for cache in caches.all(initialized_only=True):
            cache.clear()
        found = []
        for look in ("first", "again", "after a change"):
            if look == "after a change":
                self.change()
            with counted(with_calls=with_calls) as cost:
                answer = self.client.get(address, **headers)
            assert answer.status_code == 200, address
            found.append(cost)
        return found


def test_what_every_page_costs_in_a_small_and_in_a_larger_register():
    call_command("sample", commitments=40, updates=8, figures_every=4, verbosity=0)
    call_command("sample", commitments=80, updates=16, figures_every=2, commission_slug="large", verbosity=0)
    small, large = Sample("sample"), Sample("large")
    with_calls = connection.vendor == "sqlite"  # other drivers make calls of their own
    found = {name: small.costs(name, page, with_calls=with_calls) for name, page in small.pages().items()}
    grown = {name: large.costs(name, page, with_calls=False) for name, page in large.pages().items()}
    statements, more = (
        {name: tuple(cost.statements for cost in looks) for name, looks in costs.items()}
        for costs in (found, grown)
    )
    thousands = {name: tuple(-(-cost.calls // 1000) for cost in looks) for name, looks in found.items()}

    for name in found:  # for the table above, where it has to change
        print(f'    "{name}": ({statements[name]}, {thousands[name]}),')
    assert statements == {name: expected for name, (expected, _calls) in COSTS.items()}
    # The larger register has more rows, and twice as many values on them.
    growing = {name: looks for name, looks in more.items() if is_more(looks, statements[name], OF_SOME)}
    assert growing.keys() <= BY_WEEK, growing
    dearer = {
        name: looks
        for name, looks in thousands.items()
        if is_more(looks, [c * SLACK for c in COSTS[name][1]])
    }
    assert dearer == {}


def is_more(found: Sequence[int], expected: Sequence[float], besides: int = 0) -> bool:
    return any(now > then + besides for now, then in zip(found, expected, strict=True))
