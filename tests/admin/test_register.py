"""What the administration lists, and what it only shows."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.models import (
    AccountRequest,
    Body,
    Briefing,
    Commission,
    Commitment,
    Entry,
    Evidence,
    Invitation,
    Letter,
    Meeting,
    ObservedValue,
    Quote,
    Readout,
    Redaction,
    Seat,
    Sector,
    SecurityEvent,
    Standpoint,
    User,
)
from tests.admin.pages import address, more, name_of
from tests.briefings import issue, prepare

SHOWN = (Commitment, Standpoint, ObservedValue, Entry, Evidence, Meeting, Readout, Quote)
KEPT = (User, Seat, Commission, Body, Sector)


def test_whoever_is_not_signed_in_is_sent_to_the_one_sign_in_page(db, client):
    response = client.get(reverse("admin:index"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_whoever_has_a_seat_is_kept_out(world, client):
    response = world.sign_in(client, world.by.secretary).get(reverse("admin:index"), follow=True)

    assert response.status_code == 403


def test_it_lists_what_there_is_and_nothing_else(keeper):
    assert set(admin.site._registry) == {
        *SHOWN,
        *KEPT,
        Redaction,  # whose pages tests/test_redaction.py opens
        *(Invitation, Letter, SecurityEvent),  # and these tests/test_invitations.py
        AccountRequest,  # and this tests/test_two_persons.py
        Briefing,
    }
    assert b"Accord administration" in keeper.get(reverse("admin:index")).content


@pytest.mark.parametrize("model", [*SHOWN, *KEPT], ids=name_of)
def test_every_list_and_page_opens(keeper, model):
    row = model._default_manager.first()

    assert keeper.get(address(model, "changelist")).status_code == 200
    assert keeper.get(address(model, "change", row.pk)).status_code == 200


def test_an_issued_briefing_is_there_to_be_read_without_its_cover_note(keeper, world):
    issue(prepare(world, world.by.secretary, cover_note="For nobody else."), world.by.secretary)
    pages = [keeper.get(address(Briefing, "changelist"))]
    pages.append(keeper.get(address(Briefing, "change", Briefing.objects.get().pk)))

    assert [page.status_code for page in pages] == [200, 200]
    assert not any(b"For nobody else" in page.content for page in pages)


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
