"""The administration: keeps accounts and seats, shows the register, writes nothing of it."""

import datetime as dt

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments import actions
from commitments.models import (
    Body,
    Commission,
    Commitment,
    Entry,
    Evidence,
    Meeting,
    Quote,
    Readout,
    Seat,
    Sector,
    Standpoint,
    User,
)
from commitments.reports import replay
from tests.people import a_source, find_words, make_commission, make_seat, make_user

SHOWN = (Commitment, Standpoint, Entry, Evidence, Meeting, Readout, Quote)
KEPT = (User, Seat, Commission, Body, Sector)


def address(model, action, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def name_of(model):
    return model._meta.model_name


def problems_of(response):
    """Every sentence a form of the administration refused with."""
    context = response.context
    return " ".join(str(error) for error in context["errors"])


@pytest.fixture
def keeper(world, client):
    """The administrator, signed in, with a register that has one of everything."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(),))
    client.force_login(world.administrator)
    return client


def seat_fields(**changed):
    return {
        "role": "analyst",
        "post": "Analyst, archive",
        "held_from": "2021-03-01",
        "held_until": "",
        **changed,
    }


def test_whoever_is_not_signed_in_is_sent_to_the_one_sign_in_page(db, client):
    response = client.get(reverse("admin:index"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_whoever_has_a_seat_is_kept_out(world, client):
    response = world.sign_in(client, world.by.secretary).get(reverse("admin:index"), follow=True)

    assert response.status_code == 403


def test_it_lists_what_there_is_and_nothing_else(keeper):
    assert set(admin.site._registry) == {*SHOWN, *KEPT}
    assert b"Accord administration" in keeper.get(reverse("admin:index")).content


@pytest.mark.parametrize("model", [*SHOWN, *KEPT], ids=name_of)
def test_every_list_and_page_opens(keeper, model):
    row = model._default_manager.first()

    assert keeper.get(address(model, "changelist")).status_code == 200
    assert keeper.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", [*SHOWN, *KEPT], ids=name_of)
def test_a_longer_list_asks_no_more(keeper, world, model):
    page = address(model, "changelist")
    keeper.get(page)
    with CaptureQueriesContext(connection) as before:
        keeper.get(page)
    shown = keeper.get(page).context["cl"].result_count

    more(world)

    with CaptureQueriesContext(connection) as after:
        response = keeper.get(page)
    assert response.context["cl"].result_count > shown
    assert len(after) == len(before) <= 12


def more(world):
    """Another row of everything the administration lists."""
    by, clock = world.by, world.clock
    meeting = actions.open_meeting(
        world.commission,
        by=by.analyst,
        kind="visit",
        title="Visit",
        held_on=dt.date(2021, 1, 28),
        at=clock(days=9),
    )
    readout = actions.file_readout(
        meeting,
        by=by.analyst,
        language="en",
        publisher="Office",
        published_on=dt.date(2021, 1, 28),
        text="The vaccine was spoken of. Trade grows.",
        at=clock(),
    )
    actions.quote(world.vaccine, by=by.analyst, words=find_words(readout, "The vaccine"), at=clock())
    actions.record(
        meeting,
        by=by.analyst,
        title="Trade grows",
        statement="Trade grows.",
        language="en",
        speech_act="undertaking",
        performed_by="both",
        beneficiary="both",
        sector=world.economy,
        due=actions.Due(),
        quotes=(find_words(readout, "Trade grows"),),
        at=clock(),
    )
    world.update(world.vaccine, by=by.analyst, status="part", sources=(a_source(),))
    other = make_commission("kg-tj", "KG-TJ")
    Body.objects.create(party=other.sides[0], code="tea", name="Ministry of Tea", short_name="Tea")
    Sector.objects.create(commission=other, code="tea", name="Tea", position=1)
    make_seat("Nina New", world.cn.party, "observer", by=world.administrator, at=clock())


@pytest.mark.parametrize("model", SHOWN, ids=name_of)
def test_the_register_cannot_be_written(keeper, model):
    row = model._default_manager.first()

    assert keeper.get(address(model, "add")).status_code == 403
    assert keeper.post(address(model, "add"), {}).status_code == 403
    assert keeper.post(address(model, "change", row.pk), {}).status_code == 403
    assert keeper.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [User, Seat, Commission], ids=name_of)
def test_what_the_log_names_is_not_deleted(keeper, model):
    row = model._default_manager.first()

    assert keeper.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_commitment_links_to_its_page(keeper, world):
    page = keeper.get(address(Commitment, "changelist"))

    assert f'href="{world.vaccine.get_absolute_url()}"' in page.content.decode()


def test_an_entry_is_shown_with_its_texts_and_its_record(keeper, world):
    entry = Entry.objects.filter(commitment=world.vaccine).last()

    page = keeper.get(address(Entry, "change", entry.pk)).content.decode()

    assert entry.texts.note in page
    assert bytes(entry.leaf).hex() in page


def test_commitments_are_found_as_in_the_register_and_the_log_by_code(keeper, world):
    found = keeper.get(address(Commitment, "changelist"), {"q": "вакцин"}).context["cl"]
    entries = keeper.get(address(Entry, "changelist"), {"q": world.vaccine.code.lower()}).context["cl"]

    assert [row.code for row in found.result_list] == [world.vaccine.code]
    assert {entry.commitment_id for entry in entries.result_list} == {world.vaccine.pk}


# --- seats


def test_a_new_seat_is_an_entry_of_the_log(keeper, world):
    user = make_user("Nina New")
    party = world.by.party

    response = keeper.post(
        address(Seat, "add"),
        {"user": user.pk, "commission": world.commission.pk, "party": party.pk, **seat_fields()},
    )

    assert response.status_code == 302
    seat = Seat.objects.get(user=user)
    entry = Entry.objects.filter(commission=world.commission).last()
    assert (entry.kind, entry.author, entry.author_role) == (
        "seat_changed",
        world.administrator,
        "administrator",
    )
    assert entry.changes["holder"] == [None, str(user.public_id)]
    assert seat.post == "Analyst, archive"
    assert list(replay.problems(world.commission)) == []


def test_a_seat_is_ended_by_its_last_day_and_keeps_its_holder_and_side(keeper, world):
    seat = world.by.observer
    fields = seat_fields(role="observer", post=seat.post, held_from="2021-01-01", held_until="2021-12-31")

    response = keeper.post(
        address(Seat, "change", seat.pk),
        {**fields, "user": world.cn.analyst.user.pk, "party": world.cn.party.pk},
    )

    assert response.status_code == 302
    seat.refresh_from_db()
    assert (seat.held_until, seat.party, seat.user) == (
        dt.date(2021, 12, 31),
        world.by.party,
        world.by.observer.user,
    )
    assert Entry.objects.filter(commission=world.commission).last().changes == {
        "held_until": [None, "2021-12-31"]
    }


def test_saving_a_seat_as_it_is_adds_no_entry(keeper, world):
    seat = world.by.observer
    before = Entry.objects.count()

    keeper.post(
        address(Seat, "change", seat.pk), seat_fields(role="observer", post=seat.post, held_from="2021-01-01")
    )

    assert Entry.objects.count() == before


def test_a_seat_for_an_administrator_is_refused_with_a_sentence(keeper, world):
    before = Entry.objects.count()

    response = keeper.post(
        address(Seat, "add"),
        {
            "user": world.administrator.pk,
            "commission": world.commission.pk,
            "party": world.by.party.pk,
            **seat_fields(),
        },
    )

    assert "An administrator cannot speak for a party." in problems_of(response)
    assert Entry.objects.count() == before


def test_a_seat_for_another_commissions_party_is_refused(keeper, world):
    response = keeper.post(
        address(Seat, "add"),
        {
            "user": make_user("Nina New").pk,
            "commission": world.commission.pk,
            "party": world.elsewhere.sides[0].pk,
            **seat_fields(),
        },
    )

    assert "This party does not belong to the commission." in problems_of(response)


# --- accounts


def test_an_account_is_made_with_its_address_in_small_letters(keeper):
    response = keeper.post(
        address(User, "add"),
        {
            "email": "Nina.New@Example.org",
            "full_name": "Nina New",
            "usable_password": "true",
            "password1": "paper-lantern-river-42",
            "password2": "paper-lantern-river-42",
        },
    )

    assert response.status_code == 302
    user = User.objects.get(full_name="Nina New")
    assert user.email == "nina.new@example.org"
    assert user.check_password("paper-lantern-river-42")


def account_fields(user, **changed):
    fields = {"email": user.email, "full_name": user.full_name, "is_active": "on", **changed}
    return {name: value for name, value in fields.items() if value is not None}


def test_an_administrator_is_one_wholly(keeper):
    user = make_user("Nina New")

    keeper.post(address(User, "change", user.pk), account_fields(user, is_staff="on"))
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (True, True)

    keeper.post(address(User, "change", user.pk), account_fields(user))
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_whoever_holds_a_seat_does_not_become_an_administrator(keeper, world):
    user = world.by.analyst.user

    response = keeper.post(address(User, "change", user.pk), account_fields(user, is_staff="on"))

    assert "This person holds a seat" in problems_of(response)
    user.refresh_from_db()
    assert not user.is_staff


@pytest.mark.parametrize(
    "changed", [{"is_active": None, "is_staff": "on"}, {}], ids=["inactive", "no longer one"]
)
def test_the_last_administrator_stays(keeper, world, changed):
    user = world.administrator

    response = keeper.post(address(User, "change", user.pk), account_fields(user, **changed))

    assert "This is the last administrator" in problems_of(response)
    user.refresh_from_db()
    assert user.is_active
    assert user.is_staff


# --- commissions, bodies, sectors


def commission_fields(**changed):
    return {
        "name": "Commission of two",
        "slug": "aa-bb",
        "code_prefix": "AA-BB",
        "time_zone": "UTC",
        "cutoff_weekday": "5",
        "cutoff_time": "18:00",
        "silent_after_days": "180",
        "party_set-TOTAL_FORMS": "2",
        "party_set-INITIAL_FORMS": "0",
        "party_set-0-position": "1",
        "party_set-0-code": "AA",
        "party_set-0-name": "Aland",
        "party_set-0-language": "en",
        "party_set-1-position": "2",
        "party_set-1-code": "BB",
        "party_set-1-name": "Beland",
        "party_set-1-language": "ru",
        **changed,
    }


def test_a_commission_is_made_with_its_two_parties(keeper):
    assert keeper.get(address(Commission, "add")).content.count(b'name="party_set-1-position"') == 1

    response = keeper.post(address(Commission, "add"), commission_fields())

    assert response.status_code == 302
    assert [party.code for party in Commission.objects.get(slug="aa-bb").sides] == ["AA", "BB"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "admin"},
        {"time_zone": "Mars/North"},
        {
            "party_set-1-code": "",
            "party_set-1-name": "",
            "party_set-1-language": "",
            "party_set-1-position": "",
        },
        {"party_set-1-position": "1"},
        {"party_set-1-code": "b"},
    ],
    ids=["reserved address", "no such zone", "one party", "two in one place", "bad code"],
)
def test_a_wrong_commission_is_refused(keeper, wrong):
    response = keeper.post(address(Commission, "add"), commission_fields(**wrong))

    assert response.status_code == 200
    assert problems_of(response)
    assert not Commission.objects.filter(code_prefix="AA-BB").exists()


def test_what_entries_are_written_with_is_settled_by_the_first(keeper, world):
    first, second = world.commission.sides
    fields = commission_fields(name="Renamed", slug="other", time_zone="UTC", cutoff_weekday="1")
    fields |= {
        "party_set-INITIAL_FORMS": "2",
        "party_set-0-id": first.pk,
        "party_set-0-commission": world.commission.pk,
        "party_set-0-code": "XX",
        "party_set-1-id": second.pk,
        "party_set-1-commission": world.commission.pk,
    }

    response = keeper.post(address(Commission, "change", world.commission.pk), fields)

    assert response.status_code == 302
    kept = Commission.objects.get(pk=world.commission.pk)
    assert (kept.name, kept.slug, kept.time_zone, kept.cutoff_weekday) == (
        "Renamed",
        "by-cn",
        "Europe/Minsk",
        5,
    )
    assert [(party.code, party.name) for party in kept.sides] == [("BY", "Aland"), ("CN", "Beland")]
    assert list(replay.problems(kept)) == []


@pytest.mark.parametrize("model", [Body, Sector], ids=name_of)
def test_only_what_nothing_rests_on_may_go(keeper, world, model):
    commitment = Commitment.objects.exclude(first_owner=None).first()
    used = commitment.first_owner if model is Body else commitment.sector
    more(world)
    unused = model.objects.get(code="tea")

    assert keeper.post(address(model, "delete", used.pk), {"post": "yes"}).status_code == 403
    assert keeper.post(address(model, "delete", unused.pk), {"post": "yes"}).status_code == 302
    assert not model.objects.filter(code="tea").exists()


def test_a_body_keeps_its_code_and_party(keeper, world):
    body = world.by.ministry

    keeper.post(
        address(Body, "change", body.pk),
        {"code": "other", "party": world.cn.party.pk, "name": "Ministry of Health", "short_name": "Health"},
    )

    body.refresh_from_db()
    assert (body.code, body.party, body.name) == ("health", world.by.party, "Ministry of Health")
