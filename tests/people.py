"""The people of the tests, and a small world for them: one commission with a log, as it would have come about.

`world` is built through the actions with moments of 2021, so everything in it leads back to entries. The fixture
`world` is in tests/worlds.py.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from hypothesis import settings

from commitments import actions, rules
from commitments.actions import Due, Owner, Source, Submission, Words
from commitments.actions.seat import needs_consent, secretaries_of
from commitments.models import (
    Body,
    Commission,
    Commitment,
    Draft,
    Entry,
    Meeting,
    Party,
    Readout,
    Seat,
    Sector,
    User,
)

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


def an_indicator(title: str, unit: str, **parts: Any) -> dict[str, Any]:
    """A line of what is counted: amounts that add up, the more the better, unless told otherwise."""
    line = {
        "title": title,
        "language": "en",
        "unit": unit,
        "decimals": 0,
        "combining": "flow",
        "direction": "more",
        "every_months": None,
        "baseline": None,
        "is_open": False,
        "targets": [],
    }
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
        if isinstance(by, Seat) and fresh(commitment).of(by.side, "status") != status:
            fields.setdefault("position", fields["note"])
        return actions.log_update(commitment, by=by, status=status, at=at, **fields)

    def close(self, commitment: Commitment, *, by: Seat, status: str = "delivered", **fields: Any) -> Entry:
        at = fields.pop("at", None) or self.clock()
        fields.setdefault("effective_on", self.commission.calendar.day_of(at))
        fields.setdefault("reason", "Both ministries say so.")
        fields.setdefault("sources", (a_source(),))
        return actions.close(commitment, by=by, status=status, at=at, **fields)

    def prepare(self, commitment: Commitment, *, by: Seat, subject: str = "due", **fields: Any) -> Draft:
        """A draft of the side of `by`; of another day, if nothing else is said."""
        fields = {
            "values": {"due_on": "2021-09-30"},
            "reason": "More time is needed.",
            "at": self.clock.now,
            **fields,
        }
        return actions.prepare(fresh(commitment), by=by, subject=subject, **fields)

    def propose(self, commitment: Commitment, *, by: SidePeople, **fields: Any) -> Entry:
        """What the analyst of a side prepares and its secretary sends; `counters` names what it answers."""
        at = fields.pop("at", None) or self.clock()
        sources = fields.pop("sources", ())
        draft = self.prepare(commitment, by=by.analyst, at=at, **fields)
        terms = {"values": draft.terms, "reason": draft.reason, "sources": sources, "draft": draft}
        if draft.counters is not None:
            return actions.counter(commitment, by=by.secretary, proposal=draft.counters, at=at, **terms)
        return actions.propose(commitment, by=by.secretary, subject=draft.subject, at=at, **terms)

    def agree_on(self, commitment: Commitment, *, by: SidePeople, note: str = "", **fields: Any) -> Entry:
        """Terms that `by` proposes and the other side accepts in the same minute. Returns the acceptance."""
        other = self.cn if by is self.by else self.by
        at = fields.pop("at", None) or self.clock()
        entry = self.propose(commitment, by=by, at=at, **fields)
        return actions.accept(commitment, by=other.secretary, proposal=entry.number, note=note, at=at)

    def redate(self, commitment: Commitment, *, by: Seat, due_on: dt.date, **fields: Any) -> Entry:
        """Another day, by consent where both sides have confirmed the commitment."""
        if not rules.needs_consent(fresh(commitment)):
            return actions.redate(commitment, by=by, due_on=due_on, **fields)
        fields.pop("effective_on", None)
        return self.agree_on(
            commitment,
            by=self.side(by.side),
            values={"due_on": due_on.isoformat()},
            **fields,
        )

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
        slug=slug,
        code_prefix=prefix,
        name=f"Commission {prefix}",
        **{"time_zone": "Europe/Minsk", "languages": "en ru be zh-hans", **fields},
    )
    names = {"BY": ("Belarus", "ru"), "CN": ("China", "zh-hans")}
    for position, code in ((1, first), (2, second)):
        name, language = names.get(code, (code, "en"))
        Party.objects.create(
            commission=commission, position=position, code=code, own_name=name, language=language
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
    # Once a secretary of the side has come, the side decides.
    actions.keep_seat(seat, by=secretaries_of(party)[0] if needs_consent(seat) else by, at=at)
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


def build_world(**commission_fields: Any) -> World:
    """Everything of `world`, for tests that cannot use the fixture, or want a commission with other rules."""
    clock = Clock(moment("2021-01-04"))
    administrator = make_user("Ada Admin", is_staff=True, is_superuser=True)
    commission = make_commission("by-cn", "BY-CN", **commission_fields)
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
