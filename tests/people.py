"""The people of the tests, and a small world for them: one commission with a log, as it would have come about.

`world` is built through the actions with moments of 2021, so everything in it leads back to entries. Load with
`pytest_plugins = ["tests.people"]`.
"""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.test import Client
from hypothesis import settings

from commitments import actions
from commitments.actions import Due, Owner, Source, Submission, Words
from commitments.models import (
    Body,
    Commission,
    Commitment,
    Entry,
    Meeting,
    Party,
    Readout,
    Seat,
    Sector,
    User,
)
from commitments.models.triggers import APPEND_ONLY, REFUSAL, SEALED

# The same examples in every quick run; `pytest --hypothesis-profile=thorough` looks for new ones, as long as it takes.
settings.register_profile("quick", deadline=None, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("quick")

PASSWORD = "paper-lantern-river-42"
MEETING_DAY = dt.date(2021, 1, 26)

RUSSIAN_TEXT = """Президенты Беларуси и Китая поговорили по телефону 26 января 2021 года.

Китай готов поставить Беларуси столько вакцины, сколько потребуется. Стороны расширят перечень товаров и учтут объём заявок.

Ещё раз договорились увидеться лично, когда пандемия пойдёт на спад."""

CHINESE_TEXT = """2021年1月26日晚，中白两国元首通电话。

中方愿同白方加强疫苗合作，建设好中白工业园。

双方将在教育、科学和文化方面开展更多交流。"""


def moment(day: str, time: str = "09:00") -> dt.datetime:
    """A moment in UTC: moment("2021-02-01"), moment("2021-02-01", "15:30")."""
    return dt.datetime.fromisoformat(f"{day}T{time}:00+00:00")


def find_words(readout: Readout, words: str) -> Words:
    """Words of a readout at the first place where they stand."""
    start = readout.text.index(words)
    return Words(readout, start, start + len(words), words)


def a_source(title: str = "Acceptance protocol no. 4", **parts: Any) -> Source:
    return Source(evidence_class="act", title=title, **parts)


def a_criterion(text: str = "The vaccine has arrived.", **parts: Any) -> dict[str, Any]:
    """A line of a test: done when `text`, shown by an act, unless told otherwise."""
    line = {"kind": "done", "text": text, "language": "en", "verified": "", "evidence_class": "act"}
    return {**line, **parts}


@dataclass
class Clock:
    """The next moment of the story: each call is an hour later, so entries are in order and apart."""

    now: dt.datetime

    def __call__(self, **later: float) -> dt.datetime:
        self.now += dt.timedelta(**(later or {"hours": 1}))
        return self.now


@dataclass
class SidePeople:
    """One side: its party, its seats by role, and its two bodies."""

    party: Party
    observer: Seat
    analyst: Seat
    secretary: Seat
    ministry: Body
    company: Body
    readout: Readout | None = None

    def seat(self, role: str) -> Seat:
        return getattr(self, role)


@dataclass
class World:
    """`by` is the first side, `cn` the second. `vaccine` is confirmed, `trade` only proposed (by the first side)."""

    commission: Commission
    administrator: User
    by: SidePeople
    cn: SidePeople
    elsewhere: Commission
    stranger: Seat
    other_stranger: Seat
    clock: Clock
    health: Sector
    economy: Sector
    meeting: Meeting = field(init=False)
    vaccine: Commitment = field(init=False)
    trade: Commitment = field(init=False)

    def side(self, side: str) -> SidePeople:
        """ "first" or "second"."""
        return {"first": self.by, "second": self.cn}[side]

    @property
    def seats(self) -> list[Seat]:
        """The six seats of the commission."""
        return [
            side.seat(role) for side in (self.by, self.cn) for role in ("observer", "analyst", "secretary")
        ]

    def record(self, *, by: Seat | None = None, at: dt.datetime | None = None, **fields: Any) -> Commitment:
        """A further commitment, everything given that is not asked for. Proposed by the first side's analyst."""
        fields = {
            "title": "Textbooks for schools",
            "statement": "China will send textbooks.",
            "language": "en",
            "speech_act": "undertaking",
            "performed_by": "second",
            "beneficiary": "first",
            "sector": self.economy,
            "due": Due(),
            "quotes": (find_words(self.by.readout, "расширят перечень товаров"),),
            **fields,
        }
        entry = actions.record(self.meeting, by=by or self.by.analyst, at=at or self.clock(), **fields)
        return fresh(entry.commitment)

    def update(self, commitment: Commitment, *, by: Seat, status: str, **fields: Any) -> Entry:
        """A logged update of today (of the clock)."""
        at = fields.pop("at", None) or self.clock()
        fields.setdefault("note", "Talks were held.")
        fields.setdefault("effective_on", self.commission.calendar.day_of(at))
        return actions.log_update(commitment, by=by, status=status, at=at, **fields)

    def close(self, commitment: Commitment, *, by: Seat, status: str = "delivered", **fields: Any) -> Entry:
        at = fields.pop("at", None) or self.clock()
        fields.setdefault("effective_on", self.commission.calendar.day_of(at))
        fields.setdefault("reason", "Both ministries say so.")
        fields.setdefault("sources", (a_source(),))
        return actions.close(commitment, by=by, status=status, at=at, **fields)

    def sign_in(self, client: Client, who: Seat | User) -> Client:
        """The client signed in as the holder of a seat (or as the administrator)."""
        client.force_login(who.user if isinstance(who, Seat) else who)
        return client


def fresh(commitment: Commitment) -> Commitment:
    """The commitment as the database has it now."""
    return Commitment.objects.get(pk=commitment.pk)


def submission(key: str = "form-1", digest: str = "d" * 64) -> Submission:
    return Submission(key=key, digest=digest)


def make_commission(slug: str, prefix: str, **fields: Any) -> Commission:
    """A commission with two parties and nothing else."""
    first, second = prefix.split("-")
    commission = Commission.objects.create(
        slug=slug, code_prefix=prefix, name=f"Commission {prefix}", **{"time_zone": "Europe/Minsk", **fields}
    )
    names = {"BY": ("Belarus", "ru"), "CN": ("China", "zh-hans")}
    for position, code in ((1, first), (2, second)):
        name, language = names.get(code, (code, "en"))
        Party.objects.create(
            commission=commission, position=position, code=code, name=name, language=language
        )
    return commission


def make_user(name: str, **fields: Any) -> User:
    """An account: "Anna Analyst" signs in as anna.analyst@example.org with PASSWORD."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, PASSWORD, full_name=name, **fields)


def make_seat(name: str, party: Party, role: str, *, by: User, at: dt.datetime) -> Seat:
    seat = Seat(
        user=make_user(name),
        commission=party.commission,
        party=party,
        role=role,
        post=f"{role.capitalize()}, {party.name}",
        held_from=dt.date(2021, 1, 1),
    )
    actions.keep_seat(seat, by=by, at=at)
    return seat


def make_side(party: Party, names: tuple[str, str, str], *, by: User, clock: Clock) -> SidePeople:
    observer, analyst, secretary = (
        make_seat(name, party, role, by=by, at=clock())
        for name, role in zip(names, ("observer", "analyst", "secretary"), strict=True)
    )
    return SidePeople(
        party=party,
        observer=observer,
        analyst=analyst,
        secretary=secretary,
        ministry=Body.objects.create(
            party=party, code="health", name=f"Ministry of Health of {party.name}", short_name="Health"
        ),
        company=Body.objects.create(
            party=party, code=f"trade-{party.code.lower()}", name=f"Trade of {party.name}", short_name="Trade"
        ),
    )


def build_world() -> World:
    """Everything of `world`, for tests that cannot use the fixture."""
    clock = Clock(moment("2021-01-04"))
    administrator = make_user("Ada Admin", is_staff=True, is_superuser=True)
    commission = make_commission("by-cn", "BY-CN")
    elsewhere = make_commission("kz-uz", "KZ-UZ", time_zone="Asia/Almaty")
    first, second = commission.sides
    world = World(
        commission=commission,
        administrator=administrator,
        by=make_side(
            first, ("Olga Observer", "Anna Analyst", "Sergei Secretary"), by=administrator, clock=clock
        ),
        cn=make_side(second, ("Ou Observer", "An Analyst", "Shen Secretary"), by=administrator, clock=clock),
        elsewhere=elsewhere,
        stranger=make_seat("Kanat Stranger", elsewhere.sides[0], "secretary", by=administrator, at=clock()),
        other_stranger=make_seat(
            "Umida Stranger", elsewhere.sides[1], "secretary", by=administrator, at=clock()
        ),
        clock=clock,
        health=Sector.objects.create(commission=commission, code="health", name="Health", position=1),
        economy=Sector.objects.create(commission=commission, code="economy", name="Economy", position=2),
    )
    clock.now = moment("2021-01-27")
    world.meeting = actions.open_meeting(
        commission,
        by=world.by.analyst,
        kind="call",
        title="Call of the presidents",
        held_on=MEETING_DAY,
        at=clock(),
    )
    for side, language, publisher, text in (
        (world.by, "ru", "President of Belarus", RUSSIAN_TEXT),
        (world.cn, "zh-hans", "Ministry of Foreign Affairs of China", CHINESE_TEXT),
    ):
        side.readout = actions.file_readout(
            world.meeting,
            by=side.analyst,
            language=language,
            publisher=publisher,
            published_on=MEETING_DAY,
            text=text,
            address="https://example.org/readout",
            at=clock(),
        )
    world.vaccine = world.record(
        title="Vaccine for Belarus",
        statement="China will supply as much vaccine as Belarus needs.",
        sector=world.health,
        due=Due(kind="date", on=dt.date(2021, 6, 30)),
        quotes=(
            find_words(
                world.by.readout, "Китай готов поставить Беларуси столько вакцины, сколько потребуется."
            ),
            find_words(world.cn.readout, "加强疫苗合作"),
        ),
        first_owner=Owner(world.by.ministry, "Deputy minister"),
        second_owner=Owner(world.cn.ministry, "Director, Department 2"),
    )
    actions.confirm(world.vaccine, by=world.cn.secretary, at=clock())
    world.vaccine = fresh(world.vaccine)
    world.trade = world.record(
        title="A wider list of goods",
        statement="Belarus will widen its range of exports.",
        performed_by="first",
        beneficiary="second",
    )
    clock.now = moment("2021-02-01", "06:00")
    return world


# The first world of this process, and the rows it was made of.
_remembered: tuple[bytes, list[tuple[type[Model], list[Model]]]] | None = None


def remembered_world() -> World:
    """The same world as `build_world` makes, ten times as fast from the second time on: its rows are put back."""
    global _remembered
    if not connection.in_atomic_block:
        # Rows point at each other, and outside a transaction each is checked as it comes.
        return build_world()
    if User.objects.exists() or Commission.objects.exists():
        return build_world()  # the numbers of its rows may be taken
    if _remembered is None:
        world = build_world()
        rows = [
            (model, list(model._base_manager.all()))
            for model in apps.get_app_config("commitments").get_models()
        ]
        _remembered = pickle.dumps(world), rows
        return world
    pickled, rows = _remembered
    for model, instances in rows:
        model._base_manager.bulk_create(instances)
    go_on_counting([model for model, _instances in rows])
    return pickle.loads(pickled)  # noqa: S301 (our own)


def go_on_counting(models: list[type[Model]]) -> None:
    """Let the next row get the next number: PostgreSQL does not notice numbers that are given to it."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.fixture
def world(db) -> World:
    """One commission with its people, two readouts and two commitments; nothing said yet about performance."""
    return remembered_world()


def drop_append_only() -> None:
    """Take the append-only triggers away, as somebody with the keys of the database could.

    A rollback brings them back; so does every migrate, and on SQLite every flush after a test.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in (*APPEND_ONLY, SEALED):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE %s", [f"%{REFUSAL}%"]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@pytest.fixture(autouse=True)
def log_can_be_emptied(request):
    """Tests of several connections empty every table after themselves, which the triggers of SQLite would refuse."""
    marker = request.node.get_closest_marker("django_db")
    by_marker = marker is not None and (marker.kwargs.get("transaction") or True in marker.args)
    if not (by_marker or {"transactional_db", "live_server"} & set(request.fixturenames)):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor == "sqlite":
        drop_append_only()
