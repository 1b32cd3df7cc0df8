"""A distinctive word in a private note of each side, looked for at every address by everybody it is not for."""

from __future__ import annotations

import logging
import pickle
import re
from io import StringIO
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, is_valid_path, resolve

from commitments import actions
from commitments.actions.typed import keep_typed_words
from commitments.models import Commitment, Entry, PrivateNote, Seat, User, Week
from commitments.reports import replay
from commitments.vocabulary import other_side
from tests import briefings, sessions
from tests.addresses import BRIEFING, ISSUED, RARE, REGISTER, SLUG, Planted, addresses, admin_addresses
from tests.pages import form_in, from_page
from tests.people import a_source, fresh, make_seat
from tests.stages import STAGES, TODAY, announced_by_both

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

CANARY = {"first": "Yellowhammer", "second": "Brambling"}


def words_of(side: str) -> str:
    """Both observers are named, each of whom may hear of a note of the own side only."""
    return f"{CANARY[side]}: @Observer, Belarus, @Observer, China: ask at the {RARE} before the next report."


@pytest.fixture
def furnished(world, settings, tmp_path) -> Planted:
    """Everything there are addresses for, and no note yet."""
    settings.MEDIA_ROOT = tmp_path
    path = default_storage.save("evidence/paper.pdf", ContentFile(b"%PDF-1.7\nprotocol"))
    upload = (path, "paper.pdf", "application/pdf", "0" * 64)
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(upload=upload),))
    world.update(
        world.vaccine, by=world.cn.analyst, status="blocked", outlook="off_track", reason="No aeroplane."
    )
    actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="ru",
        publisher="President of Belarus",
        published_on=world.by.readout.published_on,
        text="Президенты поговорили.",
        replaces=world.by.readout,
        at=world.clock(),
    )
    world.vaccine = announced_by_both(world)
    session = sessions.call(world)
    sessions.put(world, session, world.vaccine)
    return Planted(world, session=session)


def plant(furnished: Planted) -> Planted:
    """A note of each side on every commitment, written by its analyst."""
    for commitment in Commitment.objects.filter(commission=furnished.world.commission):
        for side in CANARY:
            seat = furnished.world.side(side).analyst
            note = actions.write_private_note(commitment, by=seat, text=words_of(side))
            furnished.notes.setdefault(side, note)
    for side in CANARY:
        plant_draft(furnished, side)
        plant_briefings(furnished, side)
        plant_typed_words(furnished, side)
    return furnished


def plant_briefings(furnished: Planted, side: str) -> None:
    """A briefing that a side has issued with a cover note, and one that it prepares."""
    world, secretary = furnished.world, furnished.world.side(side).secretary
    issued = briefings.prepare(world, secretary, cover_note=words_of(side), at=world.clock())
    briefings.issue(issued, secretary, at=world.clock())
    plant_briefing_draft(furnished, side)


def plant_briefing_draft(furnished: Planted, side: str) -> None:
    words = {"decisions": [words_of(side)], "cover_note": words_of(side)}
    briefings.prepare(furnished.world, furnished.world.side(side).secretary, week=Week(2021, 5), **words)


def plant_typed_words(furnished: Planted, side: str) -> None:
    """What its analyst is typing into a form and has not saved."""
    keep_typed_words(
        by=furnished.world.side(side).analyst,
        key=f"typed-by-{side}",
        address=update_url(furnished),
        fields={"note": [words_of(side)]},
        written_in=["note"],
    )


def update_url(planted: Planted) -> str:
    return f"{planted.vaccine}update/"


def plant_draft(furnished: Planted, side: str) -> None:
    """A proposal each side prepares, and one it has sent, whose cover note stays behind."""
    world, people = furnished.world, furnished.world.side(side)
    words = {"reason": words_of(side), "cover_note": words_of(side)}
    subject, values = {
        "first": ("sector", {"sector": "economy"}),
        "second": ("performers", {"performed_by": "both"}),
    }[side]
    furnished.drafts[side] = world.prepare(
        world.vaccine, by=people.analyst, subject=subject, values=values, **words
    )
    subject, values = {
        "first": ("wording", {"title": "Vaccine, as needed"}),
        "second": ("due", {"due_on": "2021-12-31"}),
    }[side]
    world.propose(
        world.vaccine, by=people, subject=subject, values=values, cover_note=words_of(side), at=world.clock()
    )


@pytest.fixture
def planted(furnished) -> Planted:
    return plant(furnished)


# --- Every address


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The names of all addresses but those of the administration, which lists itself."""
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(pattern.name)
        elif pattern.namespace != "admin":
            found |= names(pattern.url_patterns)
    return found


def test_every_address_there_is_is_walked(planted):
    walked = {
        resolve(path).url_name
        for path in (url.partition("?")[0] for url in addresses(planted))
        if is_valid_path(path)
    }

    assert names(get_resolver().url_patterns) - walked == set()


# --- Who finds what


def answer(client: Client, url: str, headers: dict[str, str] | None = None) -> str:
    response = client.get(url, headers=headers or {})
    return body_of(response) + str(response.headers)


def body_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")


def found_at(client: Client, urls: list[str], *, parts: bool = False) -> dict[str, set[str]]:
    """The sides whose word stands at an address: on the page or, with `parts`, in what htmx asks of it."""
    found: dict[str, set[str]] = {}
    for url in urls:
        told = answer(client, url) + (answer(client, url, from_page(SLUG)) if parts else "")
        if sides := {side for side, word in CANARY.items() if word in told}:
            found[url] = sides
    return found


def own_pages(planted: Planted, side: str, role: str) -> set[str]:
    """Where somebody finds the word of the own side: the commitment of today, and the forms about an own note."""
    draft = planted.draft_url(side)
    own_copy = f"{ISSUED}{planted.world.side(side).party.code}/own.pdf"
    pages = {planted.vaccine, f"{planted.vaccine}?history=all", draft, own_copy}
    if role != "observer":
        pages |= {BRIEFING, f"{BRIEFING}issue/"}
    if role == "observer":
        pages.add(f"{SLUG}inbox/")
    if role == "analyst":
        pages |= {planted.note_url(side), planted.note_url(side, "delete/"), f"{draft}change/"}
        # where the own words that are not saved are offered, to nobody else
        pages |= {update_url(planted), f"{SLUG}inbox/"}
    if role == "secretary":
        pages |= {planted.note_url(side, "delete/"), f"{draft}return/"}
    if (side, role) == ("first", "secretary"):
        pages.add(f"{SLUG}inbox/")  # where the own draft comes first; the other secretary has older things
    return pages


@pytest.mark.parametrize("role", ["observer", "analyst", "secretary"])
@pytest.mark.parametrize("side", ["first", "second"])
def test_a_note_is_found_by_its_side_where_it_belongs_and_by_the_other_nowhere(client, planted, side, role):
    planted.world.sign_in(client, planted.world.side(side).seat(role))

    found = found_at(client, [*addresses(planted), "/admin/"], parts=role == "analyst")

    assert found == {url: {side} for url in own_pages(planted, side, role)}


@pytest.mark.parametrize("who", ["administrator", "stranger", "former analyst", "nobody"])
def test_who_is_of_no_side_finds_nothing(client, planted, who):
    world = planted.world
    if who == "former analyst":
        Seat.objects.filter(pk=world.by.analyst.pk).update(held_until="2021-07-14")
    person: dict[str, Any] = {
        "administrator": world.administrator,
        "stranger": world.stranger,
        "former analyst": world.by.analyst,
    }
    if who in person:
        world.sign_in(client, person[who])

    assert found_at(client, addresses(planted) + admin_addresses()) == {}


def test_who_changed_sides_finds_the_notes_of_the_new_one_only(client, planted):
    """The author of a note is of the other side now. What they typed themselves and did not save stays theirs."""
    world = planted.world
    Seat.objects.filter(pk=world.by.analyst.pk).update(held_until="2021-07-14")
    moved = make_seat("Nina New", world.cn.party, "analyst", by=world.administrator, at=world.clock())
    Seat.objects.filter(pk=moved.pk).update(user=world.by.analyst.user, held_from="2021-07-15")
    world.sign_in(client, world.by.analyst)

    assert found_at(client, addresses(planted), parts=True) == {
        update_url(planted): {"first"},
        f"{SLUG}inbox/": {"first"},
        planted.vaccine: {"first", "second"},
        f"{planted.vaccine}?history=all": {"first", "second"},
        planted.draft_url("second"): {"second"},
        f"{ISSUED}CN/own.pdf": {"second"},
        BRIEFING: {"second"},
        f"{BRIEFING}issue/": {"second"},
    }


# What differs between any two answers: tokens, keys of forms, and the number of the request.
FLEETING = re.compile(r'name="(csrfmiddlewaretoken|submission|kept_as)"[^>]*>|this number: [-0-9a-f]+')


def seen_by(client: Client, urls: list[str]) -> dict[str, str]:
    return {url: FLEETING.sub("", body_of(client.get(url))) for url in urls}


@pytest.mark.parametrize("reader", ["observer", "secretary", "administrator"])
def test_no_page_of_others_tells_that_there_are_notes(client, furnished, reader):
    """Not a number, not an order, not a word of it: each page is the one it was before the first note."""
    world = furnished.world
    if reader == "administrator":
        urls = admin_addresses()
        world.sign_in(client, world.administrator)
    else:
        urls = [url for url in addresses(furnished) if "/accounts/" not in url and "/files/" not in url]
        world.sign_in(client, world.cn.seat(reader))
    before = seen_by(client, urls)

    for commitment in Commitment.objects.filter(commission=world.commission):
        actions.write_private_note(commitment, by=world.by.analyst, text=words_of("first"))
    world.prepare(world.vaccine, by=world.by.analyst, reason=words_of("first"), cover_note=words_of("first"))
    plant_typed_words(furnished, "first")
    plant_briefing_draft(furnished, "first")

    caches["pictures"].clear()
    after = seen_by(client, urls)

    assert {url: page for url, page in after.items() if page != before[url]} == {}


# --- What is done and refused


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
def test_no_answer_to_an_action_tells_the_notes_of_the_other_side(client, world, stage):
    commitment = stage.set_up(world)
    side = stage.who[0]
    for name in CANARY:
        actions.write_private_note(commitment, by=world.side(name).analyst, text=words_of(name))
    url, page = stage.url(commitment), commitment.get_absolute_url()
    world.sign_in(client, stage.seat(world))
    form = form_in(client.get(url, headers=from_page(page)))

    answers = [
        client.post(url, form.filled(**dict.fromkeys(stage.typed, "")), headers=from_page(page)),  # 422
        client.post(url, form.filled(**stage.typed), headers=from_page(page)),
        client.post(url, form.filled(**stage.typed), follow=True),
    ]

    assert [CANARY[other_side(side)] in response.text for response in answers] == [False] * 3
    assert CANARY[side] in client.get(page).text


def test_no_refusal_tells_them_either(client, planted):
    """403, 404, 405, 409 and 422, as pages and as alerts, to a writer and an observer of the other side."""
    world, statuses = planted.world, set()
    update = f"{planted.vaccine}update/"
    world.sign_in(client, world.cn.analyst)
    stale = form_in(client.get(update)).filled(
        status="blocked", reason="None.", waits_on="second", position="Nothing yet.", outlook="off_track"
    )
    notes = form_in(client.get(f"{planted.vaccine}notes/"), "#note-form")
    for seat in (world.by.analyst, world.cn.secretary):
        world.update(world.vaccine, by=seat, status="part", at=world.clock(days=90))
    posts = [
        (update, stale),
        (update, stale | {"note": ""}),
        (f"{planted.vaccine}notes/", notes.filled(text="")),
        (planted.note_url("first"), notes.filled(text="Other words.")),
        (planted.note_url("first", "delete/"), notes.filled()),
        (f"{planted.vaccine}notes/", notes.filled(text=words_of("second"))),
        (planted.vaccine, {}),
        (f"{REGISTER}BY-CN-2021-99/update/", {}),
        (f"{SLUG}readouts/{world.by.readout.slug}/intake/decide/", {}),
    ]
    for seat in (world.cn.analyst, world.cn.observer):
        world.sign_in(client, seat)
        for url, data in posts:
            for headers in ({}, from_page(planted.vaccine)):
                response = client.post(url, data, headers=headers)
                statuses.add(response.status_code)
                assert CANARY["first"] not in response.text, url

    assert statuses >= {403, 404, 405, 409, 422}
    assert PrivateNote.objects.of(world.by.party).filter(text=words_of("first")).count() == 2


def test_a_form_without_its_token_is_refused_without_a_word_of_them(planted):
    client = Client(enforce_csrf_checks=True)
    planted.world.sign_in(client, planted.world.cn.analyst)

    response = client.post(planted.note_url("first"), {"text": "Other words."})

    assert response.status_code == 403
    assert CANARY["first"] not in response.text


# --- What is kept elsewhere


def test_nothing_that_is_remembered_or_written_down_holds_them(client, planted, caplog):
    world = planted.world
    with caplog.at_level(logging.DEBUG):
        for side in CANARY:
            world.sign_in(client, world.side(side).analyst)
            for url in (SLUG, REGISTER, planted.vaccine, f"{SLUG}weeks/2021-W28/", f"{SLUG}readouts/"):
                assert client.get(url).status_code == 200
            form = form_in(client.get(f"{planted.vaccine}notes/"), "#note-form")
            client.post(form.action, form.filled(text=f"{CANARY[side]} once more."))

    remembered = [pickle.dumps(cache._cache) for cache in caches.all() if hasattr(cache, "_cache")]
    assert any(b"commitment:" in cached for cached in remembered)
    for word in CANARY.values():
        assert not [cached for cached in remembered if word.encode() in cached]
        assert word not in caplog.text
        assert not Entry.objects.filter(record__contains=word.encode()).exists()
        assert word not in fresh(world.vaccine).search_tokens
    assert not User.objects.filter(full_name__contains=RARE).exists()


def test_the_log_is_whole_with_them_and_its_check_says_nothing_of_them(planted):
    out = StringIO()

    call_command("verify_projections", stdout=out)

    assert list(replay.problems(planted.world.commission)) == []
    assert not [word for word in CANARY.values() if word in out.getvalue()]
    assert "every projection equals the log" in out.getvalue()
