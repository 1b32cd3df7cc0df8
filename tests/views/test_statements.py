"""What every page costs: at the first look, again, and after somebody has written. Counted, so no load changes it.

Statements are exact: one more is one too many, and one less is to be written down. They are those of session, account
and seat as well. Python calls may grow by a twentieth before somebody has to say why, or by the thousand that they are
rounded to: what tests before them left warm moves them by some hundreds.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from commitments import actions
from commitments import urls as urlconf
from commitments.models import Commission, Commitment, Entry, Readout, Seat, Session, Week
from commitments.views.action_pages import ACTIONS
from tests.costs import COSTS, WITHOUT_A_LINE, PageCost
from tests.counters import Cost, counted

TODAY = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)  # a Wednesday: its week is running
pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

# How many statements a page of the larger register may have besides, for what only some have: a source, a test, another
# kind of suggestion. The page of weeks has one for each week in which something was delivered.
OF_SOME, BY_WEEK = 3, {"weeks"}
# Pages by the end of their addresses; those that are asked for in several ways are named in `Sample.pages`.
OF_COMMISSION = {
    "lists": "lists/",
    "sessions": "sessions/",
    "call a session": "sessions/call/",
    "file a readout": "readouts/file/",
    "briefings": "briefings/",
    "keys": "keys/",
    "letters": "letters/",
    "posts": "posts/",
}
OF_COMMITMENT = {
    "private notes": "notes/",
    "proposal": "propose/due/",
}
OF_READOUT = {
    "quote": "quote/?start=0&end=20",
}
OF_SESSION = {
    "move a session": "move/",
    "protocol": "protocol/",
}
ELSEWHERE = {"words": "/reference/", "settings": "/settings/"}
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
        alone = Entry.objects.filter(commission=self.commission, commitment=None)
        self.entry = alone.latest("number").number  # an entry of a commitment leads to its page
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
            **{name: f"{root}{tail}" for name, tail in OF_COMMISSION.items()},
            **{name: f"{register}{self.plain.code}/{tail}" for name, tail in OF_COMMITMENT.items()},
            **{name: f"{root}readouts/{readout.slug}/{tail}" for name, tail in OF_READOUT.items()},
            **{name: f"{root}sessions/{planned.slug}/{tail}" for name, tail in OF_SESSION.items()},
            **ELSEWHERE,
            "record": f"{register}record/?readout={readout.slug}&start=0&end=20",
            "entry": f"{root}log/{self.entry}/",
            "briefing": f"{root}weeks/{Week.of_day(ago)}/briefing/",
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
        for _time in range(2):  # imports, templates, texts of statements, those after a change too
            self.client.get(address, **headers)
            self.change()
            self.client.get(address, **headers)
            for cache in caches.all(initialized_only=True):
                cache.clear()
        found = []
        for look in ("first", "again", "after a change"):
            if look == "after a change":
                self.change()
            with counted(with_calls=with_calls) as cost:
                answer = self.client.get(address, **headers)
            assert answer.status_code == 200, address
            cost.bytes = len(answer.content)
            found.append(cost)
        return found


def test_what_every_page_costs_in_a_small_and_in_a_larger_register():
    call_command("sample", commitments=40, updates=8, figures_every=4, verbosity=0)
    call_command("sample", commitments=80, updates=16, figures_every=2, commission_slug="large", verbosity=0)
    small, large = Sample("sample"), Sample("large")
    with_calls = connection.vendor == "sqlite"  # other drivers make calls of their own
    found = {name: small.costs(name, page, with_calls=with_calls) for name, page in small.pages().items()}
    grown = {name: large.costs(name, page, with_calls=False) for name, page in large.pages().items()}
    costs = {name: PageCost.of(looks) for name, looks in found.items()}

    sorted_by_joins = {
        name: tables
        for name, looks in [*found.items(), *grown.items()]
        if (tables := [table for look in looks for table in look.joined_to_sort])
    }
    assert sorted_by_joins == {}
    for name, cost in costs.items():  # for the table, where it has to change
        print(f'    "{name}": {cost},')
    assert {name: cost.statements for name, cost in costs.items()} == {
        name: expected.statements for name, expected in COSTS.items()
    }
    # The larger register has more rows, and twice as many values on them.
    growing = {
        name: statements
        for name, looks in grown.items()
        if is_more(statements := PageCost.of(looks).statements, costs[name].statements, OF_SOME)
    }
    assert growing.keys() <= BY_WEEK, growing
    dearer = {
        name: cost
        for name, cost in costs.items()
        if is_more(cost.thousands, [max(number * SLACK, number + 1) for number in COSTS[name].thousands])
        or cost.kilobytes > COSTS[name].kilobytes * SLACK
    }
    assert dearer == {}


def test_every_page_has_its_line():
    """Or a reason why it has none."""
    call_command("sample", commitments=40, updates=2, verbosity=0)
    pages = Sample("sample").pages()
    assert pages.keys() == COSTS.keys()
    counted_names = {resolve(page.partition("?")[0]).url_name for page in pages.values()}
    names = {name for name in names_of(get_resolver(urlconf)) if name}
    acts = {page.name for page in ACTIONS.values()}
    missing = names - counted_names - WITHOUT_A_LINE.keys() - acts
    assert missing == set()
    assert WITHOUT_A_LINE.keys() <= names - counted_names


def names_of(resolver: URLResolver) -> Iterator[str | None]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern)
        else:
            yield pattern.name


def is_more(found: Sequence[int], expected: Sequence[float], besides: int = 0) -> bool:
    return any(now > then + besides for now, then in zip(found, expected, strict=True))
