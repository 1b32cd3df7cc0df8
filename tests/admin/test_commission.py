"""Commissions with their parties, bodies and sectors."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Body, Commission, Commitment, Sector
from commitments.reports import replay
from tests.admin.commissions import changed, commission_fields
from tests.admin.pages import address, more, name_of, problems_of, seen


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
            "party_set-1-own_name": "",
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
        "seen": seen(keeper, world.commission),
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


def test_the_log_is_locked_before_the_row_of_the_commission(keeper, world):
    """A removal of a text takes the two in this order, and would be waited for in vain the other way round."""
    fields = changed(keeper, world.commission, name="Renamed")
    with CaptureQueriesContext(connection) as asked:
        keeper.post(address(Commission, "change", world.commission.pk), fields)

    found = (
        "".join(re.findall(r"^SELECT .commitments_loghead|^UPDATE .commitments_commission", one["sql"]))
        for one in asked.captured_queries
    )
    assert next(filter(None, found)).startswith("SELECT")
    assert Commission.objects.get(pk=world.commission.pk).name == "Renamed"


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
        {
            "code": "other",
            "party": world.cn.party.pk,
            "name": "Ministry of Health",
            "short_name": "Health",
            "seen": seen(keeper, body),
        },
    )

    body.refresh_from_db()
    assert (body.code, body.party, body.name) == ("health", world.by.party, "Ministry of Health")
