"""What is kept of pages, while the office changes names, settings and people, lists come and go, and time passes.

The quick run tells one story; `--hypothesis-profile=thorough` tells many.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from commitments import actions
from commitments.actions.account import change_account
from commitments.actions.commission import add_bodies_and_sectors, name_parties, remove_sector, was_never_used
from commitments.actions.naming import keep_old_names, names_changed
from commitments.actions.rebuild import rebuild
from commitments.actions.redaction import ask_redaction, consent_to_redaction
from commitments.actions.settings import before_settings, settings_changed
from commitments.models import Body, Commission, Entry, Party, Readout, Seat, Sector, Session, User, prepared
from commitments.vocabulary.party_name import FORMS
from tests.actions.test_story import STEPS
from tests.lists import as_writer, batch_of, bring
from tests.pages import soup_of
from tests.people import make_user
from tests.views.test_pictures import EMPTY, Watched, shown

pytestmark = pytest.mark.django_db
NAMES = ["Alpha", "Beta", "Health"]
SETTINGS = {
    "name": ["One", "Two"],
    "figures_tolerance": ["1", "10 %"],
    "languages": ["en ru be zh-hans", "en ru be zh-hans kk"],
    "authentic_languages": ["", "en ru"],
    "remind_silent_days": [0, 10],
    "letters_in_counts": [True, False],
}
PAGES = [
    "differences/",
    "register/",
    "register/?late=1&sector=health",
    "register/?silent=first",
    "register/?agreed=differ",
    "register/?sector=economy&silent=any",
    "register/?figures=differ",
    "register/?request=unanswered",
    "register/?request=ready",
    "register/?group=stands",
    "register/?q=something&sort=-due",
    "register/?sort=word",
    "register/?owner=first:health",
    "inbox/",
    "indicators/",
    "indicators/?figures=differ",
    "log/",
    "log/?party=BY",
    "sessions/",
    "readouts/",
    "posts/",
    "briefings/",
    "weeks/",
    "?sector=health",
    "?move=second",
]
OF_A_DAY = ["", "register/", "differences/", "indicators/", "register/BY-CN-2021-01/"]
READERS, LOOKS = 2, 5  # after each act so many look, at so many pages each


class Office(Watched):
    """The two sides go on as in any story."""

    @initialize(chosen=st.randoms(use_true_random=True))
    def begin(self, chosen: random.Random) -> None:  # type: ignore[override]
        super().begin()
        self.random, self.other = chosen, make_user("Aida Admin", is_staff=True)
        self.lists: list[tuple[str, int]] = []
        languages = ["en", "en", "ru", "zh-hans", "en", "be"]
        for seat, language in zip(self.world.seats, languages, strict=True):
            seat.user.language, seat.user.own_side_first = language, seat.role != "analyst"
            seat.user.save()
        self.readers = [(Client(), seat.user) for seat in self.world.seats]

    @rule(minutes=st.sampled_from([1, 60, 6 * 60, 24 * 60, 7 * 24 * 60, 100 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock(minutes=minutes)

    @rule(
        data=st.data(),
        name=st.sampled_from(
            ["party", "forms", "zone", "body", "order", "sectors", "setting", "account", "post"]
        ),
    )
    def the_office_acts(self, data: st.DataObject, name: str) -> None:
        self.try_to(name, data)

    @rule(
        data=st.data(),
        name=st.sampled_from(
            ["redact", "rebuild", "bring", "take_back", "accept", "readout", "own_settings"]
        ),
    )
    def somebody_else_acts(self, data: st.DataObject, name: str) -> None:
        self.try_to(name, data)

    def try_to(self, name: str, data: st.DataObject) -> None:
        """What is refused leaves nothing behind."""

        def one_of(values: object) -> object:
            return data.draw(st.sampled_from(list(values)))

        self.world.clock(minutes=7)
        act = getattr(self, f"act_{name}")
        commission = Commission.objects.get(pk=self.world.commission.pk)
        with time_machine.travel(self.world.clock.now, tick=False):
            try:
                with transaction.atomic():
                    act(one_of, commission)
            except (actions.RuleBroken, actions.NotAllowed, actions.Conflict, ValidationError):
                pass
        self.world.commission = Commission.objects.get(pk=commission.pk)

    # --- The administration

    def change_party(self, one_of: Callable, commission: Commission, change: Callable[[Party], None]) -> None:
        parties = list(commission.sides)
        change(one_of(parties))
        name_parties(commission, parties, by=self.world.administrator)

    def act_party(self, one_of, commission):
        name = one_of(NAMES)
        self.change_party(one_of, commission, lambda party: setattr(party, "own_name", name))

    def act_forms(self, one_of, commission):
        language, name = one_of(sorted(FORMS)), one_of(NAMES)
        forms = {language: {form: f"{name}-{form}" for form in FORMS[language]}}
        self.change_party(one_of, commission, lambda party: setattr(party, "forms", forms))

    def act_zone(self, one_of, commission):
        zone = one_of(["", "Asia/Shanghai", "America/New_York"])
        self.change_party(one_of, commission, lambda party: setattr(party, "time_zone", zone))

    def change_named(self, row: Body | Sector, commission: Commission, **fields) -> None:
        """As the forms of the administration do."""
        keep_old_names(commission, by=self.world.administrator)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        names_changed(commission, by=self.world.administrator)

    def act_body(self, one_of, commission):
        row, name = one_of(Body.objects.filter(party__commission=commission).order_by("pk")), one_of(NAMES)
        self.change_named(row, commission, name=f"Ministry {name}", short_name=name)

    def act_order(self, one_of, commission):
        row = one_of(Sector.objects.filter(commission=commission).order_by("pk"))
        self.change_named(row, commission, name=one_of(NAMES), position=one_of([0, 1, 5]))

    def act_sectors(self, one_of, commission):
        found = Sector.objects.filter(commission=commission).order_by("pk")
        unused = [row for row in found if row.code == "new" and was_never_used(row)]
        if unused:
            remove_sector(unused[0], by=self.world.administrator)
        else:
            new = Sector(commission=commission, code="new", name="New")
            add_bodies_and_sectors(commission, [], [new], by=self.world.administrator)

    def act_setting(self, one_of, commission):
        before = before_settings(commission, by=self.world.administrator)
        name = one_of(sorted(SETTINGS))
        setattr(commission, name, one_of(SETTINGS[name]))
        commission.save()
        settings_changed(commission, before, by=self.world.administrator)

    def act_account(self, one_of, commission):
        user, name = one_of([user for _client, user in self.readers]), f"{one_of(NAMES)} Person"
        change_account(user, by=self.world.administrator, full_name=name, is_active=True, is_staff=False)

    def act_post(self, one_of, commission):
        seat = Seat.objects.get(pk=one_of(self.world.seats).pk)
        seat.post = f"{one_of(NAMES)} of {seat.party.code}"
        by = Seat.objects.get(pk=self.world.side(seat.party.side).secretary.pk)
        actions.keep_seat(seat, by=by, at=self.world.clock.now)

    def act_redact(self, one_of, commission):
        entry = one_of(Entry.objects.filter(commission=commission).order_by("number"))
        texts = [name for name in ("note", "reason", "author_name") if getattr(entry.texts, name)]
        asked = ask_redaction(entry, by=self.other, texts=texts, why="A law asks for it.")
        consent_to_redaction(asked, by=self.world.administrator, at=self.world.clock.now)

    def act_rebuild(self, _one_of, commission):
        rebuild(commission, tell=lambda *_done: None)

    # --- What comes as a whole, and by itself

    def act_bring(self, one_of, commission):
        number, side = len(self.lists), one_of([self.world.by, self.world.cn])
        day, status = one_of(["2021", "3.2.2021"]), one_of(["In progress", "Delivered", "Blocked"])
        rows = "\n".join(f"{n},Measure {number}-{n},{day},{status}" for n in (1, 2))
        client, listed = as_writer(Client(), side.secretary), commission.today()
        new = {"title": f"Plan {number}", "listed_on": f"{listed.day}.{listed.month}.{listed.year}"}
        content = f"No.,Measure,Term,Status\n{rows}".encode()
        if number < 2:
            self.lists.append((side.party.side, batch_of(bring(client, content, f"{number}.csv", **new))))

    def act_take_back(self, one_of, commission):
        for side, number in self.lists[-1:]:
            client = as_writer(Client(), self.world.side(side).secretary)
            client.post(f"/{commission.slug}/batches/{number}/undo/")

    def act_accept(self, one_of, commission):
        for side, number in self.lists[-1:]:
            other = self.world.cn if side == "first" else self.world.by
            client, address = as_writer(Client(), other.secretary), f"/{commission.slug}/batches/{number}/"
            if form := soup_of(client.get(address)).select_one('form[action*="/accept/"]'):
                client.post(form["action"], {one["name"]: one["value"] for one in form.select("input[name]")})

    def act_readout(self, one_of, commission):
        """A new one, or one that replaces another."""
        old = one_of([None, *Readout.objects.filter(commission=commission, replaced_by=None).order_by("pk")])
        side = self.world.side(old.party.side) if old else self.world.by
        text = f"{old.text if old else 'Talks were held.'} No. {Entry.objects.count()}."
        meeting = old.meeting if old else self.world.meeting
        fields = {"language": old.language if old else "en", "publisher": "The press", "replaces": old}
        at = {"published_on": meeting.held_on, "at": self.world.clock.now}
        actions.file_readout(meeting, by=side.analyst, text=text, **fields, **at)

    def act_own_settings(self, one_of, _commission):
        user = one_of([user for _client, user in self.readers])
        user.own_side_first, user.language = not user.own_side_first, one_of(["en", "ru", "be", "zh-hans"])
        User.objects.filter(pk=user.pk).update(own_side_first=user.own_side_first, language=user.language)

    # --- What is kept

    def addresses(self) -> list[str]:
        commission, now = self.world.commission, self.world.clock.now
        week, today = commission.calendar.week_of(now), commission.calendar.day_of(now)
        found = ["", "", "", *PAGES, f"weeks/{week}/", f"weeks/{week}/", f"weeks/{week.shifted(-1)}/"]
        found += [f"weeks/{week.shifted(-1)}/?known=today", f"log/?week={week}"]
        found += [f"{page}?as_of={today - dt.timedelta(days)}" for page in OF_A_DAY for days in (1, 3)]
        found += [f"register/?as_of={today - dt.timedelta(3)}&known=today"]
        found = [f"/{commission.slug}/{page}" for page in found]
        found += [row.get_absolute_url() for row in self.commitments()]
        found += [row.get_absolute_url() for row in Session.objects.filter(commission=commission)]
        return found + [row.get_absolute_url() for row in Readout.objects.filter(commission=commission)]

    @invariant()
    def what_is_kept_is_what_would_be_drawn_from_nothing(self) -> None:
        """Neither answers nor texts of statements are left for the second look."""
        if not hasattr(self, "random"):
            return
        with time_machine.travel(self.world.clock.now, tick=False):
            for reader, user in self.random.sample(self.readers, READERS):
                reader.force_login(user)
                for address in self.random.sample(self.addresses(), LOOKS):
                    kept = shown(reader, address)
                    with override_settings(CACHES=EMPTY), pytest.MonkeyPatch.context() as patch:
                        patch.setattr(prepared, "_compiled", {})
                        assert kept == shown(reader, address), (address, user)


def test_whatever_the_office_does_what_is_kept_is_what_would_be_drawn_from_nothing():
    stories = max(1, settings.default.max_examples // 100)
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=stories, stateful_step_count=STEPS, deadline=None, phases=[Phase.generate]
        ),
    )
