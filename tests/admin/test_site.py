"""The administration as administrators find it: the order of work, how the installation stands, and no dead ends."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import UniqueConstraint
from django.urls import reverse

from commitments import clock
from commitments.actions.account_request import ask_seat
from commitments.actions.commission import remove_body, remove_sector
from commitments.actions.errors import NotAllowed, RuleBroken
from commitments.actions.timer_run import note_run
from commitments.models import Body, Commission, Entry, Invitation, Letter, Seat, Sector, SecurityEvent, User
from commitments.reports import replay
from tests.addresses import admin_addresses
from tests.admin.commissions import commission_fields
from tests.admin.pages import address, more, name_of, seen
from tests.pages import soup_of
from tests.people import make_commission, make_user


def test_tables_stand_in_the_order_of_work(keeper):
    groups = keeper.get(reverse("admin:index")).context["app_list"]

    assert [[model["object_name"] for model in group["models"]] for group in groups[:3]] == [
        ["Commission", "Body", "Sector"],
        ["Invitation", "Seat", "User", "AccountRequest"],
        ["Letter", "SecurityEvent", "Redaction"],
    ]
    listed = [model["object_name"] for group in groups for model in group["models"]]
    assert len(listed) == len(set(listed)) == len(admin.site._registry)


def test_the_first_page_tells_how_the_installation_stands(keeper, world, settings):
    note_run("remind", is_good=True)

    page = soup_of(keeper.get(reverse("admin:index")))
    text = " ".join(page.text.split())

    assert "remind: Last run:" in text
    assert "backup: It has never run. needs you" in text
    [remind] = [item for item in page.select("li:has(code)") if item.code.text == "remind"]
    assert "needs you" not in remind.text
    assert f"{world.commission}: {Entry.objects.filter(commission=world.commission).count()} entries" in text
    assert re.search(r"[\d.]+.(GB|TB|MB) of [\d.]+.(GB|TB|MB) are free", text)
    assert f"Accord {settings.VERSION}" in text


def links_of(response):
    """The addresses on a page of the administration that stay on this host."""
    found = [link["href"] for link in soup_of(response).find_all("a", href=True)]
    return {url.partition("#")[0] for url in found if url.startswith("/") and "/static/" not in url}


def test_no_link_leads_an_administrator_to_a_refusal(keeper, world):
    more(world)
    pages = [url for url in admin_addresses() if keeper.get(url).status_code == 200]
    links = set().union(*(links_of(keeper.get(url)) for url in [*pages, "/setup/"]))

    refused = {url for url in links if keeper.get(url, follow=True).status_code >= 400}

    assert len(links) > 60
    assert refused == set()


@pytest.mark.parametrize("model", apps.get_models(), ids=name_of)
def test_no_rule_of_an_edited_table_is_told_by_its_name(model):
    if model not in admin.site._registry or model._meta.model_name in READ:
        return
    unnamed = [
        one.name
        for one in model._meta.constraints
        if one.violation_error_message == one.default_violation_error_message
        and not (isinstance(one, UniqueConstraint) and one.fields and one.condition is None)
    ]
    assert unnamed == []


READ = {
    "commitment",
    "meeting",
    "readout",
    "quote",
    "entry",
    "evidence",
    "standpoint",
    "observedvalue",
    "letter",
    "securityevent",
}


def twice(world):
    """Forms that break a rule of the tables, each with the sentence that says so."""
    other = make_commission("kg-tj", "KG-TJ")
    sector = Sector.objects.filter(commission=world.commission).first()
    body, party = world.by.ministry, {"party_set-1-code": "AA"}
    return {
        "body": (
            Body,
            {"party": body.party.pk, "code": body.code, "name": "M", "short_name": "M"},
            "has this code",
        ),
        "sector": (
            Sector,
            {"commission": world.commission.pk, "code": sector.code, "name": "S", "position": "1"},
            "has this code",
        ),
        "address": (Commission, commission_fields(slug=other.slug), "already exists"),
        "prefix": (Commission, commission_fields(code_prefix=other.code_prefix), "already exists"),
        "two codes": (Commission, commission_fields(**party), "need two codes"),
        "two places": (Commission, commission_fields(**{"party_set-1-position": "1"}), "has the first place"),
        "no place": (
            Commission,
            commission_fields(**{"party_set-1-position": "3"}),
            "not one of the available",
        ),
        "no weekday": (Commission, commission_fields(cutoff_weekday="9"), "not one of the available"),
        "dates": (Seat, seat_of(world, held_until="2021-01-01"), "comes before the first"),
        "role": (Seat, seat_of(world, role="king"), "not one of the available"),
        "second seat": (Seat, seat_of(world, user=world.by.analyst.user.pk), "holds another seat"),
        "stand-in": (Seat, seat_of(world, stands_in_for=world.by.analyst.pk), "say the last day"),
        "address of an account": (
            Invitation,
            {"email": world.by.analyst.user.email.upper(), "full_name": "A", "role": "administrator"},
            "There is an account with this address",
        ),
    }


def seat_of(world, **changed):
    return {
        "user": make_user(f"Person {User.objects.count()}").pk,
        "commission": world.commission.pk,
        "party": world.by.party.pk,
        "role": "analyst",
        "post": "Analyst, archive",
        "held_from": "2021-03-01",
        **changed,
    }


RULES = (
    "body", "sector", "address", "prefix", "two codes", "two places", "no place", "no weekday", "dates", "role",
    "second seat", "stand-in", "address of an account",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_broken_rule_is_refused_in_words(keeper, world, rule):
    model, fields, sentence = twice(world)[rule]
    count = model.objects.count()

    response = keeper.post(address(model, "add"), fields)

    assert response.status_code == 200
    assert sentence in response.text
    names = {one.name for one in model._meta.constraints}
    assert not any(name in response.text for name in names)
    assert model.objects.count() == count


# --- search


@pytest.mark.parametrize(
    ("model", "words", "typed"),
    [
        (User, {"full_name": "Юрій Ёлкин"}, "ЮРІЙ елкин"),
        (Seat, {"post": "Секретарь комиссии"}, "СЕКРЕТАРЬ"),
        (Body, {"name": "Министерство здравоохранения"}, "министерство ЗДРАВО"),
        (Sector, {"name": "Здравоохранение"}, "здравоОХРАНЕНИЕ"),
        (Commission, {"name": "Комиссия двух"}, "КОМИССИЯ"),
    ],
    ids=lambda value: name_of(value) if isinstance(value, type) else "",
)
def test_search_finds_words_in_any_case_and_script(keeper, world, model, words, typed):
    more(world)
    row = model.objects.first()
    model.objects.filter(pk=row.pk).update(**words)

    found = keeper.get(address(model, "changelist"), {"q": typed}).context["cl"].queryset
    nothing = keeper.get(address(model, "changelist"), {"q": f"{typed} nowhere"}).context["cl"].queryset

    assert list(found) == [row]
    assert not nothing


def test_what_belongs_to_an_account_is_found_by_its_name(keeper, world):
    user = world.by.analyst.user
    User.objects.filter(pk=user.pk).update(full_name="Юрий Ёлкин")
    SecurityEvent.objects.create(kind="renamed", user=user, by=world.administrator)
    Letter.objects.create(user=user, to="ELKIN@example.org", subject="A letter", body="Words.")

    for model, typed in ((SecurityEvent, "ёлкин"), (Letter, "elkin@"), (Seat, "ЁЛКИН")):
        rows = keeper.get(address(model, "changelist"), {"q": typed}).context["cl"].queryset
        assert len(rows) == 1


# --- what is done to names and bodies is an entry


def test_a_body_that_goes_leaves_an_entry(keeper, world):
    body = Body.objects.create(party=world.by.party, code="tea", name="Ministry of Tea", short_name="Tea")
    fields = {"name": "Ministry of Green Tea", "short_name": "Tea", "seen": seen(keeper, body)}
    keeper.post(address(Body, "change", body.pk), fields)
    count = Entry.objects.filter(kind="named").count()

    keeper.post(address(Body, "delete", body.pk), {"post": "yes"})

    entry = Entry.objects.filter(kind="named").latest("number")
    assert Entry.objects.filter(kind="named").count() == count + 1
    assert "Ministry of Green Tea" in str(entry.changes["names"][0])
    assert "Ministry of Green Tea" not in str(entry.changes["names"][1])
    assert list(replay.problems(world.commission)) == []


def test_a_body_with_a_seat_stays(keeper, world):
    body = Body.objects.create(party=world.by.party, code="tea", name="Ministry of Tea", short_name="Tea")
    Seat.objects.filter(pk=world.by.analyst.pk).update(body=body)

    assert keeper.post(address(Body, "delete", body.pk), {"post": "yes"}).status_code == 403
    with pytest.raises(RuleBroken, match="somebody sits there"):
        remove_body(body, by=world.administrator)
    with pytest.raises(NotAllowed):
        remove_body(body, by=world.by.secretary.user)


def test_a_sector_that_goes_leaves_an_entry_and_one_that_was_used_stays(keeper, world):
    fields = {"commission": world.commission.pk, "code": "spare", "name": "Spare", "position": 9}
    keeper.post(address(Sector, "add"), fields)
    spare = Sector.objects.get(code="spare")

    keeper.post(address(Sector, "delete", spare.pk), {"post": "yes"})

    entry = Entry.objects.filter(kind="named").latest("number")
    assert ["sector", "spare", "Spare"] in entry.changes["names"][0]
    assert ["sector", "spare", "Spare"] not in entry.changes["names"][1]
    assert list(replay.problems(world.commission)) == []
    with pytest.raises(RuleBroken, match="is or was of this sector"):
        remove_sector(world.vaccine.sector, by=world.administrator)
    with pytest.raises(NotAllowed):
        remove_sector(world.vaccine.sector, by=world.by.secretary.user)


def test_a_body_stays_while_a_seat_there_waits_for_consent(keeper, world):
    User.objects.filter(pk=world.by.secretary.user_id).update(last_login=clock.of_this_machine())
    body = Body.objects.create(party=world.by.party, code="tea", name="Ministry of Tea", short_name="Tea")
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    seat.body = body
    ask_seat(seat, by=world.administrator)

    with pytest.raises(RuleBroken):
        remove_body(body, by=world.administrator)
